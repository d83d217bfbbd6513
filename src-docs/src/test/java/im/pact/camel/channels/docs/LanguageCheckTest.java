/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageCheckTest {

    private static final Path ROOT = Path.of("..");

    private static final String RULE = "polly|wants a cracker | parrot, requests food | the field's word";

    @Test
    void repository_uses_no_word_that_the_rules_exclude() throws IOException {
        assertThat(LanguageCheck.repository(ROOT)).isEmpty();
    }

    @Test
    void finding_names_file_line_words_and_replacement() {
        assertThat(findings("page.adoc", "= Parrots\n\nHere is Polly."))
                .containsExactly("page.adoc:3: \"Polly\", instead: parrot, requests food (the field's word)");
    }

    @Test
    void only_whole_words_are_found() {
        assertThat(findings("page.adoc", "pollyanna")).isEmpty();
    }

    @Test
    void words_are_found_across_lines() {
        assertThat(findings("page.adoc", "It wants a\ncracker.")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/** It wants a cracker. */",
                "    /**\n     * It wants\n     * a cracker.\n     */",
                "int i; // It wants\n       // a cracker.",
                "String s = \"\\\"It wants a cracker.\\\"\";",
                "String s = \"\"\"\n    It wants a\n    cracker.\n    \"\"\";",
                "char c = '\"'; /* It wants a cracker. */ char d = '\"';"
            })
    void comments_and_strings_of_java_code_are_read(String code) {
        assertThat(findings("Parrot.java", code)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bird polly = wants.a.cracker();",
                "char quote = '\"'; polly(); char other = '\"';",
                "String s = \"//\"; polly();",
                "// It wants a\nint i; // cracker"
            })
    void java_code_is_not_read(String code) {
        assertThat(findings("Parrot.java", code)).isEmpty();
    }

    @Test
    void only_descriptions_of_the_catalog_are_read() {
        assertThat(findings("parrot.json", "{\n\"polly\": { \"description\": \"Says \\\"a\\\" to Polly.\" }\n}"))
                .containsExactly("parrot.json:2: \"Polly\", instead: parrot, requests food (the field's word)");
    }

    @Test
    void only_unreleased_changes_are_read() {
        assertThat(findings("CHANGELOG.md", "# Changes\n\n## Unreleased\n\nPolly\n\n## 1.0.0\n\nPolly\n"))
                .containsExactly("CHANGELOG.md:5: \"Polly\", instead: parrot, requests food (the field's word)");
    }

    @Test
    void words_that_are_struck_through_are_not_read() {
        assertThat(findings("page.md", "Not ~~Polly~~, but parrot.")).isEmpty();
    }

    @Test
    void allowed_text_is_not_found() {
        assertThat(findings("docs/page.adoc", "a\nPolly is her name.", "docs/*.adoc | Polly is | a name"))
                .isEmpty();
    }

    @Test
    void allowance_covers_its_own_text_and_file_only() {
        assertThat(findings("page.adoc", "Polly is here, Polly was here.", "*.adoc | Polly is | a name"))
                .hasSize(1);
        assertThat(findings("page.md", "Polly is here.", "*.adoc | Polly is | a name"))
                .hasSize(2);
    }

    @Test
    void unused_allowance_is_found() {
        assertThat(findings("page.adoc", "A parrot.", "# Names", "*.adoc | Polly is | a name"))
                .containsExactly(
                        "src-docs/src/main/language/allowed.txt:2: \"Polly is\", instead: delete this line, it allows nothing");
    }

    @Test
    void line_without_three_columns_is_rejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LanguageCheck(List.of("# Words", "polly | parrot"), List.of()))
                .withMessage("rules.txt:2: must have three columns, separated by | with spaces around it");
    }

    @ParameterizedTest
    @MethodSource("wordsThatTheGlossaryRejects")
    void words_that_the_glossary_rejects_are_found(String words) throws IOException {
        List<String> rules = Files.readAllLines(ROOT.resolve("src-docs/src/main/language/rules.txt"));

        assertThat(new LanguageCheck(rules, List.of()).findings(Map.of("page.adoc", "Is it a " + words + "?")))
                .isNotEmpty();
    }

    static Stream<String> wordsThatTheGlossaryRejects() throws IOException {
        return Pattern.compile("~~(.+?)~~")
                .matcher(Files.readString(ROOT.resolve("CONTRIBUTING.md")))
                .results()
                .map(match -> match.group(1));
    }

    private static List<String> findings(String file, String content, String... allowances) {
        return new LanguageCheck(List.of(RULE), List.of(allowances))
                .findings(Map.of(file, content)).stream().map(String::valueOf).toList();
    }
}
