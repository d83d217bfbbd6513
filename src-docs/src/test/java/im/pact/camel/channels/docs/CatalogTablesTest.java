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
    void head_of_the_page_comes_from_the_catalog() {
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
    void path_parameters_are_separate_from_query_parameters() {
        assertThat(partials.get("path-options.adoc")).contains("*operation*").doesNotContain("*delay*");
        assertThat(partials.get("query-options.adoc")).contains("*delay*").doesNotContain("*operation*");
    }

    @Test
    void required_option_is_marked_and_lists_its_values() {
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
    void each_group_is_a_table_in_the_order_of_the_catalog() {
        assertThat(partials.get("query-options.adoc"))
                .containsSubsequence(".Consumer\n", "*delay*", ".Consumer (advanced)\n", "*cage*", "*cageProperties*");
    }

    @Test
    void default_is_shown() {
        assertThat(partials.get("query-options.adoc")).contains("|`500`\n|`long`\n");
    }

    @Test
    void url_as_a_default_is_not_a_link() {
        assertThat(partials.get("component-options.adoc")).contains("|`https&#58;//word.example`\n");
    }

    @Test
    void markup_in_a_description_is_text() {
        assertThat(partials.get("query-options.adoc"))
                .contains("Time between &#124; two words, as in a&#95;b&#95;c or &#60;&#60;here&#62;&#62;.");
    }

    @Test
    void deprecated_and_autowired_options_are_marked() {
        assertThat(partials.get("query-options.adoc"))
                .contains("*Deprecated.* Parrots fly. Its home. _Autowired:_ a single bean of this type");
    }

    @Test
    void option_with_several_keys_shows_the_syntax_of_a_key() {
        assertThat(partials.get("query-options.adoc"))
                .contains("Set as `cage.key=value`.")
                .contains("|`Map&#60;String, Object&#62;`");
    }

    @Test
    void secret_is_marked() {
        assertThat(partials.get("component-options.adoc"))
                .contains("|[[component-option-word]]*word*\n|The word. _Secret._\n");
    }

    @Test
    void header_has_its_constant_and_a_simple_type() {
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
