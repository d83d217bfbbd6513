/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import im.pact.camel.channels.request.ConfirmCode;
import im.pact.camel.channels.request.CreateChannel;
import im.pact.camel.channels.request.FirstMessage;
import im.pact.camel.channels.request.PageRequest;
import im.pact.camel.channels.request.RequestFormat;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.BeforeTry;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.junit.jupiter.api.Tag;

/** Every text arrives unchanged, character by character. The requests are parsed with the JDK and Jackson. */
@Tag("slow")
class UnicodeRoundTripTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static RawServer server;
    private static CloseableHttpClient httpClient;
    private static ScheduledExecutorService timer;

    @BeforeContainer
    static void start() {
        server = RawServer.responding();
        httpClient = HttpClients.createMinimal();
        timer = Executors.newSingleThreadScheduledExecutor();
    }

    @AfterContainer
    static void stop() throws IOException {
        timer.shutdownNow();
        httpClient.close();
        server.close();
    }

    @BeforeTry
    void forgetRequests() {
        server.requests().clear();
    }

    @Property(tries = 2000)
    void message_is_unchanged(@ForAll("texts") String message, @ForAll RequestFormat format) throws IOException {
        client(format).sendFirstMessage(154, 399, FirstMessage.text("79250000001", message));

        assertThat(sent(format, "message")).containsExactly(message);
    }

    @Property(tries = 1000)
    void template_parameters_are_unchanged(
            @ForAll("texts") String first,
            @ForAll("texts") String second,
            @ForAll("lines") String id,
            @ForAll RequestFormat format)
            throws IOException {
        client(format)
                .sendFirstMessage(
                        154, 399, FirstMessage.template("79250000001", id, "ru", List.of(second, first, second)));

        assertThat(sent(format, "template", "id")).containsExactly(id);
        assertThat(sent(format, "template", "parameters", "")).containsExactly(second, first, second);
    }

    @Property(tries = 1000)
    void token_and_name_are_unchanged(
            @ForAll("lines") String token, @ForAll("lines") String name, @ForAll RequestFormat format)
            throws IOException {
        client(format).createChannel(154, CreateChannel.whatsAppBusiness("79250000001", name, token));

        assertThat(sent(format, "token")).containsExactly(token);
        assertThat(sent(format, "account_name")).containsExactly(name);
    }

    @Property(tries = 1000)
    void password_is_unchanged(@ForAll("lines") String password, @ForAll RequestFormat format) throws IOException {
        client(format).confirm(154, 399, ConfirmCode.telegramPersonalPassword(password));

        assertThat(sent(format, "password")).containsExactly(password);
    }

    @Property(tries = 1000)
    void page_token_is_unchanged(@ForAll("texts") String token) {
        client(null).listChannels(154, PageRequest.FIRST.at(token));

        assertThat(pairs(request().target().split("\\?", 2)[1])
                        .filter(pair -> pair.getKey().equals("from"))
                        .map(Map.Entry::getValue))
                .containsExactly(token);
    }

    /** All of Unicode except lone surrogates, with the characters that forms, queries and JSON escape. */
    @Provide
    static Arbitrary<String> texts() {
        Arbitrary<Character> special = Arbitraries.of(List.of(
                '+', '&', '=', '%', ' ', '[', ']', ';', '#', '?', '/', '\\', '"', '\'', '\n', '\r', '\t', '\0',
                '\u00a0', '\u2028', '\u202e', '\ufeff', '\uffff', 'ж', '漢'));
        Arbitrary<String> any = Arbitraries.strings().all().ofMinLength(1).ofMaxLength(40);
        return Arbitraries.oneOf(any, special.list().ofMinSize(1).ofMaxSize(20).map(UnicodeRoundTripTest::text))
                .filter(text -> !text.isBlank() && text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff));
    }

    /** The same in one line, and with visible characters at both ends. */
    @Provide
    static Arbitrary<String> lines() {
        return texts().map(text -> "<" + text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "") + ">");
    }

    private static String text(List<Character> letters) {
        StringBuilder text = new StringBuilder();
        letters.forEach(text::append);
        return text.toString();
    }

    private static HttpPactChannelsClient client(RequestFormat format) {
        var settings = new PactChannelsClientSettings(
                server.baseUri(), false, "token", Duration.ofSeconds(30), RetryPolicy.NONE, format, true);
        return new HttpPactChannelsClient(httpClient, settings, timer);
    }

    /** The values that arrived under a name; an empty last part is a list. */
    private static List<String> sent(RequestFormat format, String... path) throws IOException {
        String body = new String(request().body().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        if (format == RequestFormat.form) {
            String name = path[0]
                    + Stream.of(path).skip(1).map(part -> "[" + part + "]").reduce("", String::concat);
            return pairs(body)
                    .filter(pair -> pair.getKey().equals(name))
                    .map(Map.Entry::getValue)
                    .toList();
        }
        JsonNode node = JSON.readTree(body);
        for (String part : path) {
            node = part.isEmpty() ? node : node.get(part);
        }
        Stream.Builder<String> texts = Stream.builder();
        if (node.isArray()) {
            node.forEach(element -> texts.add(element.textValue()));
        } else {
            texts.add(node.textValue());
        }
        return texts.build().toList();
    }

    private static RawServer.Request request() {
        return server.requests().get(0);
    }

    private static Stream<Map.Entry<String, String>> pairs(String encoded) {
        return Stream.of(encoded.split("&", -1)).map(pair -> {
            int equals = pair.indexOf('=');
            return Map.entry(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        });
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
