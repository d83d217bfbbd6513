/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.tooling.model.JsonMapper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CatalogTablesTest {

    private static Map<String, String> partials;

    @BeforeAll
    static void readCatalog() throws IOException {
        try (InputStream json = CatalogTablesTest.class.getResourceAsStream("catalog.json")) {
            partials = CatalogTables.partials(
                    JsonMapper.generateComponentModel(new String(json.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    @Test
    void headOfThePageComesFromTheCatalog() {
        assertThat(partials.get("attributes.adoc"))
                .contains(":component-title: Parrot\n")
                .contains(":component-description: Repeats &#42; everything &#42; &#123;twice&#125;.\n")
                .contains(":component-since: 1.2\n")
                .contains(":component-support: Preview\n")
                .contains(":component-sides: Both producer and consumer are supported\n")
                .contains(":component-syntax: parrot:operation\n")
                .contains(":component-artifact-id: camel-parrot\n")
                .contains(":query-option-count: 3\n");
    }

    @Test
    void pathParametersStandApartFromQueryParameters() {
        assertThat(partials.get("path-options.adoc")).contains("*operation*").doesNotContain("*delay*");
        assertThat(partials.get("query-options.adoc")).contains("*delay*").doesNotContain("*operation*");
    }

    @Test
    void requiredOptionSaysSoAndListsItsValues() {
        assertThat(partials.get("path-options.adoc"))
                .contains(
                        """
                        |[[path-option-operation]]*operation*
                        |*Required.* What to do. Values: `say`, `sing`.
                        |
                        |`ParrotOperation`
                        """);
    }

    @Test
    void groupsAreTablesOfTheirOwnInTheOrderOfTheCatalog() {
        assertThat(partials.get("query-options.adoc"))
                .containsSubsequence(".Consumer\n", "*delay*", ".Consumer (advanced)\n", "*cage*", "*cageProperties*");
    }

    @Test
    void defaultIsShown() {
        assertThat(partials.get("query-options.adoc")).contains("|`500`\n|`long`\n");
    }

    @Test
    void urlAsADefaultIsNoLink() {
        assertThat(partials.get("component-options.adoc")).contains("|`https&#58;//word.example`\n");
    }

    @Test
    void markupInADescriptionIsText() {
        assertThat(partials.get("query-options.adoc"))
                .contains("Time between &#124; two words, as in a&#95;b&#95;c or &#60;&#60;here&#62;&#62;.");
    }

    @Test
    void deprecatedAndAutowiredOptionsSaySo() {
        assertThat(partials.get("query-options.adoc"))
                .contains("*Deprecated.* Parrots fly. Its home. _Autowired:_ a single bean of this type");
    }

    @Test
    void optionWithManyKeysShowsHowToSetOne() {
        assertThat(partials.get("query-options.adoc"))
                .contains("Set as `cage.key=value`.")
                .contains("|`Map&#60;String, Object&#62;`");
    }

    @Test
    void secretIsMarked() {
        assertThat(partials.get("component-options.adoc"))
                .contains("|[[component-option-word]]*word*\n|The word. _Secret._\n");
    }

    @Test
    void headerHasItsConstantAndAReadableType() {
        assertThat(partials.get("headers.adoc"))
                .contains(
                        """
                        |[[header-CamelParrotMood]]*CamelParrotMood* +
                        `ParrotConstants.MOOD`
                        |How it feels. Values: `calm`, `loud`.
                        |`List&#60;Mood&#62;`
                        """);
    }
}
