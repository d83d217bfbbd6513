/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.pact.camel.channels.model.ApiList;
import im.pact.camel.channels.model.PactChannel;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.TypeConverter;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results are converted to the JSON of the API wherever Camel converts a body. */
class ConverterTest {

    private static final String WHATSAPP = "{\"external_id\":399,\"provider\":\"whatsapp\"}";
    private static final String NEW =
            "{\"external_id\":400,\"provider\":\"новый\",\"state\":null,\"tags\":[\"a\",{\"b\":1}]}";

    private final CamelContext context = new DefaultCamelContext();
    private final PactChannel whatsapp = new PactChannel(399, "whatsapp");
    private final PactChannel unknown = new PactChannel(400, "новый", fields());
    private final ApiList<PactChannel> both = new ApiList<>(List.of(whatsapp, unknown));

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void channel_is_converted_to_its_json_with_unknown_fields() throws Exception {
        assertThat(to(String.class, unknown)).isEqualTo(NEW);
        assertThat(to(byte[].class, unknown)).isEqualTo(NEW.getBytes(UTF_8));
        assertThat(to(InputStream.class, unknown).readAllBytes()).isEqualTo(NEW.getBytes(UTF_8));
        assertThat(to(JsonNode.class, unknown).at("/tags/1/b").intValue()).isEqualTo(1);
        assertThat(to(Map.class, whatsapp)).isEqualTo(Map.of("external_id", 399L, "provider", "whatsapp"));
    }

    @Test
    void list_of_channels_is_converted_to_a_json_array() throws Exception {
        String json = "[" + WHATSAPP + "," + NEW + "]";

        assertThat(to(String.class, both)).isEqualTo(json);
        assertThat(to(byte[].class, both)).isEqualTo(json.getBytes(UTF_8));
        assertThat(to(InputStream.class, both).readAllBytes()).isEqualTo(json.getBytes(UTF_8));
        assertThat(to(JsonNode.class, both).at("/0/provider").textValue()).isEqualTo("whatsapp");
        assertThat(to(String.class, new ApiList<>(List.of()))).isEqualTo("[]");
    }

    @Test
    void other_lists_are_converted_by_camel() {
        assertThat(to(String.class, List.of(1, 2))).isEqualTo("[1, 2]");
    }

    @Test
    void file_is_written_as_json(@TempDir Path folder) throws Exception {
        context.createProducerTemplate().sendBody("file:" + folder + "?fileName=channel.json", unknown);
        context.createProducerTemplate().sendBody("file:" + folder + "?fileName=channels.json", both);

        assertThat(Files.readString(folder.resolve("channel.json"))).isEqualTo(NEW);
        assertThat(Files.readString(folder.resolve("channels.json"))).isEqualTo("[" + WHATSAPP + "," + NEW + "]");
    }

    @Test
    void simple_language_reads_the_fields() {
        var exchange = context.getEndpoint("direct:in").createExchange();
        exchange.getMessage().setBody(whatsapp);

        assertThat(context.resolveLanguage("simple")
                        .createExpression("${body.channelId}/${body.provider}")
                        .evaluate(exchange, String.class))
                .isEqualTo("399/whatsapp");
    }

    private <T> T to(Class<T> type, Object value) {
        TypeConverter converter = context.getTypeConverter();
        return converter.convertTo(type, value);
    }

    private static Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("state", null);
        fields.put("tags", Arrays.asList("a", Map.of("b", 1)));
        return fields;
    }
}
