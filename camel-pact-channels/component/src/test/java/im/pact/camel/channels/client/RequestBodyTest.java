/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.request.RequestFormat;
import im.pact.camel.channels.request.UpdateChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hc.core5.http.HttpEntity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of request bodies. */
class RequestBodyTest {

    private static final Instant MOMENT = Instant.parse("2026-01-31T12:00:00.999Z");
    private static final long SECONDS = 1_769_860_800;

    @Test
    void form_keeps_the_order_of_parameters() {
        assertThat(form(fields("provider", "viber", "token", "T", "a", 1, "b", true)))
                .isEqualTo("provider=viber&token=T&a=1&b=true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "+ | %2B",
                "& | %26",
                "= | %3D",
                "% | %25",
                "# | %23",
                "/ | %2F",
                "? | %3F",
                "[] | %5B%5D",
                "имя | %D0%B8%D0%BC%D1%8F",
                "漢 | %E6%BC%A2",
                "🙂 | %F0%9F%99%82",
                "az09-._ | az09-._",
            })
    void form_is_percent_encoded_utf_8(String value, String encoded) {
        assertThat(form(fields("message", value))).isEqualTo("message=" + encoded);
        assertThat(form(fields(value, "x"))).isEqualTo(encoded + "=x");
    }

    @Test
    void form_encodes_space_as_plus_and_keeps_line_breaks() {
        assertThat(form(fields("message", "a b\r\nc\td"))).isEqualTo("message=a+b%0D%0Ac%09d");
    }

    @Test
    void form_writes_fields_of_objects_in_brackets() {
        assertThat(form(fields("data", fields("id", 1, "user", fields("name", "N")))))
                .isEqualTo("data%5Bid%5D=1&data%5Buser%5D%5Bname%5D=N");
    }

    @Test
    void form_writes_list_elements_with_empty_brackets() {
        assertThat(form(fields("template[parameters]", List.of("a", "b", "a"))))
                .isEqualTo("template%5Bparameters%5D%5B%5D=a&template%5Bparameters%5D%5B%5D=b"
                        + "&template%5Bparameters%5D%5B%5D=a");
    }

    @Test
    void form_omits_empty_lists() {
        assertThat(form(fields("phone", "1", "template[parameters]", List.of())))
                .isEqualTo("phone=1");
    }

    @Test
    void array_is_written_as_a_list() {
        Object array = new Object[] {"a", 1, MOMENT};

        assertThat(form(fields("x", array))).isEqualTo("x%5B%5D=a&x%5B%5D=1&x%5B%5D=" + SECONDS);
        assertThat(json(fields("x", array))).isEqualTo("{\"x\":[\"a\",1," + SECONDS + "]}");
    }

    @Test
    void null_is_empty_in_a_form_and_null_in_json() {
        Map<String, Object> parameters = fields("x", null, "list", Arrays.asList("a", null), "map", fields("y", null));

        assertThat(form(parameters)).isEqualTo("x=&list%5B%5D=a&list%5B%5D=&map%5By%5D=");
        assertThat(json(parameters)).isEqualTo("{\"x\":null,\"list\":[\"a\",null],\"map\":{\"y\":null}}");
    }

    @Test
    void json_keeps_the_types_of_values() {
        assertThat(json(fields("a", 1, "b", 2L, "c", true, "d", "012", "e", 1.5)))
                .isEqualTo("{\"a\":1,\"b\":2,\"c\":true,\"d\":\"012\",\"e\":1.5}");
    }

    @Test
    void json_writes_parts_in_brackets_as_an_object() {
        assertThat(json(fields(
                        "phone",
                        "1",
                        "template[id]",
                        "I",
                        "template[language_code]",
                        "en",
                        "template[parameters]",
                        List.of())))
                .isEqualTo("{\"phone\":\"1\",\"template\":{\"id\":\"I\",\"language_code\":\"en\",\"parameters\":[]}}");
    }

    @Test
    void json_adds_parts_in_brackets_to_an_existing_object() {
        Map<String, Object> whole = Collections.unmodifiableMap(fields("id", "I"));

        assertThat(json(fields("proxy", whole, "proxy[port]", 1))).isEqualTo("{\"proxy\":{\"id\":\"I\",\"port\":1}}");
    }

    @Test
    void json_keeps_parts_in_brackets_if_the_name_has_a_text() {
        assertThat(json(fields("proxy", "none", "proxy[port]", 1))).isEqualTo("{\"proxy\":\"none\",\"proxy[port]\":1}");
    }

    @Test
    void json_is_utf_8() throws IOException {
        HttpEntity entity = RequestBody.of(new UpdateChannel(fields("message", "имя 漢 \"\\\n")), RequestFormat.json);

        assertThat(bytes(entity)).isEqualTo("{\"message\":\"имя 漢 \\\"\\\\\\n\"}".getBytes(StandardCharsets.UTF_8));
    }

    static Stream<Object> moments() {
        return Stream.of(
                MOMENT, MOMENT.atOffset(ZoneOffset.ofHours(3)), MOMENT.atZone(ZoneOffset.UTC), Date.from(MOMENT));
    }

    @ParameterizedTest
    @MethodSource("moments")
    void date_time_is_written_as_unix_seconds(Object moment) {
        assertThat(form(fields("x", moment))).isEqualTo("x=" + SECONDS);
        assertThat(json(fields("x", moment, "list", List.of(moment), "map", fields("y", moment))))
                .isEqualTo("{\"x\":" + SECONDS + ",\"list\":[" + SECONDS + "],\"map\":{\"y\":" + SECONDS + "}}");
    }

    @Test
    void date_without_time_is_written_as_text() {
        LocalDate date = LocalDate.of(2026, 1, 31);

        assertThat(form(fields("x", date))).isEqualTo("x=2026-01-31");
        assertThat(json(fields("x", date))).isEqualTo("{\"x\":\"2026-01-31\"}");
    }

    @Test
    void other_types_are_written_as_text() {
        assertThat(json(fields("x", RequestFormat.form, "set", Set.of("a"), "text", CharBuffer.wrap("b"))))
                .isEqualTo("{\"x\":\"form\",\"set\":[\"a\"],\"text\":\"b\"}");
    }

    @Test
    void entity_has_a_content_type_and_is_repeatable() throws IOException {
        HttpEntity form = RequestBody.of(new UpdateChannel(fields("a", "b")), RequestFormat.form);
        HttpEntity json = RequestBody.of(new UpdateChannel(fields("a", "b")), RequestFormat.json);

        assertThat(form.getContentType()).isEqualTo("application/x-www-form-urlencoded; charset=UTF-8");
        assertThat(json.getContentType()).isEqualTo("application/json; charset=UTF-8");
        assertThat(form.isRepeatable()).isTrue();
        assertThat(json.isRepeatable()).isTrue();
        assertThat(form.getContentLength()).isEqualTo(3);
        assertThat(json.getContentLength()).isEqualTo(9);
        assertThat(bytes(form)).isEqualTo(bytes(form));
    }

    private static String form(Map<String, Object> parameters) {
        return text(RequestBody.of(new UpdateChannel(parameters), RequestFormat.form));
    }

    private static String json(Map<String, Object> parameters) {
        return text(RequestBody.of(new UpdateChannel(parameters), RequestFormat.json));
    }

    private static String text(HttpEntity entity) {
        try {
            return new String(bytes(entity), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(HttpEntity entity) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        entity.writeTo(bytes);
        return bytes.toByteArray();
    }

    private static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}
