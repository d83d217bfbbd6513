/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFilesTest {

    @TempDir
    Path directory;

    private final CsvFiles csv = new CsvFiles();

    @ParameterizedTest
    @CsvFileSource(resources = "/lists.csv", numLinesToSkip = 1, delimiter = '|', quoteCharacter = '\0')
    void phones_and_names_are_found(String list, String phones, String names) throws IOException {
        List<Map<String, String>> rows = rows(write(unescaped(list), UTF_8));

        assertThat(rows).extracting(row -> row.get("phone")).containsExactlyElementsOf(values(phones));
        assertThat(rows).extracting(row -> row.get("name")).containsExactlyElementsOf(values(names));
    }

    @Test
    void all_values_are_available_by_their_headings() throws IOException {
        List<Map<String, String>> rows = rows(write("Телефон;ФИО;Город\n79250000001;Анна;Омск\n", UTF_8));

        assertThat(rows)
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .contains(entry("Город", "Омск"), entry("Телефон", "79250000001"), entry("phone", "79250000001"));
    }

    @ParameterizedTest
    @CsvSource({"windows-1251", "UTF-16"})
    void other_encodings_are_a_property(String charset) throws IOException {
        csv.setCharset(charset);

        assertThat(rows(write("Телефон;Имя\n79250000001;Анна\n", Charset.forName(charset))))
                .extracting(row -> row.get("name"))
                .containsExactly("Анна");
    }

    @Test
    void byte_order_mark_of_utf_8_takes_precedence_over_the_property() throws IOException {
        csv.setCharset("windows-1251");

        assertThat(rows(write("\ufeffТелефон;Имя\n79250000001;Анна\n", UTF_8)))
                .extracting(row -> row.get("name"))
                .containsExactly("Анна");
    }

    @Test
    void another_encoding_than_that_of_the_property_is_rejected() throws IOException {
        File list = write("phone;name\n79250000001;Анна\n", Charset.forName("windows-1251"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> csv.check(list))
                .withMessageContaining("list.csv")
                .withMessageContaining("the encoding is different");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\\n                                      | no heading for the phone number",
                "79250000001,Anna\\n                      | no heading for the phone number",
                "name,city\\nAnna,Omsk\\n                 | no heading for the phone number",
                "phone,mobile\\n1,2\\n                    | several headings mean the phone number: phone, mobile",
                "phone,name\\n79250000001,Ivanov, Ivan\\n | line 2: there are more values than headings",
                "phone,name\\n79250000001,\"Anna\\n       | cannot be read as CSV: (startline 2)",
                "phone,name\\n79250000001,\"Anna\" Maria\\n | cannot be read as CSV: Invalid character between encapsulated token and delimiter at line: 2",
            })
    void list_that_cannot_be_read_is_rejected(String list, String problem) throws IOException {
        File file = write(unescaped(list), UTF_8);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> csv.check(file))
                .withMessageContaining("list.csv")
                .withMessageContaining(problem);
    }

    @Test
    void rows_are_read_on_demand() throws IOException {
        Iterator<Map<String, String>> rows = csv.rows(
                write("phone,name\n" + "79250000001,Anna\n".repeat(100_000) + "79250000001,more,values\n", UTF_8));

        assertThatCode(() -> IntStream.range(0, 100_000).forEach(row -> rows.next()))
                .doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(rows::next);
    }

    @Test
    void report_is_quoted() {
        assertThat(csv.reportLine(
                        Map.of("phone", "+7 925 000-00-01, \"home\""), "79250000001", 17L, "not delivered: a, b"))
                .endsWith(",\"+7 925 000-00-01, \"\"home\"\"\",79250000001,17,\"not delivered: a, b\"\n");
        assertThat(csv.reportLine(Map.of("phone", "x"), null, null, "invalid phone: x"))
                .endsWith(",x,,,invalid phone: x\n");
    }

    private List<Map<String, String>> rows(File list) throws IOException {
        csv.check(list);
        List<Map<String, String>> rows = new ArrayList<>();
        csv.rows(list).forEachRemaining(rows::add);
        return rows;
    }

    private File write(String text, Charset charset) throws IOException {
        return Files.writeString(directory.resolve("list.csv"), text, charset).toFile();
    }

    private static List<String> values(String texts) {
        return Arrays.stream(unescaped(texts).split(" / "))
                .map(value -> value.equals("-") ? "" : value)
                .toList();
    }

    private static String unescaped(String text) {
        return text.replace("\\ufeff", "\ufeff").translateEscapes();
    }
}
