/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import im.pact.camel.channels.client.RawServer;
import im.pact.camel.channels.client.RawServer.Request;
import im.pact.camel.channels.model.ApiJson;
import java.net.URLDecoder;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.FailedToCreateProducerException;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is put into paths and queries can't change which call is made, whether parameters are checked or not. */
@Tag("slow")
class UrlInjectionTest {

    private static final List<String> IDS = List.of("companyId", "channelId", "jobId");

    private final CamelContext context = new DefaultCamelContext();
    private RawServer server;
    private ProducerTemplate template;

    @BeforeEach
    void start() throws Exception {
        server = RawServer.responding();
        TestContexts.connect(context, server.baseUri(), "the-api-token");
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stop() throws Exception {
        context.stop();
        server.close();
    }

    static Stream<String> noIds() {
        return Stream.of(
                "0",
                "-1",
                "+1",
                "1.0",
                "1,0",
                "1e3",
                "0x1",
                "1L",
                "1_000",
                "1 000",
                "1 2",
                "1/../2",
                "1/",
                "../1",
                "1/channels/2",
                "1?x=1",
                "1&x=1",
                "1#x",
                "1;x",
                "1%2F",
                "%31",
                "1%00",
                "1\0",
                "1\0002",
                "1\r\nX: y",
                "1\nX: y",
                "1 HTTP/1.1\r\nX: y",
                "1@127.0.0.1",
                "http://127.0.0.1/",
                "\u0663",
                "1\u0663",
                "\uff11",
                "\u00b9",
                "\u2460",
                "\ud835\udfd9",
                "1\u200b",
                "\u202e1",
                "\ufeff1",
                "9223372036854775808",
                "18446744073709551617",
                "1".repeat(1000),
                "NaN",
                "null",
                "true",
                "[1]",
                "{1}",
                "${body}",
                "{{1}}");
    }

    @ParameterizedTest
    @MethodSource("noIds")
    void an_id_in_a_header_is_a_number_or_refused(String value) {
        for (String id : IDS) {
            refused(id, exchange -> exchange.getMessage().setHeader(header(id), value));
            refused(id, exchange -> exchange.getMessage()
                    .setHeader(header(id), value.getBytes(StandardCharsets.UTF_8)));
            refused(id, exchange -> exchange.getMessage().setHeader(header(id), CharBuffer.wrap(value)));
            refused(id, exchange -> exchange.getMessage().setHeader(header(id), List.of(value)));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.9, -1, 0, 9_007_199_254_740_992.0, Double.NaN, Double.POSITIVE_INFINITY})
    void a_number_is_not_rounded_to_an_id(double value) {
        for (String id : IDS) {
            refused(id, exchange -> exchange.getMessage().setHeader(header(id), value));
        }
    }

    @ParameterizedTest
    @MethodSource("noIds")
    void an_id_in_a_body_is_a_number_or_refused(String value) {
        for (String id : List.of("company_id", "companyId", "channel_id", "external_id")) {
            String option = id.startsWith("company") ? "companyId" : "channelId";
            Map<String, Object> body = Map.of(id, value, "token", "abcd");
            refused(option, exchange -> exchange.getMessage().setBody(body));
            refused(option, exchange -> exchange.getMessage().setBody(ApiJson.text(body)));
        }
        refused("jobId", exchange -> exchange.getMessage().setBody(Map.of("job_id", value)));
    }

    @Test
    void an_id_has64_bits() {
        send("list", "", exchange -> exchange.getMessage()
                .setHeader(PactChannelsConstants.COMPANY_ID, "9223372036854775807"));

        assertThat(server.takeRequest().target()).isEqualTo("/p1/companies/9223372036854775807/channels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0001", " 1 ", "1\r\n", "\t1"})
    void what_stands_around_an_id_is_not_sent(String value) {
        send("list", "", exchange -> exchange.getMessage().setHeader(PactChannelsConstants.COMPANY_ID, value));

        assertThat(server.takeRequest().requestLine()).isEqualTo("GET /p1/companies/1/channels HTTP/1.1");
    }

    /** Camel turns the text of an option into a number, in its own way. */
    @ParameterizedTest
    @MethodSource("noIds")
    void an_id_in_an_endpoint_uri_is_a_number_or_refused(String value) {
        for (String id : List.of("companyId", "channelId")) {
            String uri = "pact-channels:job?companyId=2&channelId=3".replaceFirst(id + "=\\d", id + "=RAW(x)");
            Throwable refusal =
                    catchThrowable(() -> template.request(uri.replace("x", value), exchange -> exchange.getMessage()
                            .setHeader(PactChannelsConstants.JOB_ID, 4)));

            if (server.requests().isEmpty()) {
                assertThat(refusal)
                        .isInstanceOfAny(ResolveEndpointFailedException.class, FailedToCreateProducerException.class);
            } else {
                assertThat(server.takeRequest().requestLine())
                        .matches("GET /p1/companies/\\d{1,19}/channels/\\d{1,19}/jobs/\\d{1,19} HTTP/1[.]1");
            }
        }
    }

    static Stream<String> texts() {
        return Stream.of(
                "a&per=1",
                "a&per=1&sort_direction=desc#",
                "a=b",
                "a;b",
                "a?b",
                "a#b",
                "a b",
                "a+b",
                "a%26b",
                "a%0d%0aX: y",
                "a\r\nX: y",
                "a\nX: y",
                "a HTTP/1.1\r\nX: y\r\n\r\nGET /",
                "a\0b",
                "../../../x",
                "/x",
                "\\x",
                "//x",
                "http://127.0.0.1/",
                "\"'<>`{}|^[]",
                "ключ",
                "\u202e\u2066\u200b\ufeff",
                "\u560a\u560d",
                "\u2028\u0085",
                "\ud83d\ude00",
                "\u0663");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void a_page_token_is_encoded(String token) {
        for (String options : List.of("", "&validateParameters=false")) {
            send("list", options, exchange -> exchange.getMessage().setHeader(PactChannelsConstants.PAGE_TOKEN, token));

            assertQuery(server.takeRequest(), "/p1/companies/2/channels", "from", token);
        }
        PactChannelsEndpoint endpoint =
                context.getEndpoint("pact-channels:list?companyId=2", PactChannelsEndpoint.class);
        endpoint.getRequestOptions().setPageToken(token);
        template.request(endpoint, exchange -> {});
        assertQuery(server.takeRequest(), "/p1/companies/2/channels", "from", token);
    }

    /** The service names the next page, and what it names is not to be trusted either. */
    @ParameterizedTest
    @MethodSource("texts")
    void a_page_token_of_the_service_is_encoded_too(String token) {
        server.respond(ApiJson.text(
                Map.of("data", Map.of("channels", List.of(Map.of("external_id", 1)), "next_page", token))));

        send("list", "&maxPages=2", exchange -> {});

        assertThat(server.requests()).hasSize(2);
        assertQuery(server.requests().get(1), "/p1/companies/2/channels", "from", token);
    }

    /** No encoding can carry it, so something else arrives, but at its place. */
    @Test
    void half_a_surrogate_pair_stays_where_it_is() {
        send("list", "", exchange -> exchange.getMessage()
                .setHeader(PactChannelsConstants.PAGE_TOKEN, "a\ud83d&per=1"));

        assertThat(server.takeRequest().target()).matches("/p1/companies/2/channels[?]from=a[%A-F0-9]+%26per%3D1");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void a_phone_is_refused_or_encoded(String phone) {
        Processor header = exchange -> exchange.getMessage().setHeader(PactChannelsConstants.PHONE, phone);
        Processor body = exchange -> exchange.getMessage().setBody(phone);
        for (Processor input : List.of(header, body)) {
            assertThat(send("userExists", "", input).getException())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("userExists: phone must be");
            assertThat(server.requests()).isEmpty();

            send("userExists", "&validateParameters=false", input);
            assertQuery(server.takeRequest(), "/p1/companies/2/channels/3/user_exists", "phone", phone);
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void the_name_of_a_provider_stays_in_the_body(String provider) {
        for (String options : List.of("", "&validateParameters=false")) {
            send("create", options, exchange -> exchange.getMessage()
                    .setHeader(PactChannelsConstants.PROVIDER, provider));

            Request form = server.takeRequest();
            assertThat(form.requestLine()).isEqualTo("POST /p1/companies/2/channels HTTP/1.1");
            assertThat(form.header("Content-Type")).startsWith("application/x-www-form-urlencoded");
            assertThat(form.body()).matches("provider=[A-Za-z0-9%+._*-]+");
            assertThat(decoded(form.body().substring("provider=".length()))).isEqualTo(provider);

            send("create", options + "&requestFormat=json", exchange -> exchange.getMessage()
                    .setHeader(PactChannelsConstants.PROVIDER, provider));

            Request json = server.takeRequest();
            assertThat(json.requestLine()).isEqualTo(form.requestLine());
            assertThat(json.header("Content-Type")).startsWith("application/json");
            assertThat(utf8(json.body())).doesNotContain("\r", "\n", "\0");
            assertThat(ApiJson.object(utf8(json.body()))).isEqualTo(Map.of("provider", provider));
        }
    }

    /** Parameters that no table knows pass through: their names are a way in too. */
    @ParameterizedTest
    @MethodSource("texts")
    void the_name_of_a_parameter_stays_a_name(String name) {
        for (String options : List.of("", "&validateParameters=false")) {
            send("update", options, exchange -> exchange.getMessage().setBody(Map.of(name, name)));

            Request form = server.takeRequest();
            assertThat(form.requestLine()).isEqualTo("PUT /p1/companies/2/channels/3 HTTP/1.1");
            assertThat(form.body()).matches("[A-Za-z0-9%+._*-]+=[A-Za-z0-9%+._*-]+");
            assertThat(decoded(form.body().substring(0, form.body().indexOf('='))))
                    .isEqualTo(name);

            send("update", options + "&requestFormat=json", exchange -> exchange.getMessage()
                    .setBody(Map.of(name, name)));

            Request json = server.takeRequest();
            assertThat(json.requestLine()).isEqualTo(form.requestLine());
            assertThat(ApiJson.object(utf8(json.body()))).isEqualTo(Map.of(name, name));
        }
    }

    private void refused(String id, Processor input) {
        String operation = id.equals("jobId") ? "job" : "update";
        for (String options : List.of("", "&validateParameters=false")) {
            Exchange answer = send(operation, options, input);

            assertThat(answer.getException())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(operation + ": " + id + " must be a positive number (was ");
            assertThat(server.requests()).isEmpty();
        }
    }

    /** With ids in the endpoint, which the input may have others for. */
    private Exchange send(String operation, String options, Processor input) {
        return template.request("pact-channels:" + operation + "?companyId=2&channelId=3" + options, exchange -> {
            exchange.getMessage().setHeaders(new HashMap<>());
            input.process(exchange);
        });
    }

    private static void assertQuery(Request request, String path, String name, String value) {
        assertThat(request.requestLine()).matches("GET [A-Za-z0-9_/]+[?][a-z]+=[A-Za-z0-9%._~-]* HTTP/1[.]1");
        assertThat(request.target()).startsWith(path + "?" + name + "=");
        assertThat(decoded(request.target().substring(path.length() + name.length() + 2)))
                .isEqualTo(value);
        assertThat(request.lines()).noneMatch(line -> line.startsWith("X" + ":"));
    }

    private static String header(String id) {
        return switch (id) {
            case "companyId" -> PactChannelsConstants.COMPANY_ID;
            case "channelId" -> PactChannelsConstants.CHANNEL_ID;
            default -> PactChannelsConstants.JOB_ID;
        };
    }

    private static String decoded(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
