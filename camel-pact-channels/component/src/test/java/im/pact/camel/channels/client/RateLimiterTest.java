/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static im.pact.camel.channels.client.SimulatedLoad.SEND_FIRST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import im.pact.camel.channels.client.WaitingRequest.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When requests are sent, in virtual time. */
@Timeout(60)
class RateLimiterTest {

    private static final Duration LONG = Duration.ofSeconds(120);

    private final VirtualTime time = new VirtualTime();
    private final long start = time.nanoTime();
    private RateLimiter limiter = new RateLimiter(Double.POSITIVE_INFINITY, time);
    private Duration maxWait = Duration.ofSeconds(60);
    private Duration timeout = LONG;
    private boolean stopped;

    /** When each request was permitted, by its name. */
    private final TreeMap<String, Duration> sent = new TreeMap<>();

    private final TreeMap<String, Refusal> refused = new TreeMap<>();

    @Test
    void requests_without_a_limit_do_not_wait() {
        at(0, () -> {
            for (int i = 0; i < 10_000; i++) {
                acquire("request");
                limiter.accepted(time.nanoTime());
            }
        });

        time.run();

        assertThat(sent).containsEntry("request", Duration.ZERO);
        assertThat(limiter.requestsPerMinute()).isInfinite();
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000", "50000, 50000", "350, 350", "0, 0"})
    void a_429_delays_all_requests_by_the_requested_time(long requested, long expected) {
        at(0, () -> acquire("a"));
        at(10, () -> reject(0, Duration.ofMillis(requested)));
        at(20, () -> acquire("b"));
        at(20, () -> acquire("c"));

        time.run();

        assertThat(sent.get("b").toMillis()).isEqualTo(Math.max(20, 10 + expected));
        assertThat(sent.get("c")).isGreaterThanOrEqualTo(sent.get("b"));
    }

    @Test
    void a_longer_delay_of_another_429_counts() {
        at(0, () -> acquire("a"));
        at(0, () -> acquire("b"));
        at(10, () -> reject(0, Duration.ofSeconds(1)));
        at(20, () -> reject(0, Duration.ofSeconds(5)));
        at(30, () -> acquire("c"));

        time.run();

        assertThat(sent.get("c").toMillis()).isEqualTo(5020);
        assertThat(limiter.pauses()).isOne();
    }

    @Test
    void without_a_requested_delay_the_pause_is_a_second_and_doubles_until_a_request_is_accepted() {
        List<Long> pauses = new ArrayList<>();
        at(0, () -> {
            for (int attempt = 0; attempt < 8; attempt++) {
                long before = time.nanoTime();
                acquire("request");
                pauses.add(TimeUnit.NANOSECONDS.toSeconds(time.nanoTime() - before));
                limiter.rejected(time.nanoTime(), null);
            }
            acquire("accepted");
            limiter.accepted(time.nanoTime());
            acquire("request");
            limiter.rejected(time.nanoTime(), null);
            long before = time.nanoTime();
            acquire("request");
            pauses.add(TimeUnit.NANOSECONDS.toSeconds(time.nanoTime() - before));
        });

        time.run();

        assertThat(pauses).containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 30L, 30L, 1L);
    }

    @Test
    void requests_are_spread_evenly_after_a_pause() {
        at(0, () -> acceptAll(10, "before"));
        at(100, () -> acquire("rejected"));
        at(100, () -> reject(100, Duration.ofSeconds(1)));
        for (int i = 0; i < 8; i++) {
            String name = "after" + i;
            at(200 + i, () -> acquire(name));
        }

        time.run();

        List<Duration> times =
                new ArrayList<>(sent.tailMap("after").headMap("before").values());
        assertThat(times).hasSize(8).isSorted();
        assertThat(times.get(0).toMillis()).isEqualTo(1100);
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i).minus(times.get(i - 1)).toMillis()).isBetween(100L, 105L);
        }
        assertThat(limiter.requestsPerMinute()).isBetween(580.0, 600.0);
    }

    @Test
    void waiting_requests_are_sent_in_the_order_in_which_they_were_started() {
        at(0, () -> acquire("x"));
        at(0, () -> reject(0, Duration.ofSeconds(2)));
        List<String> names = List.of("a", "b", "c", "d", "e", "f");
        List<Integer> starts = List.of(50, 10, 40, 20, 60, 30);
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            at(starts.get(i), () -> acquire(name));
        }

        time.run();

        sent.remove("x");
        assertThat(sent.entrySet().stream().sorted(Map.Entry.comparingByValue()).map(Map.Entry::getKey))
                .containsExactly("b", "d", "f", "c", "a", "e");
    }

    @Test
    void a_rejected_request_is_sent_before_those_that_were_started_later() {
        at(0, () -> {
            long started = time.nanoTime();
            acquire("first");
            time.pass(Duration.ofMillis(100));
            limiter.rejected(started, Duration.ofSeconds(1));
            time.pass(Duration.ofMillis(100));
            acquire("again", started);
        });
        at(50, () -> acquire("between"));
        at(150, () -> acquire("later"));

        time.run();

        assertThat(sent.get("again")).isLessThan(sent.get("later"));
    }

    @Test
    void a_request_fails_immediately_if_the_pause_of_another_one_is_longer_than_allowed() {
        at(0, () -> acquire("a"));
        at(0, () -> reject(0, Duration.ofSeconds(61)));
        at(500, () -> acquire("b"));

        time.run();

        assertThat(refused.get("b").delay()).hasMillis(60_500);
        assertThat(refused.get("b").reason().reason()).isEqualTo("requested delay exceeds maxRetryDelay=60000");
        assertThat(elapsed()).hasMillis(500);
    }

    @Test
    void a_request_fails_immediately_if_the_pause_lasts_until_its_deadline() {
        timeout = Duration.ofSeconds(5);
        at(0, () -> acquire("a"));
        at(0, () -> reject(0, Duration.ofSeconds(5)));
        at(0, () -> acquire("b"));
        at(1, () -> acquire("c"));

        time.run();

        assertThat(refused.get("b").reason().reason()).isEqualTo("delay exceeds the rest of requestTimeout=5000");
        assertThat(sent.get("c").toMillis()).isEqualTo(5000);
    }

    @Test
    void waiting_requests_fail_as_soon_as_another_429_makes_the_pause_too_long() {
        at(0, () -> acquire("a"));
        at(0, () -> acquire("b"));
        at(0, () -> reject(0, Duration.ofSeconds(10)));
        at(1, () -> acquire("c"));
        at(2000, () -> reject(0, Duration.ofSeconds(300)));

        time.run();

        assertThat(refused.get("c").delay()).hasSeconds(300);
        assertThat(elapsed()).hasSeconds(2);
    }

    @Test
    void a_request_fails_immediately_if_the_queue_is_too_long() {
        limiter = new RateLimiter(0.1, time);
        maxWait = Duration.ofSeconds(25);
        for (String name : List.of("a", "b", "c", "d", "e")) {
            at(0, () -> acquire(name));
        }

        time.run();

        assertThat(sent.keySet()).containsExactly("a", "b", "c");
        assertThat(refused.keySet()).containsExactly("d", "e");
        assertThat(refused.get("d").delay()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
        assertThat(refused.get("d").reason().reason()).isEqualTo("wait for the rate limit exceeds maxRetryDelay=25000");
    }

    @Test
    void nothing_waits_if_no_wait_is_allowed() {
        maxWait = Duration.ZERO;
        at(0, () -> acquire("a"));
        at(0, () -> reject(0, Duration.ofMillis(1)));
        at(0, () -> acquire("b"));
        at(1, () -> acquire("c"));

        time.run();

        assertThat(refused.keySet()).containsExactly("b");
        assertThat(sent).containsKey("c");
    }

    @Test
    void closing_the_client_ends_a_wait() {
        at(0, () -> acquire("a"));
        at(0, () -> reject(0, Duration.ofSeconds(50)));
        at(10, () -> acquire("b"));
        at(300, () -> {
            stopped = true;
            limiter.wakeAll();
        });

        time.run();

        assertThat(refused.get("b").reason()).isEqualTo(GiveUp.ENDPOINT_STOPPED);
        assertThat(elapsed()).hasMillis(300);
    }

    @Test
    void an_interrupt_ends_a_wait_and_remains_set() {
        boolean[] interrupted = {false};
        at(0, () -> acquire("a"));
        at(0, () -> reject(0, Duration.ofSeconds(50)));
        Thread thread = at(10, () -> {
            acquire("b");
            interrupted[0] = Thread.interrupted();
        });
        at(300, () -> time.interrupt(thread));

        time.run();

        assertThat(refused.get("b").reason()).isEqualTo(GiveUp.INTERRUPTED);
        assertThat(interrupted[0]).isTrue();
        assertThat(elapsed()).hasMillis(300);
    }

    @Test
    void a_request_that_gives_up_does_not_hold_up_the_others() {
        at(0, () -> acquire("a"));
        at(0, () -> reject(0, Duration.ofSeconds(2)));
        Thread thread = at(10, () -> {
            acquire("b");
            Thread.interrupted();
        });
        at(20, () -> acquire("c"));
        at(300, () -> time.interrupt(thread));

        time.run();

        assertThat(sent.get("c").toMillis()).isEqualTo(2000);
        assertThat(limiter.waiting()).isZero();
    }

    @Test
    void the_maximum_rate_is_kept_from_the_start() {
        limiter = new RateLimiter(2, time);
        at(0, () -> {
            for (int i = 0; i < 200; i++) {
                acquire("request");
                limiter.accepted(time.nanoTime());
            }
        });

        time.run();

        assertThat(elapsed()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(104));
        assertThat(limiter.requestsPerMinute()).isBetween(115.0, 120.0);
    }

    @Test
    void the_maximum_rate_holds_for_requests_that_start_together() {
        limiter = new RateLimiter(2, time);
        for (int i = 0; i < 10; i++) {
            String name = "r" + i;
            at(0, () -> acquire(name));
        }

        time.run();

        List<Duration> times = new ArrayList<>(sent.values());
        Collections.sort(times);
        assertThat(times.get(0)).isZero();
        assertThat(times.get(9)).isBetween(Duration.ofMillis(4500), Duration.ofMillis(4700));
    }

    @Test
    void the_service_may_allow_less_than_the_maximum_rate() {
        limiter = new RateLimiter(100, time);
        SimulatedService service = new SimulatedService(time, ServiceLimit.window(10, 1));
        for (int thread = 0; thread < 20; thread++) {
            at(0, () -> {
                while (service.now() < 30) {
                    acquire("request");
                    long sentAt = time.nanoTime();
                    try {
                        service.respond(SEND_FIRST);
                        limiter.accepted(sentAt);
                    } catch (PactChannelsException e) {
                        limiter.rejected(sentAt, e.getRetryAfter());
                    }
                }
            });
        }

        time.run();

        assertThat(service.accepted(0, 30)).isGreaterThan(260);
        assertThat(limiter.requestsPerMinute()).isLessThan(700);
    }

    @Test
    void a_limit_is_forgotten_after_ten_minutes_without_429() {
        at(0, () -> acceptAll(10, "before"));
        at(0, () -> acquire("a"));
        at(0, () -> reject(0, Duration.ofSeconds(1)));
        at(2_000, () -> acceptAll(1, "b"));
        at(2_001, () -> assertThat(limiter.requestsPerMinute()).isFinite());
        at(600_001, () -> acceptAll(1, "c"));

        time.run();

        assertThat(limiter.requestsPerMinute()).isInfinite();
    }

    @Test
    void figures_show_the_pause_and_the_waiting_requests() {
        at(0, () -> acquire("a"));
        at(0, () -> reject(0, Duration.ofSeconds(2)));
        at(10, () -> acquire("b"));
        at(10, () -> acquire("c"));
        at(20, () -> {
            assertThat(limiter.waiting()).isEqualTo(2);
            assertThat(limiter.pauses()).isOne();
            assertThat(Duration.between(Instant.now(), limiter.pausedUntil()))
                    .isBetween(Duration.ofMillis(1500), Duration.ofMillis(2000));
        });

        time.run();

        assertThat(limiter.waiting()).isZero();
        assertThat(limiter.pausedUntil()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void a_maximum_below_one_is_rejected(int maximum) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateLimiter(maximum))
                .withMessage("maxRequestsPerMinute must be a positive number (was " + maximum + ")");
    }

    private Thread at(long millis, Runnable work) {
        return time.start(Duration.ofMillis(millis), work);
    }

    private void acquire(String name) {
        acquire(name, time.nanoTime());
    }

    private void acquire(String name, long started) {
        Optional<Refusal> refusal = limiter.acquire(started, started + timeout.toNanos(), maxWait, () -> stopped);
        refusal.ifPresentOrElse(reason -> refused.put(name, reason), () -> sent.put(name, elapsed()));
    }

    private void acceptAll(int requests, String name) {
        for (int i = 0; i < requests; i++) {
            acquire(name);
            limiter.accepted(time.nanoTime());
        }
    }

    /** A request that was sent at the given time is rejected. */
    private void reject(long sentAt, Duration requested) {
        limiter.rejected(start + TimeUnit.MILLISECONDS.toNanos(sentAt), requested);
    }

    private Duration elapsed() {
        return Duration.ofNanos(time.nanoTime() - start);
    }
}
