/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static im.pact.camel.channels.client.PactClient.PAGE;
import static im.pact.camel.channels.client.PactClient.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every request ends: the response timeout of HttpClient ends silence, and the request timeout everything else. */
@org.junit.jupiter.api.Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
class TimeLimitsTest {

    private static final Duration SHORT = Duration.ofMillis(200);

    @RegisterExtension
    final PactClient impatient = new PactClient(
            RequestConfig.custom().setResponseTimeout(Timeout.of(SHORT)).build());

    @RegisterExtension
    final PactClient patient = new PactClient();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-",
                "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"status\":",
                "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"status\":\"ok\",\"data\":{\"channels\":[]}}",
            })
    void silent_server_ends_with_the_response_timeout(String beginning) {
        try (RawServer server = RawServer.playing(wire -> {
            wire.send(beginning);
            wire.waitForHangUp();
        })) {
            PactChannelsException failure = failureOf(impatient.to(server.baseUri()));

            assertThat(failure)
                    .isInstanceOf(PactChannelsUnavailableException.class)
                    .hasMessageContaining(" got no response. Timeout while waiting for 127.0.0.1:")
                    .hasCauseInstanceOf(SocketTimeoutException.class);
            assertThat(failure.getHttpResponseCode()).isZero();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nX-Slow: ",
                "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n{\"status\":\"",
                "HTTP/1.1 200 OK\r\n\r\n{\"data\":{\"channels\":[],\"x\":\"",
                "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n{\"data\":{\"channels\":[]}}\r\n",
            })
    void dripping_server_ends_with_the_request_timeout(String beginning) {
        try (RawServer server = RawServer.playing(wire -> {
            wire.send(beginning);
            wire.sendForever(" ", Duration.ofMillis(10));
        })) {
            PactChannelsException failure = failureOf(patient.to(server.baseUri(), SHORT));

            assertThat(failure)
                    .isInstanceOf(PactChannelsUnavailableException.class)
                    .hasMessage("list: GET /p1/companies/154/channels got no response. "
                            + "No complete response within 200 ms (option requestTimeout)");
            assertThat(failure.getHttpResponseCode()).isZero();
            assertThat(failure.getResponseBody()).isNull();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void endless_early_hints_end_with_the_request_timeout() {
        try (RawServer server = RawServer.playing(
                wire -> wire.sendForever("HTTP/1.1 103 Early Hints\r\n\r\n", Duration.ofMillis(10)))) {
            PactChannelsException failure = failureOf(patient.to(server.baseUri(), SHORT));

            assertThat(failure).hasMessageContaining("No complete response within 200 ms");
        }
    }

    @Test
    void request_timeout_applies_before_the_default_response_timeout() {
        try (RawServer server = RawServer.playing(RawServer.Wire::waitForHangUp)) {
            PactChannelsException failure = failureOf(patient.to(server.baseUri(), SHORT));

            assertThat(failure)
                    .isInstanceOf(PactChannelsUnavailableException.class)
                    .hasMessageContaining("No complete response within 200 ms (option requestTimeout)");
        }
    }

    @Test
    void request_timeout_applies_while_waiting_for_a_connection() {
        patient.pool.setMaxTotal(1);
        try (RawServer server = RawServer.playing(RawServer.Wire::waitForHangUp)) {
            PactChannelsClient first = patient.to(server.baseUri());
            CompletableFuture<PactChannelsException> firstRequest =
                    CompletableFuture.supplyAsync(() -> failureOf(first));
            await().until(() -> !server.requests().isEmpty());

            PactChannelsException failure = failureOf(patient.to(server.baseUri(), SHORT));

            assertThat(failure).hasMessageContaining("No complete response within 200 ms (option requestTimeout)");
            assertThat(server.requests()).hasSize(1);
            first.close();
            assertThat(firstRequest).succeedsWithin(PactClient.LONG);
        }
    }

    @Test
    void request_timeout_can_end_at_any_time_of_a_request() {
        try (RawServer server = RawServer.sending(Responses.http("200 OK", Responses.CHANNELS))) {
            for (int micros = 1; micros < 3000; micros += 20) {
                PactChannelsClient client = patient.to(server.baseUri(), Duration.ofNanos(micros * 1000L));

                Throwable failure = catchThrowable(() -> client.listChannels(154, PAGE));

                if (failure != null) {
                    assertThat(failure)
                            .isInstanceOf(PactChannelsUnavailableException.class)
                            .hasMessageContaining("No complete response within ");
                }
            }
        }
    }

    @Test
    void finished_requests_leave_no_task_in_the_timer() {
        try (RawServer server = RawServer.sending(Responses.http("200 OK", Responses.CHANNELS))) {
            ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
            timer.setRemoveOnCancelPolicy(true);
            PactChannelsClient client = new HttpPactChannelsClient(
                    patient.httpClient,
                    new PactChannelsClientSettings(server.baseUri(), PactClient.TOKEN, PactClient.LONG),
                    timer);

            for (int i = 0; i < 10; i++) {
                client.listChannels(154, PAGE);
            }

            assertThat(timer.getQueue()).isEmpty();
            timer.shutdownNow();
        }
    }

    @Test
    void slow_response_within_the_request_timeout_is_accepted() {
        try (RawServer server = RawServer.playing(wire -> {
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + (Responses.CHANNELS.length() + 20) + "\r\n\r\n");
            wire.drip(Responses.CHANNELS + " ".repeat(20), Duration.ofMillis(2));
        })) {
            assertThat(impatient.to(server.baseUri()).listChannels(154, PAGE).items())
                    .hasSize(1);
        }
    }
}
