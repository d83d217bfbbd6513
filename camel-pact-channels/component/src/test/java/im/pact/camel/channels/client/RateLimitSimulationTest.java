/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of many requests at the rate limit of a service, in virtual time. RateLimitLoadTest does the same with HTTP, in real time. */
@Timeout(60)
class RateLimitSimulationTest {

    private static final Duration AT_ONCE = Duration.ZERO;

    /** Milliseconds from request to response: this machine, a good and a bad connection. */
    static Stream<Arguments> services() {
        return Stream.of(2, 20, 60)
                .flatMap(millis -> Stream.of(
                        Arguments.of(millis, "a window from the first request on"),
                        Arguments.of(millis, "a window of the clock")));
    }

    private static ServiceLimit limit(String kind, double requests, double window) {
        return kind.endsWith("clock")
                ? ServiceLimit.clockWindow(requests, window)
                : ServiceLimit.window(requests, window);
    }

    @ParameterizedTest
    @MethodSource("services")
    void thirty_threads_send_300_messages_at_10_per_second(int roundTrip, String kind) {
        SimulatedLoad load = load(limit(kind, 10, 1), roundTrip).run(30, AT_ONCE, 300);

        assertThat(load.failures).isEmpty();
        assertThat(load.service.accepted).hasSize(300);
        assertThat(load.service.rejectedShare()).isLessThan(0.05);
        assertThat(load.service.lastAccepted()).isLessThan(1.2 * 30);
    }

    @ParameterizedTest
    @MethodSource("services")
    void forty_callers_at_once_send_5_requests_in_3_seconds(int roundTrip, String kind) {
        SimulatedLoad load = load(limit(kind, 5, 3), roundTrip).run(40, AT_ONCE, 40);

        assertThat(load.failures).isEmpty();
        assertThat(load.service.accepted).hasSize(40);
        assertThat(load.most429).isLessThanOrEqualTo(2);
        assertThat(load.service.lastAccepted()).isLessThan(1.1 * 24);
    }

    @ParameterizedTest
    @CsvSource({"2, 0", "2, 5", "2, 20", "20, 0", "20, 20", "60, 0", "60, 20"})
    void fifty_consumers_poll_in_the_same_second_at_10_per_second(int roundTrip, int stagger) {
        SimulatedLoad load = load(ServiceLimit.window(10, 1), roundTrip).run(50, Duration.ofMillis(stagger), 50);

        assertThat(load.failures).isEmpty();
        assertThat(load.service.accepted).hasSize(50);
        assertThat(load.service.rejectedShare()).isLessThan(0.10);
        assertThat(load.service.lastAccepted()).isLessThan(1.2 * 5);
    }

    /** The limit changes in each part of the time between two attempts to use a higher one. */
    @ParameterizedTest
    @ValueSource(doubles = {40, 41, 42, 43, 44, 45, 46, 47, 48})
    void the_rate_follows_a_limit_that_changes_from_10_to_5_to_20(double change) {
        DoubleUnaryOperator limit = now -> now < change ? 10 : now < 2 * change ? 5 : 20;
        SimulatedService service = load(ServiceLimit.window(limit, 1), 2).run(30, Duration.ofSeconds(150)).service;

        assertThat(service.rejectedShare()).isLessThan(0.03);
        assertThat(service.accepted(0, change) / (10 * change)).isGreaterThan(0.9);
        // Three seconds after it falls, and ten after it rises.
        assertThat(service.accepted(change + 3, 2 * change) / (5 * (change - 3)))
                .isBetween(0.9, 1.0);
        assertThat(service.accepted(2 * change + 10, 150) / (20 * (140 - 2 * change)))
                .isBetween(0.9, 1.0);
    }

    /** Ten requests per second in all cases. */
    static Stream<Arguments> kindsOfLimits() {
        return Stream.of(
                Arguments.of("window", ServiceLimit.window(10, 1), 0.9),
                Arguments.of("long window", ServiceLimit.window(30, 3), 0.9),
                Arguments.of("window of half a second", ServiceLimit.window(5, 0.5), 0.45),
                Arguments.of("window of the clock", ServiceLimit.clockWindow(10, 1), 0.85),
                Arguments.of("sliding window", ServiceLimit.slidingWindow(10, 1), 0.8),
                Arguments.of("token bucket", ServiceLimit.tokenBucket(10, 10), 0.95),
                Arguments.of("large token bucket", ServiceLimit.tokenBucket(10, 50), 0.95),
                Arguments.of("token bucket for a single token", ServiceLimit.tokenBucket(10, 1), 0.6));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("kindsOfLimits")
    void every_kind_of_limit_is_used(String kind, ServiceLimit limit, double usage) {
        SimulatedLoad load = load(limit, 20).run(30, AT_ONCE, 600);

        assertThat(load.failures).isEmpty();
        assertThat(load.service.rejectedShare()).isLessThan(0.05);
        assertThat(60 / load.service.lastAccepted()).isGreaterThan(usage);
    }

    @ParameterizedTest
    @CsvSource({"60, 300", "300, 1500"})
    void a_limit_per_minute_is_used_evenly(int perMinute, int requests) {
        SimulatedLoad load = load(ServiceLimit.window(perMinute, 60), 20).run(30, AT_ONCE, requests);

        assertThat(load.failures).isEmpty();
        assertThat(load.service.rejectedShare()).isLessThan(0.03);
        assertThat(load.service.lastAccepted()).isLessThan(1.05 * 300);
        // In the minute after the first pause.
        for (int second = 70; second < 110; second += 20) {
            assertThat(load.service.accepted(second, second + 20))
                    .isBetween((long) (0.3 * perMinute), (long) (0.36 * perMinute));
        }
    }

    @Test
    void a_limit_is_also_learned_from_429_responses_without_a_requested_delay() {
        SimulatedLoad load = load(ServiceLimit.window(10, 1), 20);
        load.service.withoutRequestedDelay();

        load.run(30, AT_ONCE, 300);

        assertThat(load.failures).isEmpty();
        assertThat(load.service.rejectedShare()).isLessThan(0.05);
        assertThat(load.service.lastAccepted()).isLessThan(1.2 * 30);
    }

    @Test
    void a_single_caller_finds_the_limit_too() {
        SimulatedLoad load =
                load(ServiceLimit.window(now -> now < 30 ? 10 : 100, 1), 2).run(1, Duration.ofSeconds(60));

        assertThat(load.service.rejectedShare()).isLessThan(0.03);
        assertThat(load.service.accepted(0, 30)).isGreaterThan(270);
        assertThat(load.service.accepted(40, 60)).isGreaterThan(1700);
    }

    @Test
    void the_rate_recovers_from_an_incident_with_429_for_every_request() {
        ServiceLimit incident = now -> now >= 30 && now < 60 ? 60 - now : 0;
        SimulatedLoad load = load(incident, 20).run(10, Duration.ofSeconds(150));

        assertThat(load.failures).isEmpty();
        long before = load.service.accepted(10, 20);
        assertThat(load.service.accepted(60, 70)).isGreaterThan(before / 3);
        assertThat(load.service.accepted(130, 140)).isGreaterThan((long) (0.9 * before));
        assertThat(load.service.rejected).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void no_request_is_delayed_without_a_limit() {
        SimulatedLoad load = load(now -> 0, 20).run(4, Duration.ofSeconds(10));

        assertThat(load.service.accepted(0, 10)).isBetween(1990L, 2010L);
    }

    /** One time, in its first second. */
    @Test
    void a_crowd_starts_slowly_and_is_soon_complete() {
        SimulatedLoad load = load(now -> 0, 100).run(100, Duration.ofSeconds(15));

        assertThat(load.service.accepted(0, 0.1)).isLessThanOrEqualTo(10);
        assertThat(load.service.accepted(0, 1)).isGreaterThan(60);
        assertThat(load.service.accepted(1.2, 11.2)).isGreaterThan(9_700);
    }

    private static SimulatedLoad load(ServiceLimit limit, int roundTrip) {
        SimulatedLoad load = new SimulatedLoad(limit);
        load.service.roundTrip(Duration.ofMillis(roundTrip));
        return load;
    }
}
