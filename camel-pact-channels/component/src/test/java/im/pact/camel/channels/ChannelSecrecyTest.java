/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import im.pact.camel.channels.client.LogCapture;
import im.pact.camel.channels.client.PactChannelsException;
import im.pact.camel.channels.request.ApiRequest;
import im.pact.camel.channels.request.ConfirmCode;
import im.pact.camel.channels.request.CreateChannel;
import im.pact.camel.channels.request.FirstMessage;
import im.pact.camel.channels.request.PactChannelsOperation;
import im.pact.camel.channels.request.UpdateChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The secrets of channels, and what is written to people, go to the wire and nowhere else. */
class ChannelSecrecyTest {

    private static final String SECRET = "s3cret-ключ-&+";

    @RegisterExtension
    final LogCapture log = new LogCapture();

    private final CamelContext context = new DefaultCamelContext();
    private final List<String> seenByServer = new CopyOnWriteArrayList<>();
    private HttpServer server;

    /** A service that answers every request with an error page which shows the request. */
    @BeforeEach
    void serve() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::echo);
        server.start();
        HttpComponent http = new HttpComponent();
        http.setLogHttpActivity(true);
        context.addComponent("http", http);
        TestContexts.connect(context, "http://127.0.0.1:" + server.getAddress().getPort() + "/p1", "api-token")
                .getConfiguration()
                .setCompanyId(154L);
    }

    @AfterEach
    void stop() {
        context.stop();
        server.stop(0);
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of("create", CreateChannel.byToken("viber", SECRET)),
                Arguments.of("create", CreateChannel.avito("client-" + SECRET, SECRET)),
                Arguments.of(
                        "create",
                        CreateChannel.instagramBusiness("token-" + SECRET, "79131112233", Map.of("a", SECRET))),
                Arguments.of("update", UpdateChannel.login("login-" + SECRET, SECRET)),
                Arguments.of("update", new UpdateChannel(Map.of("unheard_of", SECRET))),
                Arguments.of("sendFirst", FirstMessage.text("79250000001", SECRET)),
                Arguments.of("sendFirst", FirstMessage.template("79250000001", "hello", "en", List.of(SECRET))),
                Arguments.of("confirm", ConfirmCode.telegramPersonalPassword(SECRET)),
                Arguments.of("confirm", ConfirmCode.instagramChallenge(SECRET)));
    }

    /** With Camel's tracer on as well, which prints the body of every message: a request record does not show its secrets. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("requests")
    void a_request_record_shows_no_secret_anywhere(String operation, ApiRequest request) throws Exception {
        context.setTracing(true);
        context.setMessageHistory(true);
        Exchange failed = send(operation + "?channelId=399", request, Map.of());

        check(failed);
    }

    /** Camel prints headers where it is told to print messages, so the tracer stays off here. */
    @ParameterizedTest
    @EnumSource(
            value = PactChannelsOperation.class,
            names = {"create", "update", "confirm", "sendFirst"})
    void secrets_in_headers_show_nowhere_unless_camel_is_asked_to_print_messages(PactChannelsOperation operation)
            throws Exception {
        log.setLevel(Level.DEBUG);
        Exchange failed = send(
                operation + "?channelId=399&provider="
                        + (operation == PactChannelsOperation.confirm ? "instagram" : "telegram"),
                null,
                Map.of(
                        PactChannelsConstants.TOKEN, SECRET,
                        PactChannelsConstants.CONFIRMATION_CODE, SECRET,
                        PactChannelsConstants.MESSAGE, SECRET,
                        PactChannelsConstants.PHONE, "79250000001"));

        check(failed);
    }

    private Exchange send(String uri, Object body, Map<String, Object> headers) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").to("pact-channels:" + uri);
            }
        });
        context.start();
        return context.createProducerTemplate().request("direct:start", exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    private void check(Exchange failed) throws Exception {
        assertThat(failed.getException()).isInstanceOf(PactChannelsException.class);
        assertThat(seenByServer).as("the server gets it").singleElement().satisfies(body -> assertThat(body)
                .contains("s3cret"));
        log.add(failed.getException());
        log.add(failed.getException(PactChannelsException.class).getResponseBody());
        log.addContext(context);
        context.stop();
        assertThat(log.text())
                .contains("422", "******", "org.apache.hc.client5")
                .doesNotContain("s3cret");
    }

    private void echo(HttpExchange exchange) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        seenByServer.add(request);
        String decoded = request.startsWith("{") ? request : URLDecoder.decode(request, StandardCharsets.UTF_8);
        byte[] body = ("{\"error\":\"not with " + decoded.replace("\"", "\\\"") + "\",\"raw\":\""
                        + request.replace("\"", "\\\"") + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(422, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
