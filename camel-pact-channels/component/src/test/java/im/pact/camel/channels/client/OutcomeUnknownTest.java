/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import im.pact.camel.channels.request.PactChannelsOperation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the service may have acted: never in doubt for a request that was not sent, always for one that may have arrived. */
class OutcomeUnknownTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    @RegisterExtension
    static final MockServer SERVER = new MockServer();

    @RegisterExtension
    final PactClient pact = new PactClient();

    @RegisterExtension
    final PactClient impatient = new PactClient(RequestConfig.custom()
            .setConnectionRequestTimeout(Timeout.ofMilliseconds(100))
            .build());

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    // Responses

    @ParameterizedTest
    @CsvSource({
        "400, false",
        "401, false",
        "402, false",
        "403, false",
        "404, false",
        "405, false",
        "407, false",
        "408, false",
        "409, false",
        "410, false",
        "418, false",
        "422, false",
        "425, false",
        "429, false",
        "499, false",
        "302, true",
        "307, true",
        "500, true",
        "501, true",
        "502, true",
        "503, true",
        "504, true",
        "599, true",
    })
    void a_status_says_whether_the_service_may_have_acted(int status, boolean unknown) {
        SERVER.respond(Responses.json(status, "{}"));

        for (FuzzedOperation operation : FuzzedOperation.values()) {
            assertThat(failureOf(operation, pact.to(SERVER.baseUri())).isOutcomeUnknown())
                    .as("%s after %d", operation, status)
                    .isEqualTo(unknown && changesSomething(operation));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    CREATE       | The channel may have been created
                    UPDATE       | The channel may have been changed
                    DELETE       | The channel may have been deleted
                    SEND_FIRST   | The message may have been sent
                    REQUEST_CODE | A code may have been sent
                    CONFIRM      | The code or password may have been used
                    ENABLE_PAGE  | The page may have been enabled
                    REGISTER_WEBHOOK | The webhook may have been registered
                    """)
    void the_message_says_what_may_have_happened(FuzzedOperation operation, String effect) {
        SERVER.respond(Responses.json(503, ""));
        assertThat(failureOf(operation, pact.to(SERVER.baseUri())))
                .hasMessageEndingWith(" returned 503 Service Unavailable. The service failed. " + effect);

        SERVER.respond(Responses.json(202, ""));
        PactChannelsException failure = failureOf(operation, pact.to(SERVER.baseUri()));
        if (operation != FuzzedOperation.UPDATE
                && operation != FuzzedOperation.DELETE
                && operation != FuzzedOperation.ENABLE_PAGE
                && operation != FuzzedOperation.REGISTER_WEBHOOK) {
            assertThat(failure)
                    .hasMessageEndingWith(
                            "Unexpected response (empty body). Check baseUri and any proxy in between. " + effect);
        }

        SERVER.respond(Responses.json(429, ""));
        assertThat(failureOf(operation, pact.to(SERVER.baseUri()))).hasMessageNotContaining(effect);
    }

    @ParameterizedTest
    @EnumSource(PactChannelsOperation.class)
    void every_operation_has_its_own_effect_or_only_reads(PactChannelsOperation operation) {
        assertThat(PossibleEffect.of(operation.name())).isNotEqualTo(PossibleEffect.of("unknown operation"));
    }

    // No response

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 2",
                "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"status\":\"ok\"",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"sta\r\n",
                "SSH-2.0-OpenSSH_9.6\r\n",
            })
    void unknown_if_the_connection_breaks_after_the_request_was_sent(String response) {
        try (RawServer server = RawServer.sending(response)) {
            assertOutcome(server.baseUri(), true);
        }
    }

    @Test
    void known_if_the_connection_was_refused() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = closed.getLocalPort();
            closed.close();

            assertOutcome("http://127.0.0.1:" + port + "/p1", false);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown host", "connect timeout"})
    void known_if_there_was_no_connection(String cause) throws IOException {
        MemoryHttpClient memory = new MemoryHttpClient();
        memory.failToConnect(
                cause.equals("unknown host") ? new UnknownHostException(cause) : new ConnectTimeoutException(cause));
        try (CloseableHttpClient httpClient = memory.httpClient) {
            assertOutcome(client("http://127.0.0.1/p1", httpClient, PactClient.LONG), false);
        }
    }

    @Test
    void known_if_the_service_is_not_trusted() {
        assertOutcome(SERVER.httpsBaseUri(), false);
        assertThat(SERVER.received()).isEmpty();
    }

    @Test
    void known_if_the_service_does_not_speak_tls() {
        assertOutcome("https://127.0.0.1:" + SERVER.getPort() + "/p1", false);
        assertThat(SERVER.received()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https, 502, false",
        "https, 503, false",
        "https, 504, false",
        "https, 407, false",
        "http,  407, false",
        "http,  503, true",
    })
    void known_if_a_proxy_opened_no_tunnel(String scheme, int status, boolean unknown) throws IOException {
        try (RawServer proxy = RawServer.sending(Responses.http(status + " No", ""));
                CloseableHttpClient httpClient = HttpClients.custom()
                        .setProxy(new HttpHost("127.0.0.1", proxy.port()))
                        .build()) {
            assertOutcome(client(scheme + "://127.0.0.1:1/p1", httpClient, PactClient.LONG), unknown);
            assertThat(proxy.requests()).isNotEmpty();
        }
    }

    @Test
    void unknown_if_there_was_no_response_in_time() {
        try (RawServer server = RawServer.playing(RawServer.Wire::waitForHangUp)) {
            PactChannelsException failure = failureOf(FuzzedOperation.SEND_FIRST, pact.to(server.baseUri(), SHORT));

            assertThat(failure.isOutcomeUnknown()).isTrue();
            assertThat(failure)
                    .hasMessageEndingWith("No complete response within 300 ms (option requestTimeout). "
                            + "The message may have been sent");
        }
    }

    @Test
    void known_if_the_time_was_up_before_there_was_a_connection() {
        pact.pool.setMaxTotal(1);
        try (RawServer server = RawServer.playing(RawServer.Wire::waitForHangUp)) {
            PactChannelsClient first = pact.to(server.baseUri());
            CompletableFuture<PactChannelsException> request = inBackground(first);
            await().until(() -> server.requests().size() == 1);

            PactChannelsException failure = failureOf(FuzzedOperation.SEND_FIRST, pact.to(server.baseUri(), SHORT));

            assertThat(failure).hasMessageEndingWith("No complete response within 300 ms (option requestTimeout)");
            assertThat(failure.isOutcomeUnknown()).isFalse();
            first.close();
            assertThat(request)
                    .succeedsWithin(PactClient.LONG)
                    .extracting(PactChannelsException::isOutcomeUnknown)
                    .isEqualTo(true);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void known_if_the_pool_had_no_connection() {
        impatient.pool.setMaxTotal(1);
        try (RawServer server = RawServer.playing(RawServer.Wire::waitForHangUp)) {
            PactChannelsClient client = impatient.to(server.baseUri());
            CompletableFuture<PactChannelsException> request = inBackground(client);
            await().until(() -> server.requests().size() == 1);

            assertThat(failureOf(FuzzedOperation.SEND_FIRST, client).isOutcomeUnknown())
                    .isFalse();
            client.close();
            assertThat(request).succeedsWithin(PactClient.LONG);
        }
    }

    @Test
    void unknown_if_the_client_was_closed_after_the_request_was_sent_and_known_before() {
        pact.pool.setMaxTotal(1);
        try (RawServer server = RawServer.playing(RawServer.Wire::waitForHangUp)) {
            PactChannelsClient client = pact.to(server.baseUri());
            CompletableFuture<PactChannelsException> sent = inBackground(client);
            await().until(() -> server.requests().size() == 1);
            CompletableFuture<PactChannelsException> waiting = inBackground(client);
            await().until(() -> pact.pool.getTotalStats().getPending() == 1);

            client.close();

            assertThat(sent)
                    .succeedsWithin(PactClient.LONG)
                    .extracting(PactChannelsException::isOutcomeUnknown)
                    .isEqualTo(true);
            assertThat(waiting)
                    .succeedsWithin(PactClient.LONG)
                    .extracting(PactChannelsException::isOutcomeUnknown)
                    .isEqualTo(false);
            assertThat(failureOf(FuzzedOperation.SEND_FIRST, client).isOutcomeUnknown())
                    .isFalse();
        }
    }

    @Test
    void known_if_the_timer_was_shut_down() {
        PactChannelsClient client = pact.to(SERVER.baseUri());
        pact.timer.shutdownNow();

        assertOutcome(client, false);
    }

    /** HttpClient sends a PUT and a DELETE again by itself, if the component does not disable that. */
    @Test
    void unknown_if_an_earlier_attempt_of_the_http_client_was_sent() throws IOException {
        AtomicReference<RawServer> self = new AtomicReference<>();
        try (RawServer server = RawServer.playing(wire -> self.get().refuseConnections());
                CloseableHttpClient httpClient = HttpClients.createDefault()) {
            self.set(server);

            PactChannelsException failure =
                    failureOf(FuzzedOperation.DELETE, client(server.baseUri(), httpClient, PactClient.LONG));

            assertThat(failure).hasMessageContaining("Connection refused");
            assertThat(failure.isOutcomeUnknown()).isTrue();
        }
    }

    @Test
    void unknown_if_the_http_client_does_not_use_the_context() throws IOException {
        try (RawServer server = RawServer.sending("");
                CloseableHttpClient httpClient = new ContextlessHttpClient(pact.httpClient)) {
            assertOutcome(client(server.baseUri(), httpClient, PactClient.LONG), true);
        }
    }

    private void assertOutcome(String baseUri, boolean unknown) {
        assertOutcome(pact.to(baseUri), unknown);
    }

    private static void assertOutcome(PactChannelsClient client, boolean unknown) {
        for (FuzzedOperation operation : FuzzedOperation.values()) {
            PactChannelsException failure = failureOf(operation, client);

            assertThat(failure).isInstanceOf(PactChannelsUnavailableException.class);
            assertThat(failure.isOutcomeUnknown())
                    .as(failure.getMessage())
                    .isEqualTo(unknown && changesSomething(operation));
            assertThat(failure.getMessage().contains(" may have been ")).isEqualTo(failure.isOutcomeUnknown());
        }
    }

    private CompletableFuture<PactChannelsException> inBackground(PactChannelsClient client) {
        return CompletableFuture.supplyAsync(() -> failureOf(FuzzedOperation.SEND_FIRST, client), threads);
    }

    private PactChannelsClient client(String baseUri, CloseableHttpClient httpClient, Duration timeout) {
        return new HttpPactChannelsClient(
                httpClient, new PactChannelsClientSettings(baseUri, PactClient.TOKEN, timeout), pact.timer);
    }

    private static PactChannelsException failureOf(FuzzedOperation operation, PactChannelsClient client) {
        return catchThrowableOfType(PactChannelsException.class, () -> operation.on(client));
    }

    private static boolean changesSomething(FuzzedOperation operation) {
        return switch (operation) {
            case LIST, USER_EXISTS, JOB, COMPANIES -> false;
            case CREATE, UPDATE, DELETE, SEND_FIRST, REQUEST_CODE, CONFIRM, ENABLE_PAGE, REGISTER_WEBHOOK -> true;
        };
    }

    /** Executes each request in a context of its own. */
    private static final class ContextlessHttpClient extends CloseableHttpClient {

        private final CloseableHttpClient httpClient;

        ContextlessHttpClient(CloseableHttpClient httpClient) {
            this.httpClient = httpClient;
        }

        @Override
        @SuppressWarnings("deprecation") // The only method to implement.
        protected org.apache.hc.client5.http.impl.classic.CloseableHttpResponse doExecute(
                HttpHost target, ClassicHttpRequest request, HttpContext context) throws IOException {
            return httpClient.execute(target, request);
        }

        @Override
        public void close() {}

        @Override
        public void close(CloseMode closeMode) {}
    }
}
