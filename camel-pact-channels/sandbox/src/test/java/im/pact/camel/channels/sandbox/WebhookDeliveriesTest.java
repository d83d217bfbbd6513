/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import static im.pact.camel.channels.sandbox.PactChannelsSandbox.COMPANY_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How events are delivered, repeated and dropped, to receivers that behave and to others. */
class WebhookDeliveriesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final PactChannelsSandbox sandbox = PactChannelsSandbox.start();
    private final SandboxWebhooks webhooks = sandbox.webhooks();
    private WebhookReceiver receiver;

    @BeforeEach
    void register() throws Exception {
        receiver = new WebhookReceiver();
        webhooks.url(COMPANY_ID, receiver.url()).repeatDelay(Duration.ofMillis(1));
    }

    @AfterEach
    void stop() {
        sandbox.close();
        receiver.close();
    }

    @Test
    void accepted_event_is_recorded_with_its_response() throws Exception {
        webhooks.sendEvent(COMPANY_ID, "{\"type\":\"a\",\"event\":\"b\"}");
        webhooks.awaitFinished(PATIENCE);

        assertThat(receiver.next().body()).isEqualTo("{\"type\":\"a\",\"event\":\"b\"}");
        assertThat(webhooks.delivered()).singleElement().satisfies(delivery -> {
            assertThat(delivery.companyId()).isEqualTo(COMPANY_ID);
            assertThat(delivery.url()).hasToString(receiver.url());
            assertThat(delivery.name()).isEqualTo("a/b");
            assertThat(delivery.event()).containsEntry("type", "a");
            assertThat(delivery.attempts()).containsExactly(new WebhookAttempt(200, "OK", null));
        });
        assertThat(webhooks.deliveredCount()).isEqualTo(1);
        assertThat(webhooks.dropped()).isEmpty();
    }

    @Test
    void event_is_dropped_after_ten_repeats() throws Exception {
        receiver.answerAlways(500);
        webhooks.sendEvent(COMPANY_ID, "{}");
        webhooks.awaitFinished(PATIENCE);

        assertThat(receiver.waiting()).isEqualTo(11);
        assertThat(webhooks.delivered()).isEmpty();
        assertThat(webhooks.droppedCount()).isEqualTo(1);
        assertThat(webhooks.dropped()).singleElement().satisfies(dropped -> assertThat(dropped.attempts())
                .hasSize(11)
                .containsOnly(new WebhookAttempt(500, "status 500", null)));
    }

    @Test
    void event_is_repeated_until_it_is_accepted() throws Exception {
        receiver.answer(503, 503);
        webhooks.sendEvent(COMPANY_ID, "{}");
        webhooks.awaitFinished(PATIENCE);

        assertThat(receiver.next(3)).extracting(WebhookReceiver.Received::body).containsOnly("{}");
        assertThat(webhooks.delivered()).singleElement().satisfies(delivery -> assertThat(delivery.attempts())
                .extracting(WebhookAttempt::status)
                .containsExactly(503, 503, 200));
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 202, 204, 302, 400, 404})
    void only_status_200_accepts_an_event_and_redirects_are_not_followed(int status) throws Exception {
        receiver.answerNext(exchange -> {
            exchange.getResponseHeaders().set("Location", receiver.url() + "/other");
            WebhookReceiver.respond(exchange, status, "");
        });
        webhooks.sendEvent(COMPANY_ID, "{}");
        webhooks.awaitFinished(PATIENCE);

        assertThat(receiver.next(2)).extracting(WebhookReceiver.Received::path).containsOnly("/hook");
    }

    @Test
    void repeats_have_a_delay_of_a_minute_by_default() {
        webhooks.repeatDelay(new WebhookRules().repeatDelay);
        receiver.answer(500);
        webhooks.sendEvent(COMPANY_ID, "{}");
        receiver.next();

        assertThat(new WebhookRules().repeatDelay).isEqualTo(Duration.ofSeconds(60));
        assertThatIllegalStateException()
                .isThrownBy(() -> webhooks.awaitFinished(Duration.ofMillis(100)))
                .withMessageContaining("1 events");
        assertThat(receiver.waiting()).isZero();
        assertThat(webhooks.unfinished()).isEqualTo(1);
    }

    @Test
    void repeat_waits_for_the_delay() {
        webhooks.repeatDelay(Duration.ofMillis(200));
        receiver.answer(500);
        webhooks.sendEvent(COMPANY_ID, "{}");
        receiver.next();
        long start = System.nanoTime();
        receiver.next();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(100));
    }

    @Test
    void events_arrive_in_order() {
        IntStream.range(0, 50).forEach(i -> webhooks.sendEvent(COMPANY_ID, Integer.toString(i)));

        assertThat(receiver.next(50))
                .extracting(WebhookReceiver.Received::body)
                .containsExactlyElementsOf(
                        IntStream.range(0, 50).mapToObj(Integer::toString).toList());
    }

    @Test
    void events_overlap_with_more_threads() throws Exception {
        CyclicBarrier bothArrived = new CyclicBarrier(2);
        receiver.answerAlways(exchange -> {
            try {
                bothArrived.await();
                WebhookReceiver.respond(exchange, 200, "");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        webhooks.threads(2);
        webhooks.sendEvent(COMPANY_ID, "1");
        webhooks.sendEvent(COMPANY_ID, "2");
        webhooks.awaitFinished(PATIENCE);

        assertThat(webhooks.delivered()).hasSize(2);
    }

    @Test
    void every_nth_event_is_sent_twice() {
        webhooks.duplicateEvery(2);
        IntStream.range(0, 4).forEach(i -> webhooks.sendEvent(COMPANY_ID, Integer.toString(i)));

        assertThat(receiver.next(6))
                .extracting(WebhookReceiver.Received::body)
                .containsExactly("0", "1", "1", "2", "3", "3");
    }

    @Test
    void events_of_a_group_arrive_in_another_order() {
        webhooks.shuffle(4);
        IntStream.range(0, 8).forEach(i -> webhooks.sendEvent(COMPANY_ID, Integer.toString(i)));

        List<String> first =
                receiver.next(4).stream().map(WebhookReceiver.Received::body).toList();
        List<String> second =
                receiver.next(4).stream().map(WebhookReceiver.Received::body).toList();

        assertThat(first).containsExactlyInAnyOrder("0", "1", "2", "3").isNotEqualTo(List.of("0", "1", "2", "3"));
        assertThat(second).containsExactlyInAnyOrder("4", "5", "6", "7").isNotEqualTo(List.of("4", "5", "6", "7"));
    }

    @Test
    void incomplete_group_is_sent_too() {
        webhooks.shuffle(100);
        webhooks.sendEvent(COMPANY_ID, "0");
        webhooks.sendEvent(COMPANY_ID, "1");

        assertThat(receiver.next(2)).extracting(WebhookReceiver.Received::body).containsExactly("1", "0");
    }

    @Test
    void receiver_that_does_not_respond_in_time_gets_the_event_again() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        webhooks.timeout(Duration.ofMillis(200));
        receiver.answerNext(exchange -> awaitQuietly(never));
        webhooks.sendEvent(COMPANY_ID, "{}");
        webhooks.awaitFinished(PATIENCE);

        assertThat(webhooks.delivered()).singleElement().satisfies(delivery -> assertThat(delivery.attempts())
                .containsExactly(
                        new WebhookAttempt(0, "", "No response within 200 ms"), new WebhookAttempt(200, "OK", null)));
    }

    @Test
    void response_whose_body_does_not_end_is_a_failure() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        webhooks.timeout(Duration.ofMillis(200));
        receiver.answerNext(exchange -> {
            exchange.sendResponseHeaders(200, 10);
            exchange.getResponseBody().write('a');
            exchange.getResponseBody().flush();
            awaitQuietly(never);
        });
        webhooks.sendEvent(COMPANY_ID, "{}");
        webhooks.awaitFinished(PATIENCE);

        assertThat(webhooks.delivered().get(0).attempts())
                .extracting(WebhookAttempt::failure)
                .containsExactly("No response within 200 ms", null);
    }

    @Test
    void only_the_begin_of_a_long_response_is_read() throws Exception {
        receiver.answerNext(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                byte[] block = "x".repeat(1024).getBytes(StandardCharsets.US_ASCII);
                for (int i = 0; i < 100_000; i++) {
                    body.write(block);
                }
            }
        });
        webhooks.sendEvent(COMPANY_ID, "{}");
        webhooks.awaitFinished(PATIENCE);

        assertThat(webhooks.delivered().get(0).last().response()).isEqualTo("x".repeat(4096));
    }

    @Test
    void receiver_that_is_down_loses_the_event() throws Exception {
        receiver.close();
        webhooks.sendEvent(COMPANY_ID, "{}");
        webhooks.awaitFinished(PATIENCE);

        assertThat(webhooks.dropped())
                .singleElement()
                .satisfies(dropped -> assertThat(dropped.last().failure()).isEqualTo("Connection refused"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort"})
    void broken_response_is_a_failure(String response) throws Exception {
        try (ServerSocket broken = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> {
                try (Socket connection = broken.accept()) {
                    connection.getInputStream().read(new byte[8192]);
                    connection.getOutputStream().write(response.getBytes(StandardCharsets.US_ASCII));
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            server.start();
            BlockingQueue<WebhookDelivery> attempts = new LinkedBlockingQueue<>();
            webhooks.onAttempt(attempts::add)
                    .repeatDelay(Duration.ofHours(1))
                    .url(COMPANY_ID, "http://127.0.0.1:" + broken.getLocalPort() + "/")
                    .sendEvent(COMPANY_ID, "{}");

            assertThat(attempts.take().last().failure()).isNotBlank();
            server.join();
        }
    }

    @Test
    void listener_that_fails_does_not_stop_repeats() throws Exception {
        receiver.answer(500);
        webhooks.onAttempt(attempt -> {
            throw new IllegalStateException("listener");
        });
        webhooks.sendEvent(COMPANY_ID, "{}");
        webhooks.awaitFinished(PATIENCE);

        assertThat(webhooks.delivered()).singleElement().satisfies(delivery -> assertThat(delivery.attempts())
                .hasSize(2));
    }

    @Test
    void raw_event_need_not_be_json() throws Exception {
        webhooks.sendEvent(COMPANY_ID, "Привет {");
        webhooks.awaitFinished(PATIENCE);

        assertThat(receiver.next().body()).isEqualTo("Привет {");
        assertThat(webhooks.delivered().get(0).event()).isEmpty();
        assertThat(webhooks.delivered().get(0).channelId()).isNull();
    }

    @Test
    void company_without_url_sends_nothing() throws Exception {
        webhooks.url(COMPANY_ID, null);
        long channel = sandbox.addChannel("whatsapp");
        webhooks.phoneOffline(channel);
        webhooks.awaitFinished(PATIENCE);

        assertThat(receiver.waiting()).isZero();
        assertThat(webhooks.deliveredCount()).isZero();
    }

    @Test
    void logs_keep_the_last_events_only() throws Exception {
        try (PactChannelsSandbox small = PactChannelsSandbox.builder()
                .eventLog(2)
                .webhooks(initial -> initial.duplicateEvery(1))
                .start()) {
            small.webhooks().url(COMPANY_ID, receiver.url()).sendEvent(COMPANY_ID, "1");
            small.webhooks().sendEvent(COMPANY_ID, "2");
            small.webhooks().awaitFinished(PATIENCE);

            assertThat(small.webhooks().delivered())
                    .extracting(WebhookDelivery::body)
                    .containsExactly("2", "2");
            assertThat(small.webhooks().deliveredCount()).isEqualTo(4);
        }
    }

    @Test
    void reset_ends_repeats_and_restores_the_switches() {
        receiver.answer(500, 500);
        webhooks.repeatDelay(Duration.ofMillis(300)).duplicateEvery(1).sendEvent(COMPANY_ID, "before");
        receiver.next();

        sandbox.reset();
        assertThat(sandbox.webhooks().url(COMPANY_ID)).isNull();
        sandbox.webhooks().url(COMPANY_ID, receiver.url()).repeatDelay(Duration.ofMillis(300));
        receiver.answerAlways(500);
        sandbox.webhooks().sendEvent(COMPANY_ID, "after");

        assertThat(receiver.next(4))
                .filteredOn(event -> event.body().equals("after"))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void close_ends_deliveries_repeats_timers_and_threads() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        receiver.answer(500);
        receiver.answerAlways(exchange -> awaitQuietly(never));
        webhooks.threads(3).repeatDelay(Duration.ofHours(1)).timeout(Duration.ofHours(1));
        webhooks.sendEvent(COMPANY_ID, "repeated in an hour");
        receiver.next();
        webhooks.sendEvent(COMPANY_ID, "without a response");
        receiver.next();
        new TestClient(sandbox).postForm("/companies/154/channels", "provider=whatsapp");
        receiver.next();

        sandbox.close();

        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("pact-sandbox"))
                .toList();
        for (Thread thread : threads) {
            thread.join(PATIENCE.toMillis());
        }
        assertThat(threads).noneMatch(Thread::isAlive);
        // Events after the end are ignored.
        webhooks.sendEvent(COMPANY_ID, "late");
        assertThat(receiver.waiting()).isZero();
    }

    /** Earlier versions of Java stop the thread of a client when it is garbage. */
    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void close_ends_the_http_client() throws Exception {
        List<Thread> before = selectorThreads();
        webhooks.sendEvent(COMPANY_ID, "{}");
        webhooks.awaitFinished(PATIENCE);
        List<Thread> threads = new ArrayList<>(selectorThreads());
        threads.removeAll(before);
        assertThat(threads).hasSize(1);

        sandbox.close();

        threads.get(0).join(PATIENCE.toMillis());
        assertThat(threads.get(0).isAlive()).isFalse();
    }

    private static List<Thread> selectorThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().endsWith("SelectorManager"))
                .toList();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
