/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static im.pact.camel.channels.client.PactClient.PAGE;
import static im.pact.camel.channels.client.PactClient.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import im.pact.camel.channels.request.CreateChannel;
import im.pact.camel.channels.request.PageRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Closing a client aborts its requests immediately, and affects nothing else. */
class CloseTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private static final Executor THREAD_EACH = task -> new Thread(task, "request").start();

    @RegisterExtension
    final PactClient pact = new PactClient();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-",
                "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\n{\"data\":{\"channels\":[",
                "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"data\":{\"channels\":[]}}",
            })
    void aborts_a_request_in_flight(String beginning) {
        try (RawServer server = RawServer.playing(wire -> {
            wire.send(beginning);
            wire.waitForHangUp();
        })) {
            PactChannelsClient client = pact.to(server.baseUri());
            CompletableFuture<PactChannelsException> request = inBackground(client);
            await().until(() -> server.requests().size() == 1 && server.sent() == beginning.length());

            client.close();

            assertThat(request).succeedsWithin(AT_ONCE).satisfies(CloseTest::assertStopped);
        }
    }

    @Test
    void aborts_all_requests_in_flight() {
        try (RawServer server = RawServer.playing(RawServer.Wire::waitForHangUp)) {
            PactChannelsClient client = pact.to(server.baseUri());
            List<CompletableFuture<PactChannelsException>> requests =
                    Stream.generate(() -> inBackground(client)).limit(5).toList();
            await().until(() -> server.requests().size() == 5);

            client.close();

            assertThat(requests)
                    .allSatisfy(request ->
                            assertThat(request).succeedsWithin(AT_ONCE).satisfies(CloseTest::assertStopped));
        }
    }

    @Test
    void aborts_requests_that_wait_for_a_connection() {
        pact.pool.setMaxTotal(1);
        try (RawServer server = RawServer.playing(RawServer.Wire::waitForHangUp)) {
            PactChannelsClient client = pact.to(server.baseUri());
            List<CompletableFuture<PactChannelsException>> requests =
                    Stream.generate(() -> inBackground(client)).limit(10).toList();
            await().until(() -> pact.pool.getTotalStats().getPending() == 9);

            client.close();

            assertThat(requests)
                    .allSatisfy(request ->
                            assertThat(request).succeedsWithin(AT_ONCE).satisfies(CloseTest::assertStopped));
        }
    }

    /** The connection that the first request releases could be used by the next one. */
    @RepeatedTest(20)
    void does_not_send_requests_that_waited_for_a_connection() {
        pact.pool.setMaxTotal(1);
        try (RawServer server = RawServer.playing(RawServer.Wire::waitForHangUp)) {
            PactChannelsClient client = pact.to(server.baseUri());
            List<CompletableFuture<Throwable>> requests = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> catchThrowable(
                                    () -> client.createChannel(154, CreateChannel.byToken("viber", "token"))),
                            THREAD_EACH))
                    .limit(10)
                    .toList();
            await().until(() -> pact.pool.getTotalStats().getPending() == 9
                    && server.requests().size() == 1);

            client.close();

            assertThat(requests).allSatisfy(request -> assertThat(request)
                    .succeedsWithin(AT_ONCE)
                    .isInstanceOf(PactChannelsUnavailableException.class));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void rejects_requests_when_the_timer_is_shut_down_too() {
        var timer = Executors.newSingleThreadScheduledExecutor();
        var settings = new PactChannelsClientSettings("http://127.0.0.1:1/p1", PactClient.TOKEN, PactClient.LONG);
        PactChannelsClient client = new HttpPactChannelsClient(pact.httpClient, settings, timer);
        client.close();
        timer.shutdownNow();

        assertStopped(failureOf(client));
    }

    @Test
    void rejects_requests_when_only_the_timer_is_shut_down() {
        try (RawServer server = RawServer.sending(Responses.http("200 OK", Responses.CHANNELS))) {
            PactChannelsClient client = pact.to(server.baseUri());
            pact.timer.shutdownNow();

            assertStopped(failureOf(client));
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void rejects_later_requests_without_sending_them() {
        try (RawServer server = RawServer.sending(Responses.http("200 OK", Responses.CHANNELS))) {
            PactChannelsClient client = pact.to(server.baseUri());
            client.close();

            assertStopped(failureOf(client));
            assertThat(server.requests()).isEmpty();
            assertThat(pact.connections()).isZero();
        }
    }

    @Test
    void can_happen_at_any_time_of_a_request() {
        try (RawServer server = RawServer.sending(Responses.http("200 OK", Responses.CHANNELS))) {
            for (int micros = 1; micros < 3000; micros += 20) {
                PactChannelsClient client = pact.to(server.baseUri());
                Future<?> close = pact.timer.schedule(client::close, micros, TimeUnit.MICROSECONDS);

                Throwable failure = catchThrowable(() -> client.listChannels(154, PAGE));

                if (failure != null) {
                    assertThat(failure).isInstanceOfSatisfying(PactChannelsException.class, CloseTest::assertStopped);
                }
                assertThat(close).succeedsWithin(PactClient.LONG);
            }
        }
    }

    @Test
    void can_be_repeated() {
        PactChannelsClient client = pact.to("http://127.0.0.1:9/p1");

        client.close();
        client.close();

        assertStopped(failureOf(client));
    }

    @Test
    void does_not_close_the_http_client_and_the_timer() {
        try (RawServer server = RawServer.sending(Responses.http("200 OK", Responses.CHANNELS))) {
            PactChannelsClient other = pact.to(server.baseUri());

            pact.to(server.baseUri()).close();

            assertThat(other.listChannels(154, PageRequest.FIRST).items()).hasSize(1);
            assertThat(pact.timer.isShutdown()).isFalse();
        }
    }

    @Test
    void does_not_affect_requests_of_another_client() {
        try (RawServer server = RawServer.playing(RawServer.Wire::waitForHangUp)) {
            PactChannelsClient other = pact.to(server.baseUri());
            CompletableFuture<PactChannelsException> request = inBackground(other);
            await().until(() -> server.requests().size() == 1);

            pact.to(server.baseUri()).close();

            assertThat(request).isNotDone();
            other.close();
            assertThat(request).succeedsWithin(AT_ONCE);
        }
    }

    private static CompletableFuture<PactChannelsException> inBackground(PactChannelsClient client) {
        return CompletableFuture.supplyAsync(() -> failureOf(client), THREAD_EACH);
    }

    private static void assertStopped(PactChannelsException failure) {
        assertThat(failure)
                .isInstanceOf(PactChannelsUnavailableException.class)
                .hasMessage("list: GET /p1/companies/154/channels got no response. "
                        + "The request was aborted because its endpoint is being stopped");
        assertThat(failure.getHttpResponseCode()).isZero();
    }
}
