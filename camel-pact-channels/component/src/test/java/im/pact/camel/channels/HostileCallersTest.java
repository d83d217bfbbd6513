/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Callers that try to block the consumer {@code events}, with and without its secret: events are still received within seconds. */
@Timeout(60)
@Tag("slow")
class HostileCallersTest {

    private static final String SECRET = "s3cret-s3cret-s3cret";
    private static final List<String> SECRETS = List.of(SECRET, "wrong-wrong-wrong-wrong");
    private static final String PATH = "/pact-channels/11/";
    private static final int CALLERS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CamelContext context = new DefaultCamelContext();
    private final List<Socket> sockets = new ArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger received = new AtomicInteger();
    private int port;

    private void start(HttpServer server) throws Exception {
        assumeTrue(server.isAvailable(context));
        port = server.addTo(context);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pact-channels:events?companyId=11&webhookSecret=" + SECRET + "&restComponent="
                                + server.component())
                        .process(exchange -> received.incrementAndGet());
            }
        });
        context.start();
    }

    @AfterEach
    void stop() throws IOException {
        timer.shutdownNow();
        for (Socket socket : sockets) {
            socket.close();
        }
        context.stop();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getByName("localhost"), port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        sockets.add(socket);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(UTF_8));
        out.flush();
    }

    private static String head(String secret, String headers) {
        return "POST " + PATH + secret + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n\r\n";
    }

    private int post(String secret, String contentType, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + PATH + secret))
                .timeout(PATIENCE)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
    }

    /** A new event is received. */
    private void assertWorks() throws Exception {
        int before = received.get();
        assertThat(post(SECRET, "application/json", ("{\"type\":\"test\",\"number\":" + before + "}").getBytes(UTF_8)))
                .isEqualTo(200);
        assertThat(received).hasValue(before + 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"PLATFORM_HTTP", "JETTY"})
    void idle_connections_do_not_block_events(HttpServer server) throws Exception {
        start(server);
        for (int i = 0; i < CALLERS; i++) {
            connect();
        }

        assertWorks();
    }

    @ParameterizedTest
    @EnumSource(names = {"PLATFORM_HTTP", "JETTY"})
    void slow_bodies_do_not_block_events(HttpServer server) throws Exception {
        start(server);
        for (int i = 0; i < CALLERS; i++) {
            send(connect(), head(SECRETS.get(i % SECRETS.size()), "Content-Length: 1000"));
        }
        timer.scheduleAtFixedRate(this::sendByteEach, 0, 1, TimeUnit.SECONDS);

        assertWorks();
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        assertWorks();
    }

    private void sendByteEach() {
        for (Socket socket : sockets) {
            try {
                send(socket, " ");
            } catch (IOException e) {
                // The server has closed this connection.
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PLATFORM_HTTP", "JETTY"})
    void a_large_body_is_not_read_to_its_end(HttpServer server) throws Exception {
        start(server);
        for (String secret : SECRETS) {
            // The limit of platform-http applies before the secret is compared.
            int status = secret.equals(SECRET) || server == HttpServer.PLATFORM_HTTP ? 413 : 404;
            assertThat(statusOfLargeBody(secret, "Content-Length: 1073741824", ""))
                    .isEqualTo(status);
            assertThat(statusOfLargeBody(secret, "Transfer-Encoding: chunked", "40000000\r\n"))
                    .isEqualTo(status);
        }

        assertWorks();
    }

    /** Sends a part of a body, then waits for the response. */
    private int statusOfLargeBody(String secret, String header, String start) throws IOException {
        Socket socket = connect();
        send(socket, head(secret, header) + start);
        byte[] chunk = " ".repeat(1 << 16).getBytes(UTF_8);
        try {
            for (int i = 0; i < 64 && socket.getInputStream().available() == 0; i++) {
                socket.getOutputStream().write(chunk);
            }
        } catch (SocketException e) {
            // The server has responded and closed the connection.
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        return Integer.parseInt(in.readLine().split(" ")[1]);
    }

    @ParameterizedTest
    @EnumSource(names = {"PLATFORM_HTTP", "JETTY"})
    void deep_json_is_rejected(HttpServer server) throws Exception {
        start(server);
        byte[] arrays = "[".repeat(1 << 20).getBytes(UTF_8);
        byte[] objects = ("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000)).getBytes(UTF_8);

        assertThat(post(SECRET, "application/json", arrays)).isEqualTo(400);
        assertThat(post(SECRET, "application/json", objects)).isEqualTo(400);
        assertWorks();
    }

    @ParameterizedTest
    @EnumSource(names = {"PLATFORM_HTTP", "JETTY"})
    void the_declared_charset_does_not_matter(HttpServer server) throws Exception {
        start(server);

        assertThat(post(SECRET, "application/json; charset=utf-16", "{\"type\":\"ж\"}".getBytes(UTF_8)))
                .isEqualTo(200);
        assertThat(post(SECRET, "text/plain", "{\"type\":\"ю\"}".getBytes(UTF_16BE)))
                .isEqualTo(200);
        assertThat(received).hasValue(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"PLATFORM_HTTP", "JETTY"})
    void the_server_goes_on_after_types_that_it_cannot_read(HttpServer server) throws Exception {
        start(server);
        for (String type : List.of(
                "text/plain; charset=no-such",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "multipart/form-data")) {
            for (String body : List.of("{\"type\":\"" + type + "\"}", "a=b&c", "--x\r\n\r\n")) {
                assertThat(post(SECRET, type, body.getBytes(UTF_8)))
                        .as("%s: %s", type, body)
                        .isIn(200, 400, 500);
            }
        }

        assertWorks();
    }
}
