/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import im.pact.camel.channels.event.ChannelEvent;
import im.pact.camel.channels.event.ChannelState;
import im.pact.camel.channels.event.DeliveryResult;
import im.pact.camel.channels.event.EventCase;
import im.pact.camel.channels.event.QrCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.util.ObjectHelper;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The consumer {@code events} over HTTP. */
class EventsTest {

    private static final String SECRET = "s3cret-s3cret-s3cret";
    private static final String PATH = "/pact-channels/11/";
    private static final String EVENTS = "pact-channels:events?companyId=11&webhookSecret=" + SECRET;

    private static final String OFFLINE = system("phone offline", 1_767_323_045);
    private static final String QR_CODE =
            "{\"type\":\"qr_code\",\"event\":\"new\",\"company_id\":11,\"channel_id\":22,\"data\":\"iVBORw0KGgo=\"}";
    private static final String JOB =
            "{\"type\":\"job\",\"event\":\"executed\",\"data\":{\"id\":33,\"result\":\"NOT DELIVERED\",\"reason\":\"no account\"}}";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Message> received = Collections.synchronizedList(new ArrayList<>());
    private final CamelContext context = new DefaultCamelContext();
    private int port;

    private static String system(String message, long time) {
        return "{\"type\":\"system\",\"severity\":\"critical\",\"data\":{\"message\":\"" + message
                + "\",\"date_timestamp\":" + time + ",\"details\":{\"entity\":\"channel\",\"entity_id\":22}}}";
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private void start(String uri, Processor processor) throws Exception {
        start(HttpServer.PLATFORM_HTTP, uri, processor);
    }

    private void start(HttpServer server, String uri, Processor processor) throws Exception {
        port = server.addTo(context);
        TestContexts.connect(context, "http://localhost:1", ApiServer.TOKEN);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(uri).routeId("events").process(exchange -> {
                    processor.process(exchange);
                    received.add(exchange.getMessage().copy());
                });
            }
        });
        context.start();
    }

    private static final Processor NOTHING = exchange -> {};

    private HttpRequest.Builder request(String secret) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + PATH + secret))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> post(String body) throws Exception {
        return client.send(request(SECRET).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private int status(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString()).statusCode();
    }

    @ParameterizedTest
    @EnumSource
    void each_server_delivers_events_and_hides_the_rest(HttpServer server) throws Exception {
        assumeTrue(server.isAvailable(context));
        start(server, EVENTS + "&restComponent=" + server.component(), NOTHING);

        HttpResponse<String> response = post(OFFLINE);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("OK");
        assertThat(response.headers().map()).doesNotContainKey("CamelPactChannelsChannelId");
        assertThat(received).singleElement().satisfies(message -> {
            assertThat(message.getBody()).isInstanceOf(ChannelState.class);
            assertThat(message.getHeaders())
                    .containsEntry(PactChannelsConstants.EVENT_TYPE, "channelState")
                    .containsEntry(PactChannelsConstants.CHANNEL_STATE, "OFFLINE")
                    .containsEntry(PactChannelsConstants.CHANNEL_ID, 22L)
                    .containsEntry(PactChannelsConstants.COMPANY_ID, 11L)
                    .allSatisfy((name, value) -> assertThat(name).startsWith("CamelPactChannels"))
                    .allSatisfy((name, value) -> assertThat(value.toString()).doesNotContain(SECRET));
        });
        assertThat(post("{\"source\":\"pact.im\",\"operation\":\"test\"}").statusCode())
                .isEqualTo(200);
        assertThat(status(request("wrong-secret-wrong-secret").POST(BodyPublishers.ofString(OFFLINE))))
                .isEqualTo(404);
        assertThat(status(request(SECRET + "?" + SECRET).GET())).isEqualTo(404);
        assertThat(status(request(SECRET).PUT(BodyPublishers.ofString(OFFLINE))))
                .isEqualTo(404);
        assertThat(status(request(SECRET).DELETE())).isEqualTo(404);
        assertThat(post("[]").statusCode()).isEqualTo(400);
        assertThat(post("").statusCode()).isEqualTo(400);
        assertThat(post(OFFLINE).statusCode()).isEqualTo(200);
        assertThat(received).hasSize(1);

        context.getRouteController().stopRoute("events");
        assertThatCode(() -> assertThat(post(QR_CODE).statusCode()).isIn(404, 405, 503))
                .satisfiesAnyOf(
                        e -> assertThat(e).isNull(),
                        // A server that serves nothing else is stopped too.
                        e -> assertThat(e).isInstanceOf(ConnectException.class));
        context.getRouteController().startRoute("events");
        assertThat(post(QR_CODE).statusCode()).isEqualTo(200);
        assertThat(received).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void each_server_rejects_a_large_body(HttpServer server) throws Exception {
        assumeTrue(server.isAvailable(context));
        start(server, EVENTS + "&maxEventSize=1000&restComponent=" + server.component(), NOTHING);

        assertThat(post("{\"a\":\"" + "x".repeat(992) + "\"}").statusCode()).isEqualTo(200);
        assertThat(post("{\"a\":\"" + "x".repeat(993) + "\"}").statusCode()).isEqualTo(413);
        assertThat(chunked("{\"a\":\"" + "x".repeat(993) + "\"}")).isEqualTo(413);
        assertThat(received).hasSize(1);
    }

    /** Without Content-Length. */
    private int chunked(String body) throws Exception {
        byte[] bytes = body.getBytes(UTF_8);
        return status(request(SECRET).POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))));
    }

    @ParameterizedTest
    @EnumSource
    void each_server_reports_a_failed_route_without_its_reason(HttpServer server) throws Exception {
        assumeTrue(server.isAvailable(context));
        start(server, EVENTS + "&restComponent=" + server.component(), exchange -> {
            throw new IllegalStateException("private");
        });

        HttpResponse<String> response = post(OFFLINE);

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("Failed");
    }

    static Stream<EventCase> cases() {
        return EventCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void every_event_reaches_the_route_as_json_and_map(EventCase example) throws Exception {
        start(EVENTS + "&outputType=map", NOTHING);

        assertThat(post(new String(example.json(), UTF_8)).statusCode()).isEqualTo(200);

        assertThat(received).singleElement().satisfies(message -> {
            assertThat(message.getBody()).isEqualTo(example.event());
            assertThat(message.getHeader(PactChannelsConstants.EVENT_TYPE))
                    .isEqualTo(example.expected().get("type"));
        });
    }

    @Test
    void an_event_that_has_failed_is_delivered_again() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        start(EVENTS, exchange -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IllegalStateException("not yet");
            }
        });

        assertThat(post(OFFLINE).statusCode()).isEqualTo(500);
        assertThat(post(OFFLINE).statusCode()).isEqualTo(500);
        assertThat(post(OFFLINE).statusCode()).isEqualTo(200);
        assertThat(post(OFFLINE).body()).isEqualTo("Received before");
        assertThat(attempts).hasValue(3);
    }

    @Test
    void an_event_that_is_in_the_route_is_not_acknowledged_to_a_repeated_delivery() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        start(EVENTS, exchange -> {
            entered.countDown();
            leave.await();
        });
        CompletableFuture<HttpResponse<String>> first = client.sendAsync(
                request(SECRET).POST(BodyPublishers.ofString(OFFLINE)).build(), BodyHandlers.ofString());
        entered.await();

        assertThat(post(OFFLINE).statusCode()).isEqualTo(503);
        leave.countDown();
        assertThat(first.get().statusCode()).isEqualTo(200);
        assertThat(post(OFFLINE).statusCode()).isEqualTo(200);
        assertThat(received).hasSize(1);
    }

    @Test
    void consumers_can_share_a_repository() throws Exception {
        MemoryIdempotentRepository repository = new MemoryIdempotentRepository();
        context.getRegistry().bind("seen", repository);
        start(EVENTS + "&idempotentRepository=#seen", NOTHING);

        post(OFFLINE);

        assertThat(repository.getCache()).hasSize(1);
        assertThat(repository.getCache().keySet().toString())
                .startsWith("[/pact-channels/11/system/22/OFFLINE/phone offline/1767323045")
                .doesNotContain(SECRET);
    }

    @Test
    void an_asynchronous_route_is_waited_for() throws Exception {
        port = HttpServer.PLATFORM_HTTP.addTo(context);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(EVENTS).to("seda:later");
                from("seda:later").process(exchange -> {
                    entered.countDown();
                    leave.await();
                    received.add(exchange.getMessage());
                });
            }
        });
        context.start();
        CompletableFuture<HttpResponse<String>> response = client.sendAsync(
                request(SECRET).POST(BodyPublishers.ofString(OFFLINE)).build(), BodyHandlers.ofString());
        entered.await();

        assertThat(post(OFFLINE).statusCode()).isEqualTo(503);
        assertThat(response).isNotDone();
        leave.countDown();

        assertThat(response.get().statusCode()).isEqualTo(200);
        assertThat(received).hasSize(1);
    }

    @Test
    void an_event_can_be_acknowledged_before_the_route() throws Exception {
        CountDownLatch leave = new CountDownLatch(1);
        start(EVENTS + "&acknowledge=immediately", exchange -> leave.await());

        assertThat(post(OFFLINE).statusCode()).isEqualTo(200);
        assertThat(received).isEmpty();
        leave.countDown();

        await().until(() -> received.size() == 1);
    }

    @Test
    void events_of_other_types_are_acknowledged_and_dropped() throws Exception {
        start(EVENTS + "&eventTypes=QRCODE, deliveryResult", NOTHING);

        assertThat(post(OFFLINE).statusCode()).isEqualTo(200);
        assertThat(post(QR_CODE).statusCode()).isEqualTo(200);
        assertThat(post(JOB).statusCode()).isEqualTo(200);

        assertThat(received).extracting(Message::getBody).hasExactlyElementsOfTypes(QrCode.class, DeliveryResult.class);
    }

    @Test
    void a_stopping_route_asks_for_a_later_delivery_and_completes_what_it_has() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        start(EVENTS, exchange -> {
            entered.countDown();
            leave.await();
        });
        CompletableFuture<HttpResponse<String>> first = client.sendAsync(
                request(SECRET).POST(BodyPublishers.ofString(OFFLINE)).build(), BodyHandlers.ofString());
        entered.await();
        CompletableFuture<Void> stopping = CompletableFuture.runAsync(() -> {
            try {
                context.getRouteController().stopRoute("events");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        await().until(() -> post(QR_CODE).statusCode() == 503);
        leave.countDown();

        assertThat(first.get().statusCode()).isEqualTo(200);
        stopping.get();
        assertThat(received).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: 1073741824\r\n\r\n",
                "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{\"a\":1}",
                "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n{\"a\":1}",
                "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\na=b",
                "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain; charset=no-such\r\nContent-Length: 3\r\n\r\na=b",
                "POST %s HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "POST %s HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\na=b",
                "GARBAGE\r\n\r\n",
            })
    void the_server_goes_on_after_hostile_requests(String bytes) throws Exception {
        start(EVENTS, NOTHING);
        for (String secret : List.of(SECRET, "wrong")) {
            try (Socket socket = new Socket(InetAddress.getByName("localhost"), port)) {
                OutputStream out = socket.getOutputStream();
                out.write(String.format(bytes, PATH + secret).getBytes(UTF_8));
                out.flush();
                socket.shutdownOutput();
                socket.setSoTimeout(5_000);
                readAll(socket.getInputStream());
            }
        }

        assertThat(post(OFFLINE).statusCode()).isEqualTo(200);
        assertThat(received).hasSize(1);
    }

    private static void readAll(InputStream in) {
        try {
            in.readAllBytes();
        } catch (IOException e) {
            // A server may close the connection in any way.
        }
    }

    @Test
    void a_caller_cannot_set_headers() throws Exception {
        start(EVENTS, NOTHING);

        int status = status(request(SECRET)
                .header("CamelPactChannelsChannelId", "7")
                .header("CamelHttpUri", PATH + SECRET)
                .header("X-Any", "1")
                .POST(BodyPublishers.ofString(JOB)));

        assertThat(status).isEqualTo(200);
        assertThat(received.get(0).getHeaders())
                .doesNotContainKeys("CamelPactChannelsChannelId", "X-Any", "CamelHttpUri")
                .containsEntry(PactChannelsConstants.JOB_ID, 33L)
                .containsEntry(PactChannelsConstants.JOB_RESULT, "NOT DELIVERED")
                .containsEntry(PactChannelsConstants.JOB_REASON, "no account");
    }

    @Test
    void a_qr_code_is_written_as_a_picture(@TempDir Path directory) throws Exception {
        port = HttpServer.PLATFORM_HTTP.addTo(context);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(EVENTS).to("file:" + directory + "?fileName=${header.CamelPactChannelsChannelId}.png");
            }
        });
        context.start();

        assertThat(post(QR_CODE).statusCode()).isEqualTo(200);

        assertThat(Files.readAllBytes(directory.resolve("22.png"))).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void parseEvent_gives_the_same_record_and_headers() throws Exception {
        start(EVENTS, NOTHING);
        post(JOB);
        for (Object body : List.of(
                JOB,
                JOB.getBytes(UTF_8),
                new ByteArrayInputStream(JOB.getBytes(UTF_8)),
                Map.of(
                        "type",
                        "job",
                        "event",
                        "executed",
                        "data",
                        Map.of("id", 33, "result", "NOT DELIVERED", "reason", "no account")))) {
            Message parsed = context.createProducerTemplate()
                    .request("pact-channels:parseEvent?companyId=11", exchange -> exchange.getMessage()
                            .setBody(body))
                    .getMessage();

            assertThat(parsed.getExchange().getException()).isNull();
            assertThat(parsed.getBody(ChannelEvent.class))
                    .isEqualTo(received.get(0).getBody());
            assertThat(parsed.getHeaders()).isEqualTo(received.get(0).getHeaders());
        }
    }

    @Test
    void parseEvent_needs_no_company() {
        context.start();

        Message parsed = context.createProducerTemplate()
                .request("pact-channels:parseEvent", exchange -> exchange.getMessage()
                        .setBody(OFFLINE))
                .getMessage();

        assertThat(parsed.getExchange().getException()).isNull();
        assertThat(parsed.getHeaders())
                .containsEntry(PactChannelsConstants.CHANNEL_ID, 22L)
                .doesNotContainKey(PactChannelsConstants.COMPANY_ID);
    }

    @Test
    void a_consumer_with_a_path_needs_no_company() throws Exception {
        start("pact-channels:events?path=/pact-channels/11&webhookSecret=" + SECRET, NOTHING);

        assertThat(post(OFFLINE).statusCode()).isEqualTo(200);

        assertThat(received).singleElement().satisfies(message -> assertThat(message.getHeaders())
                .containsEntry(PactChannelsConstants.CHANNEL_ID, 22L)
                .doesNotContainKey(PactChannelsConstants.COMPANY_ID));
    }

    @Test
    void an_event_is_delivered_later_if_the_repository_is_not_available() throws Exception {
        AtomicInteger failures = new AtomicInteger(2);
        context.getRegistry().bind("seen", new MemoryIdempotentRepository() {
            @Override
            public boolean contains(String key) {
                if (failures.getAndDecrement() > 0) {
                    throw new IllegalStateException("private");
                }
                return super.contains(key);
            }
        });
        context.getRegistry().bind("quiet", new QuietExceptionHandler());
        start(EVENTS + "&idempotentRepository=#seen&exceptionHandler=#quiet", NOTHING);

        assertThat(post(OFFLINE)).satisfies(response -> {
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).isEqualTo("Not available");
        });
        assertThat(post(OFFLINE).statusCode()).isEqualTo(503);
        assertThat(post(OFFLINE).statusCode()).isEqualTo(200);
        assertThat(received).hasSize(1);
    }

    @Test
    void parseEvent_rejects_other_bodies() {
        context.start();
        assertThatThrownBy(
                        () -> context.createProducerTemplate().requestBody("pact-channels:parseEvent", (Object) "[]"))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .hasRootCauseMessage("The event is not a JSON object");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pact-channels:events?companyId=11",
                "pact-channels:events?companyId=11&webhookSecret=short",
                "pact-channels:events?webhookSecret=" + SECRET,
                "pact-channels:events?companyId=11&webhookSecret=" + SECRET + "&eventTypes=qr",
                "pact-channels:events?companyId=11&webhookSecret=" + SECRET + "&publicUrl=http://hooks.example.org",
                "pact-channels:events?companyId=11&webhookSecret=" + SECRET + "&restComponent=log",
            })
    void a_route_with_invalid_options_does_not_start(String uri) throws Exception {
        HttpServer.PLATFORM_HTTP.addTo(context);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).to("mock:x");
            }
        });

        assertThatThrownBy(context::start)
                .extracting(
                        e -> ObjectHelper.getException(IllegalArgumentException.class, e),
                        InstanceOfAssertFactories.THROWABLE)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("events: ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(SECRET));
    }
}
