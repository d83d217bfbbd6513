/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;
import wiremock.com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Random requests get a success or a client error, within a time limit. A thousand tries; a hundred thousand with
 * {@code mvnw verify -Dgroups=fuzz -Djqwik.tries.default=100000 -pl camel-pact-channels/sandbox}.
 */
@Tag("fuzz")
class RequestFuzzTest {

    /** A slower response fails the test. */
    private static final int WATCHDOG_MILLIS = 20_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The operations of the API; {@code #} is a number. */
    private static final Arbitrary<String> OPERATIONS = Arbitraries.of(
            "GET ",
            "POST ",
            "POST ",
            "PUT /#",
            "DELETE /#",
            "POST /#/conversations",
            "POST /#/conversations",
            "GET /#/user_exists",
            "GET /#/jobs/#",
            "POST /#/request_code",
            "POST /#/confirm",
            "PUT /#/enable_page_instagram");

    private static PactChannelsSandbox sandbox;
    private static long slowest;

    /** A request without the headers common to all requests: token and length. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Request(String method, String target, String contentType, byte[] body) {

        byte[] wire() {
            ByteArrayOutputStream wire = new ByteArrayOutputStream();
            wire.writeBytes((method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + Router.TOKEN_HEADER + ": " + PactChannelsSandbox.TOKEN + "\r\n"
                            + (contentType == null ? "" : "Content-Type: " + contentType + "\r\n") + "Content-Length: "
                            + body.length + "\r\n\r\n")
                    .getBytes(UTF_8));
            wire.writeBytes(body);
            return wire.toByteArray();
        }

        @Override
        public String toString() {
            String text = new String(body, UTF_8);
            return method + " " + target + " " + contentType + ", " + body.length + " bytes: "
                    + text.substring(0, Math.min(1000, text.length()));
        }
    }

    @BeforeContainer
    static void start() {
        sandbox = PactChannelsSandbox.builder()
                .channels(PactChannelsSandbox.COMPANY_ID, 12)
                .requestLog(0)
                .start();
    }

    @AfterContainer
    static void stop() {
        sandbox.close();
        System.out.printf(
                "%s: at most %d ms for one request%n", RequestFuzzTest.class.getSimpleName(), slowest / 1_000_000);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void every_request_gets_a_success_or_client_error(@ForAll("requests") Request request) throws IOException {
        sandbox.reset();
        long start = System.nanoTime();

        String response = send(request.wire());

        slowest = Math.max(slowest, System.nanoTime() - start);
        assertThat(response).startsWith("HTTP/1.1 ");
        int status = Integer.parseInt(response.substring(9, 12));
        Statistics.label("status").collect(status);
        assertThat(status).as(response).isBetween(200, 499);
        if (status == 200) {
            JSON.readTree(response.substring(response.indexOf('{'), response.lastIndexOf('}') + 1));
        }
    }

    private static String send(byte[] wire) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), sandbox.port())) {
            socket.setSoTimeout(WATCHDOG_MILLIS);
            socket.getOutputStream().write(wire);
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    @Provide
    Arbitrary<Request> requests() {
        Arbitrary<Tuple.Tuple2<String, String>> lines = Arbitraries.frequencyOf(
                Tuple.of(8, Combinators.combine(OPERATIONS, ids(), ids()).as(RequestFuzzTest::knownOperation)),
                Tuple.of(1, Combinators.combine(methods(), paths()).as(Tuple::of)));
        return Combinators.combine(lines, forms().optional(0.3), bodies())
                .as((line, query, body) -> new Request(
                        line.get1(),
                        line.get2() + query.map(text -> "?" + onOneLine(text)).orElse(""),
                        body.get1(),
                        body.get2()));
    }

    private static Tuple.Tuple2<String, String> knownOperation(String operation, String channel, String job) {
        String[] methodAndPath = operation.split(" ", 2);
        String path = methodAndPath[1].replaceFirst("#", channel).replaceFirst("#", job);
        return Tuple.of(methodAndPath[0], "/p1/companies/154/channels" + path);
    }

    private static Arbitrary<String> methods() {
        return Arbitraries.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "get", "X-Y");
    }

    /** The query is part of the request line, which has a maximum length and no control characters. */
    private static String onOneLine(String query) {
        String line = query.replaceAll("[\\p{Cntrl} #]", "+");
        return line.substring(0, Math.min(2_000, line.length()));
    }

    private static Arbitrary<String> ids() {
        return Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.integers().between(1, 12).map(String::valueOf)),
                Tuple.of(
                        1, Arbitraries.of("0", "-1", "13", "999999999999999999", "99999999999999999999", "1.5", "abc")),
                Tuple.of(
                        1, Arbitraries.of("%31", "..", ".", "%2e%2e", "%", "%zz", "%00", "%C3%28", "1;a=b", "\u0661")));
    }

    private static Arbitrary<String> paths() {
        Arbitrary<String> prefixes = Arbitraries.of(
                "/p1/companies/154/",
                "//p1//companies/154//",
                "/p1/companies/",
                "/companies/",
                "/p2/companies/154/",
                "/",
                "*");
        Arbitrary<String> middles = Arbitraries.of("channels/", "channels//", "", "Channels/", "%63hannels/");
        Arbitrary<String> ends = Arbitraries.of("", "/", "/confirm", "/confirm/", "//jobs//1", "/nothing", "/../1");
        return Combinators.combine(prefixes, middles, ids(), ends)
                .as((prefix, middle, id, end) -> prefix + middle + id + end);
    }

    /** A content type or null, and a body. */
    private static Arbitrary<Tuple.Tuple2<String, byte[]>> bodies() {
        Arbitrary<String> types = Arbitraries.of(
                TestClient.FORM,
                TestClient.JSON,
                "application/json; charset=UTF-16",
                "APPLICATION/JSON;;",
                "text/xml",
                "",
                ";",
                "multipart/form-data");
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
        Arbitrary<byte[]> texts =
                Arbitraries.oneOf(forms(), objects(), events()).map(text -> text.getBytes(UTF_8));
        return Arbitraries.frequencyOf(
                Tuple.of(8, forms().map(form -> Tuple.of(TestClient.FORM, form.getBytes(UTF_8)))),
                Tuple.of(8, objects().map(json -> Tuple.of(TestClient.JSON, json.getBytes(UTF_8)))),
                Tuple.of(2, events().map(json -> Tuple.of(TestClient.JSON, json.getBytes(UTF_8)))),
                Tuple.of(2, Arbitraries.just(Tuple.of((String) null, new byte[0]))),
                Tuple.of(2, Combinators.combine(types.injectNull(0.2), texts).as(Tuple::of)),
                Tuple.of(2, Combinators.combine(types.injectNull(0.2), bytes).as(Tuple::of)));
    }

    private static Arbitrary<String> forms() {
        Arbitrary<String> shapes = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.just("")),
                Tuple.of(
                        4,
                        Arbitraries.of(
                                "[]",
                                "[id]",
                                "[language_code]",
                                "[parameters][]",
                                "[][x]",
                                "[",
                                "]",
                                "[[]]",
                                "[]]",
                                "[a][b][c][]")),
                Tuple.of(1, Arbitraries.integers().between(1, 20_000).map("[a]"::repeat)),
                Tuple.of(1, Arbitraries.integers().between(1, 20_000).map("[]"::repeat)));
        Arbitrary<String> values = Arbitraries.frequencyOf(
                Tuple.of(6, known()),
                Tuple.of(2, Arbitraries.strings().ofMaxLength(20).map(TestClient::encode)),
                Tuple.of(2, Arbitraries.strings().ofMaxLength(20)),
                Tuple.of(1, Arbitraries.of("%", "%4", "%zz", "%ff", "%00", "%ED%A0%80", "+++", "a=b=c", "&&&", "==")),
                Tuple.of(1, Arbitraries.integers().between(1, 5_000).map("&data[]=x"::repeat)));
        Arbitrary<String> pairs =
                Combinators.combine(names(), shapes, values).as((name, shape, value) -> name + shape + "=" + value);
        return pairs.list().ofMaxSize(6).map(all -> String.join("&", all));
    }

    private static Arbitrary<String> objects() {
        Arbitrary<String> fields =
                Combinators.combine(names(), jsonValues()).as((name, value) -> '"' + name + "\":" + value);
        Arbitrary<String> objects =
                fields.list().ofMaxSize(6).map(all -> all.stream().collect(Collectors.joining(",", "{", "}")));
        Arbitrary<Integer> cuts = Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.just(Integer.MAX_VALUE)),
                Tuple.of(1, Arbitraries.integers().between(0, 100)));
        return Combinators.combine(objects, cuts).as((json, cut) -> json.substring(0, Math.min(cut, json.length())));
    }

    private static Arbitrary<String> jsonValues() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, known().map(value -> '"' + value + '"')),
                Tuple.of(
                        5,
                        Arbitraries.of(
                                "null",
                                "true",
                                "0",
                                "-1",
                                "1.5",
                                "1e999",
                                "1E-400",
                                "NaN",
                                "01",
                                "[]",
                                "{}",
                                "[[]]",
                                "{\"id\":\"1\",\"language_code\":\"ru\",\"parameters\":[]}",
                                "{\"id\":\"1\",\"language_code\":\"ru\",\"parameters\":[{\"a\":[null]}]}",
                                "{\"id\":1}",
                                "{\"\":null}",
                                "\"\\ud800\"",
                                "\"\\u0000\"",
                                "\"\u202e\"",
                                "\"\\x\"")),
                Tuple.of(2, Arbitraries.longs().map(String::valueOf)),
                Tuple.of(2, Arbitraries.strings().ofMaxLength(20).map(text -> '"' + text + '"')),
                Tuple.of(1, Arbitraries.integers().between(1, 2_000).map(n -> "[".repeat(n) + "]".repeat(n))),
                Tuple.of(
                        1,
                        Arbitraries.integers().between(1, 2_000).map(n -> "{\"a\":".repeat(n) + "1" + "}".repeat(n))),
                Tuple.of(1, Arbitraries.integers().between(1, 2_000).map("9"::repeat)),
                Tuple.of(1, Arbitraries.integers().between(1, 50_000).map(n -> '"' + "x".repeat(n) + '"')));
    }

    /** Webhook events of the service with random values. */
    private static Arbitrary<String> events() {
        Arbitrary<String> templates = Arbitraries.of(
                """
                {"source":"pact.im","operation":#}""",
                """
                {"type":"qr_code","event":"new","company_id":#,"channel_id":#,"data":#}""",
                """
                {"type":"system","severity":#,"data":{"message":#,"date":#,"timestamp":#,"details":{"entity":#,"entity_id":#}}}""",
                """
                {"type":"job","event":"executed","data":{"id":#,"result":#,"message_id":#,"date":#,"reason":#}}""",
                """
                {"type":"message","event":#,"data":{"external_id":#,"channel":{"id":#,"type":#},"message":#,"attachments":#,"ack":#}}""");
        return Combinators.combine(templates, jsonValues().list().ofSize(7)).as((template, values) -> {
            Iterator<String> next = values.iterator();
            return Pattern.compile("#").matcher(template).replaceAll(gap -> Matcher.quoteReplacement(next.next()));
        });
    }

    private static Arbitrary<String> names() {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        12,
                        Arbitraries.of(
                                "provider",
                                "token",
                                "username",
                                "account_name",
                                "login",
                                "password",
                                "data",
                                "phone",
                                "subtype",
                                "api_provider",
                                "via_qr_code",
                                "sync_messages_from",
                                "message",
                                "text",
                                "template",
                                "code",
                                "confirmation_type",
                                "confirmation_code",
                                "confirmation_variant",
                                "challenge_variant",
                                "challenge_type",
                                "from",
                                "per",
                                "hosting_type",
                                "dialog360_channel_id",
                                "page_id",
                                "sync_period",
                                "sort_direction",
                                "private_api_token")),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(8)));
    }

    private static Arbitrary<String> known() {
        return Arbitraries.of(
                "whatsapp",
                "whatsapp_business",
                "avito",
                "instagram_business",
                "instagram",
                "facebook",
                "vkontakte",
                "telegram",
                "telegram_personal",
                "viber",
                "max",
                "cloud",
                "week",
                "new_provider",
                "true",
                "false",
                "1",
                "0",
                "-1",
                "100",
                "101",
                "999999999999999999",
                "9999999999999999999",
                "79250000001",
                "+79131112233",
                "asc",
                "desc",
                "code",
                "password",
                "two_factor",
                "regular",
                "gupshup",
                "",
                " ",
                "null",
                "1510393147");
    }
}
