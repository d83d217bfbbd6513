/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import im.pact.camel.channels.client.PactChannelsUnexpectedResponseException;
import im.pact.camel.channels.client.RawServer;
import im.pact.camel.channels.client.Responses;
import im.pact.camel.channels.model.ApiJson;
import im.pact.camel.channels.model.ChannelResult;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.request.PactChannelsOperation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON from outside becomes maps, lists, texts and numbers, never instances of named classes, and its size is limited. */
class JsonSafetyTest {

    private static final AtomicInteger MADE = new AtomicInteger();

    private final CamelContext context = new DefaultCamelContext();
    private RawServer server;

    /** A class that an attacker would name: its setter has an effect. */
    public static final class Gadget {

        public void setCommand(String command) {
            MADE.incrementAndGet();
        }
    }

    @BeforeEach
    void start() throws Exception {
        MADE.set(0);
        server = RawServer.responding();
        PactChannelsConfiguration configuration =
                TestContexts.connect(context, server.baseUri(), "the-api-token").getConfiguration();
        configuration.setCompanyId(154L);
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.stop();
        server.close();
    }

    /** Jackson's notations for type names. */
    static Stream<String> typed() {
        String gadget = Gadget.class.getName();
        return Stream.of(
                "{\"@class\":\"" + gadget + "\",\"command\":\"x\"}",
                "{\"@type\":\"" + gadget + "\",\"command\":\"x\"}",
                "{\"@c\":\".JsonSafetyTest$Gadget\",\"command\":\"x\"}",
                "[\"" + gadget + "\",{\"command\":\"x\"}]",
                "{\"" + gadget + "\":{\"command\":\"x\"}}",
                "[\"java.util.ArrayList\",[\"" + gadget + "\"]]");
    }

    @ParameterizedTest
    @MethodSource("typed")
    void type_names_in_a_response_are_plain_values(String json) {
        Object plain = value(json);

        server.respond("{\"data\":{\"channels\":[{\"external_id\":1,\"more\":" + json + "}]}}");
        List<?> channels = send("list", null).getMessage().getBody(List.class);
        Map<String, Object> others = ((PactChannel) channels.get(0)).otherFields();
        assertThat(others).containsEntry("more", plain);
        assertPlain(others);

        server.respond("{\"status\":\"ok\",\"more\":" + json + ",\"data\":{\"external_id\":1,\"more\":" + json + "}}");
        ChannelResult created =
                send("create?provider=viber&token=abcd", null).getMessage().getBody(ChannelResult.class);
        assertThat(created.toMap())
                .containsEntry("more", plain)
                .containsEntry("data", Map.of("external_id", 1, "more", plain));
        assertPlain(created.toMap());
        assertThat(MADE).hasValue(0);
    }

    /** Also if a route converts the result. */
    @ParameterizedTest
    @MethodSource("typed")
    void type_conversion_does_not_create_a_named_class(String json) {
        server.respond("{\"status\":\"ok\",\"data\":{\"external_id\":1,\"more\":" + json + "}}");
        Exchange result = send("create?provider=viber&token=abcd", null);

        for (Class<?> type : List.of(String.class, Map.class, JsonNode.class)) {
            assertThat(result.getMessage().getBody(type)).isNotNull();
        }
        assertThat(MADE).hasValue(0);
    }

    @ParameterizedTest
    @MethodSource("typed")
    void type_names_in_a_message_body_are_plain_values(String json) {
        Exchange result = send("update?requestFormat=json", "{\"token\":\"abcd\",\"more\":" + json + "}");

        assertThat(result.getException()).isNull();
        assertThat(ApiJson.object(server.takeRequest().body())).isEqualTo(Map.of("token", "abcd", "more", value(json)));
        assertThat(MADE).hasValue(0);
    }

    static Stream<Arguments> tooMuch() {
        String depth = "too deep";
        return Stream.of(PactChannelsOperation.values())
                .flatMap(operation -> Stream.of(
                        Arguments.of(operation, depth, "[".repeat(1001) + "]".repeat(1001)),
                        Arguments.of(operation, depth, "{\"a\":".repeat(1001) + "1" + "}".repeat(1001)),
                        Arguments.of(operation, "never closed", "[".repeat(100_000)),
                        Arguments.of(operation, "a long number", "1".repeat(1001)),
                        Arguments.of(operation, "a long fraction", "1." + "1".repeat(1001)),
                        Arguments.of(operation, "a long name", "{\"" + "a".repeat(50_001) + "\":1}")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("tooMuch")
    void response_over_the_limits_is_unexpected(PactChannelsOperation operation, String what, String json) {
        server.respond("{\"status\":\"ok\",\"more\":" + json + "," + Responses.ANY_OPERATION.substring(1));

        assertThat(send(uri(operation), null).getException())
                .isInstanceOf(PactChannelsUnexpectedResponseException.class)
                .hasMessageContaining("not JSON, or truncated");
    }

    @ParameterizedTest
    @EnumSource
    void response_within_the_limits_is_accepted(PactChannelsOperation operation) {
        server.respond("{\"more\":" + "[".repeat(900) + "1".repeat(1000) + "]".repeat(900) + ","
                + Responses.ANY_OPERATION.substring(1));

        assertThat(send(uri(operation), null).getException()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "update", "requestCode"})
    void message_body_over_the_limits_is_rejected(String operation) {
        for (String json : List.of("[".repeat(1001) + "]".repeat(1001), "[".repeat(100_000), "1".repeat(1001))) {
            assertThat(send(operation, "{\"more\":" + json + "}").getException())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(operation + ": the body must be a JSON object");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void message_header_over_the_limits_is_rejected() {
        Exchange result = context.createProducerTemplate()
                .request(
                        "pact-channels:create?provider=instagram_business&token=abcd&phone=79131112233",
                        exchange ->
                                exchange.getMessage().setHeader(PactChannelsConstants.DATA, "{\"a\":".repeat(100_000)));

        assertThat(result.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("create: data must be an object");
        assertThat(server.requests()).isEmpty();
    }

    /** More than 100 levels, in every type that a value of a message can have. */
    static Stream<Arguments> tooDeep() {
        return Stream.of("create", "update", "sendFirst", "requestCode", "confirm")
                .flatMap(operation -> IntStream.of(101, 100_000)
                        .boxed()
                        .flatMap(levels -> Stream.of(
                                Arguments.of(
                                        operation, levels, "maps", Map.of("more", nested(levels, v -> Map.of("a", v)))),
                                Arguments.of(operation, levels, "lists", Map.of("more", nested(levels, List::of))),
                                Arguments.of(operation, levels, "arrays", Map.of("more", nested(levels, v ->
                                        new Object[] {v}))),
                                Arguments.of(operation, levels, "an id", Map.of("channelId", nested(levels, List::of))),
                                Arguments.of(operation, levels, "a tree", tree(levels)))));
    }

    @ParameterizedTest(name = "{0}: {2}, {1} levels")
    @MethodSource("tooDeep")
    void message_body_with_too_many_levels_is_rejected(String operation, int levels, String what, Object body) {
        for (String option : List.of("", "?requestFormat=json", "?validateParameters=false")) {
            assertThat(send(operation + option, body).getException())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith(" must not be nested deeper than 100 levels");
        }
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "update", "requestCode"})
    void json_text_with_too_many_levels_is_rejected(String operation) {
        for (int levels : List.of(101, 999)) {
            String json = "{\"token\":\"abcd\",\"provider\":\"max\",\"more\":" + "[".repeat(levels) + "]".repeat(levels)
                    + "}";
            assertThat(send(operation, json).getException())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("more must not be nested deeper than 100 levels");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void message_body_of_a_hundred_levels_is_sent() {
        Object deep = nested(100, List::of);

        assertThat(send("update?requestFormat=json", Map.of("more", deep)).getException())
                .isNull();
        assertThat(ApiJson.object(server.takeRequest().body())).isEqualTo(Map.of("more", deep));
        assertThat(send("update", Map.of("more", deep)).getException()).isNull();
        assertThat(server.takeRequest().body()).endsWith("=x").hasSize("more".length() + 100 * "%5B%5D".length() + 2);
    }

    @ParameterizedTest
    @EnumSource
    void message_header_with_too_many_levels_is_rejected(PactChannelsOperation operation) {
        for (String header : headers(operation)) {
            Exchange result = context.createProducerTemplate().request("pact-channels:" + uri(operation), exchange -> {
                addNeededHeaders(exchange);
                exchange.getMessage().setHeader(header, nested(100_000, v -> Map.of("a", v)));
            });

            assertThat(result.getException())
                    .as(header)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(header + " must not be nested deeper than 100 levels");
        }
        assertThat(server.requests()).isEmpty();
    }

    private static List<String> headers(PactChannelsOperation operation) {
        List<String> ids = operation == PactChannelsOperation.companies
                ? List.of(PactChannelsConstants.OPERATION)
                : List.of(PactChannelsConstants.OPERATION, PactChannelsConstants.COMPANY_ID);
        List<String> own =
                switch (operation) {
                    case list ->
                        List.of(
                                PactChannelsConstants.LIST_MODE,
                                PactChannelsConstants.PAGE_SIZE,
                                PactChannelsConstants.PAGE_TOKEN);
                    case create -> List.of(PactChannelsConstants.PROVIDER, PactChannelsConstants.TOKEN);
                    case update -> List.of(PactChannelsConstants.CHANNEL_ID, PactChannelsConstants.TOKEN);
                    case sendFirst, userExists ->
                        List.of(PactChannelsConstants.CHANNEL_ID, PactChannelsConstants.PHONE);
                    case requestCode -> List.of(PactChannelsConstants.CHANNEL_ID, PactChannelsConstants.PROVIDER);
                    case confirm -> List.of(PactChannelsConstants.CHANNEL_ID, PactChannelsConstants.CONFIRMATION_TYPE);
                    case delete -> List.of(PactChannelsConstants.CHANNEL_ID);
                    case enablePage -> List.of(PactChannelsConstants.CHANNEL_ID, PactChannelsConstants.SYNC_PERIOD);
                    case job -> List.of(PactChannelsConstants.JOB_ID);
                    case companies -> List.of(PactChannelsConstants.PAGE_TOKEN);
                    case registerWebhook -> List.of(PactChannelsConstants.WEBHOOK_URL);
                };
        return Stream.of(ids, own).flatMap(List::stream).toList();
    }

    /** A text inside the given number of containers. */
    private static Object nested(int levels, UnaryOperator<Object> around) {
        Object value = "x";
        for (int level = 0; level < levels; level++) {
            value = around.apply(value);
        }
        return value;
    }

    private static JsonNode tree(int levels) {
        JsonNode value = JsonNodeFactory.instance.textNode("x");
        for (int level = 0; level < levels; level++) {
            value = JsonNodeFactory.instance.objectNode().set("more", value);
        }
        return JsonNodeFactory.instance.objectNode().set("more", value);
    }

    private static String uri(PactChannelsOperation operation) {
        return switch (operation) {
            case create -> "create?provider=viber&token=abcd";
            case update -> "update?token=abcd";
            case sendFirst -> "sendFirst?phone=79250000001&message=hello";
            case userExists -> "userExists?phone=79250000001";
            case requestCode -> "requestCode?provider=telegram_personal";
            case confirm -> "confirm?provider=instagram";
            case registerWebhook -> "registerWebhook?webhookUrl=https://hooks.example.org/secret";
            case list, delete, enablePage, job, companies -> operation.name();
        };
    }

    private Exchange send(String operation, Object body) {
        return context.createProducerTemplate().request("pact-channels:" + operation, exchange -> {
            addNeededHeaders(exchange);
            exchange.getMessage().setBody(body);
        });
    }

    /** The values that no option has. */
    private static void addNeededHeaders(Exchange exchange) {
        exchange.getMessage().setHeader(PactChannelsConstants.CHANNEL_ID, 399);
        exchange.getMessage().setHeader(PactChannelsConstants.JOB_ID, 17);
        exchange.getMessage().setHeader(PactChannelsConstants.PAGE_ID, 301);
        exchange.getMessage().setHeader(PactChannelsConstants.CONFIRMATION_CODE, "12345");
    }

    private static Object value(String json) {
        return ApiJson.object("{\"value\":" + json + "}").get("value");
    }

    /** Only JSON types, at every level. */
    private static void assertPlain(Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> assertPlain(inner));
        } else if (value instanceof List<?> list) {
            list.forEach(JsonSafetyTest::assertPlain);
        } else {
            assertThat(value).isInstanceOfAny(String.class, Number.class, Boolean.class);
        }
    }
}
