/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.event;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import im.pact.camel.channels.model.ApiJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events of both versions of the API become the same records. */
class EventReaderTest {

    private static ChannelEvent read(byte[] json) {
        return EventReader.event(EventReader.object(json));
    }

    private static ChannelEvent read(String json) {
        return read(json.replace('\'', '"').getBytes(UTF_8));
    }

    static Stream<EventCase> cases() {
        return EventCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void an_event_becomes_a_record(EventCase example) throws Exception {
        ChannelEvent event = read(example.json());

        for (Map.Entry<String, Object> value : example.expected().entrySet()) {
            Object actual = event.getClass().getMethod(value.getKey()).invoke(event);
            assertThat(Objects.toString(actual, null))
                    .as(value.getKey())
                    .isEqualTo(Objects.toString(value.getValue(), null));
        }
        assertThat(event.toMap()).isEqualTo(example.event());
    }

    static Stream<Arguments> optional_fields() {
        return EventCase.all()
                .flatMap(example -> example.optional().stream().map(field -> Arguments.of(example, field)));
    }

    @ParameterizedTest
    @MethodSource("optional_fields")
    void a_field_may_be_missing(EventCase example, String field) {
        ChannelEvent event = read(example.without(field));

        assertThat(event.type()).hasToString((String) example.expected().get("type"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_repeated_event_has_the_same_id(EventCase example) {
        assertThat(read(example.json()).id())
                .isEqualTo(read(example.json()).id())
                .isNotBlank();
    }

    @Test
    void different_events_have_different_ids() {
        assertThat(EventCase.all().map(example -> read(example.json()).id()).toList())
                .filteredOn(id -> !id.startsWith("job/")
                        && !id.startsWith("qr_code/")
                        && !id.startsWith("message/")
                        && !id.startsWith("auth/"))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void an_event_can_be_serialized(EventCase example) throws Exception {
        ChannelEvent event = read(example.json());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(event);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(event);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_text_of_an_event_has_nothing_private(EventCase example) {
        assertThat(read(example.json()).toString())
                .doesNotContain("15550100", "iVBOR", "ABCD", "oauth.example.org", "Client", "Agent", "blocked");
    }

    @Test
    void the_id_of_a_group_status_does_not_show_the_participant() {
        assertThat(
                        read("{'type':'group_message','event':'ack','data':{'external_id':45,'participant':'15550100','ack':3}}")
                                .id())
                .doesNotContain("15550100");
    }

    @Test
    void the_same_code_in_both_versions_is_one_event() {
        String v1 = "{'type':'qr_code','event':'new','company_id':11,'channel_id':22,'data':'iVBORw0KGgo='}";
        String v2 = "{'type':'auth','event':'update','object':{'id':22,'company_id':11,'state':'initial',"
                + "'qr':'data:image/png;base64,iVBORw0KGgo=','updated_at':'2026-01-02T03:04:05.000Z'}}";

        assertThat(read(v1).id()).isEqualTo(read(v2).id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iVBORw0KGgo=",
                "iVBORw0KGgo",
                " iVBO\\nRw0K\\r\\nGgo= ",
                "data:image/png;base64,iVBORw0KGgo=",
                "data:;base64,iVBORw0KGgo=",
                "DATA:image/jpeg;charset=utf-8;base64, iVBORw0KGgo="
            })
    void a_picture_is_decoded_and_recognized(String data) {
        QrCode code = (QrCode) read("{'type':'qr_code','channel_id':22,'data':'" + data + "'}");

        assertThat(code.image()).startsWith(0x89, 'P', 'N', 'G');
        assertThat(code.mediaType()).isEqualTo("image/png");
    }

    @Test
    void the_type_of_a_picture_is_that_of_its_first_bytes() {
        assertThat(qrCode("data:image/png;base64,/9j/4AAQ").mediaType()).isEqualTo("image/jpeg");
        assertThat(qrCode("R0lGODlh").mediaType()).isEqualTo("image/gif");
        assertThat(qrCode("data:Image/SVG+xml;base64,PHN2Zz4=").mediaType()).isEqualTo("image/svg+xml");
        assertThat(qrCode("PHN2Zz4=").mediaType()).isEqualTo("application/octet-stream");
    }

    @Test
    void a_code_that_is_no_base64_stays_a_text() {
        assertThat(qrCode("2@x!y").image()).asString(UTF_8).isEqualTo("2@x!y");
    }

    private static QrCode qrCode(String data) {
        return (QrCode) read("{'type':'qr_code','channel_id':22,'data':'" + data + "'}");
    }

    @Test
    void a_probe_is_recognized() {
        assertThat(EventReader.isProbe(Map.of("source", "pact.im", "operation", "test")))
                .isTrue();
        assertThat(EventReader.isProbe(Map.of("source", "pact.im", "operation", "other")))
                .isFalse();
        assertThat(EventReader.isProbe(Map.of("operation", "test"))).isFalse();
        assertThat(EventReader.isProbe(Map.of("type", "system", "source", "x", "operation", "test")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "1", "\"text\"", "{", "{}{}", "{\"a\":}", "<html>", "a=b"})
    void what_is_not_a_json_object_is_rejected(String body) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventReader.object(body.getBytes(UTF_8)))
                .withMessage("The event is not a JSON object")
                .withNoCause();
    }

    @Test
    void what_is_nested_too_deep_is_rejected() {
        String body = "{\"a\":".repeat(101) + "1" + "}".repeat(101);

        assertThatIllegalArgumentException().isThrownBy(() -> EventReader.object(body.getBytes(UTF_8)));
    }

    @Test
    void a_body_with_very_many_values_is_rejected() {
        String body = "{\"a\":[" + "1,".repeat(600_000) + "1]}";

        assertThatIllegalArgumentException().isThrownBy(() -> EventReader.object(body.getBytes(UTF_8)));
    }

    /** A text that was cut within an emoji. */
    @Test
    void half_of_a_surrogate_pair_is_read_and_written() {
        ChannelEvent event = read("{'type':'new','data':{'message':'\\ud83d'}}");

        assertThat(event.id()).isNotBlank();
        assertThat(ApiJson.object(new String(ApiJson.bytes(event), UTF_8))).isEqualTo(event.toMap());
    }

    @Test
    void the_encodings_of_json_are_read() {
        assertThat(EventReader.object("\ufeff{\"a\":\"ж\"}".getBytes(UTF_8))).containsEntry("a", "ж");
        assertThat(EventReader.object("{\"a\":\"ж\"}".getBytes(UTF_16))).containsEntry("a", "ж");
    }
}
