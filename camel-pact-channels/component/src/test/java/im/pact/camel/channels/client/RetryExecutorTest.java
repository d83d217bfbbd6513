/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import im.pact.camel.channels.client.Failure.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a call is made of attempts, on a service, a clock and chances that the test holds. */
class RetryExecutorTest {

    private static final RetryPolicy POLICY = new RetryPolicy(2, Duration.ofMillis(500), Duration.ofSeconds(60));

    private static final PreparedRequest GET = new PreparedRequest("list", "GET", "/p1/companies/154/channels");
    private static final PreparedRequest POST = new PreparedRequest("create", "POST", "/p1/companies/154/channels");

    private final Deque<PactChannelsException> failures = new ArrayDeque<>();
    private final List<Duration> timesLeft = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private final RetryBudget budget = new RetryBudget();
    private final RequestStatistics statistics = new RequestStatistics();
    private long now = Duration.ofDays(3).toNanos();
    private double jitter = 1;
    private Duration timeout = Duration.ofSeconds(30);
    private Optional<GiveUp> giveUp = Optional.empty();

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void a_get_is_repeated_after_a_status_that_passes(int status) {
        failures.add(answered(status));

        assertThat(send(POLICY, GET)).isEqualTo("done");
        assertThat(waits).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 301, 400, 401, 402, 403, 404, 405, 406, 410, 418, 501, 505})
    void a_get_is_not_repeated_after_any_other_status(int status) {
        failures.add(answered(status));

        PactChannelsException failure = failureOf(POLICY, GET);

        assertThat(waits).isEmpty();
        assertThat(failure.getAttempts()).isOne();
        assertThat(failure.getMessage()).doesNotContain("attempt");
    }

    @Test
    void a_call_that_changes_something_is_repeated_after_429_alone() {
        failures.add(answered(429));
        assertThat(send(POLICY, POST)).isEqualTo("done");

        for (int status : new int[] {400, 408, 500, 502, 503, 504}) {
            failures.add(answered(status));
            assertThat(failureOf(POLICY, POST).getAttempts())
                    .as("status %d", status)
                    .isOne();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, NOT_SENT, true",
        "GET, UNKNOWN, true",
        "GET, NOT_RETRYABLE, false",
        "POST, NOT_SENT, true",
        "POST, UNKNOWN, false",
        "POST, NOT_RETRYABLE, false",
        "PUT, UNKNOWN, false",
        "DELETE, UNKNOWN, false",
        "DELETE, NOT_SENT, true"
    })
    void without_an_answer_it_counts_whether_the_service_can_have_acted(
            String method, Outcome outcome, boolean repeated) {
        failures.add(lost(outcome));
        PreparedRequest call = new PreparedRequest("any", method, "/");

        if (repeated) {
            assertThat(send(POLICY, call)).isEqualTo("done");
        } else {
            assertThat(failureOf(POLICY, call).getAttempts()).isOne();
        }
    }

    @Test
    void the_last_failure_says_how_often_it_was_tried() {
        failures.add(answered(503));
        failures.add(lost(Outcome.UNKNOWN));
        failures.add(answered(502));

        PactChannelsException failure = failureOf(POLICY, GET);

        assertThat(failure.getHttpResponseCode()).isEqualTo(502);
        assertThat(failure.getAttempts()).isEqualTo(3);
        assertThat(failure).hasMessageEndingWith("(3 attempts: maxRetries=2)");
        assertThat(waits).hasSize(2);
    }

    @Test
    void a_failure_that_is_not_repeated_ends_it_at_any_attempt() {
        failures.add(answered(503));
        failures.add(answered(404));

        PactChannelsException failure = failureOf(POLICY, GET);

        assertThat(failure.getHttpResponseCode()).isEqualTo(404);
        assertThat(failure).hasMessageEndingWith("(2 attempts)");
    }

    @Test
    void the_wait_doubles_up_to_ten_seconds() {
        timeout = Duration.ofMinutes(2);
        for (int i = 0; i < 8; i++) {
            failures.add(answered(503));
        }

        send(new RetryPolicy(8, Duration.ofMillis(500), Duration.ofSeconds(60)), GET);

        assertThat(waits)
                .extracting(Duration::toMillis)
                .containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 10_000L, 10_000L, 10_000L);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.25, 125", "0.999, 499"})
    void the_wait_is_any_part_of_the_delay(double part, long millis) {
        jitter = part;
        failures.add(answered(503));

        send(POLICY, GET);

        assertThat(waits).extracting(Duration::toMillis).containsExactly(millis);
    }

    @Test
    void the_wait_that_the_service_asks_for_is_kept() {
        timeout = Duration.ofMinutes(2);
        jitter = 0.5;
        failures.add(answered(429, Duration.ofSeconds(50)));

        send(POLICY, POST);

        assertThat(waits).containsExactly(Duration.ofSeconds(50).plusMillis(250));
    }

    @Test
    void a_service_that_asks_for_too_long_a_wait_is_not_asked_again() {
        failures.add(answered(429, Duration.ofSeconds(61)));

        PactChannelsException failure = failureOf(POLICY, GET);

        assertThat(failure.getRetryAfter()).isEqualTo(Duration.ofSeconds(61));
        assertThat(failure).hasMessageEndingWith("(1 attempt: requested delay exceeds maxRetryDelay=60000)");
        assertThat(waits).isEmpty();
    }

    @Test
    void the_longest_wait_that_is_accepted_is_kept() {
        timeout = Duration.ofMinutes(2);
        jitter = 0;
        failures.add(answered(429, Duration.ofSeconds(60)));

        assertThat(send(POLICY, GET)).isEqualTo("done");
        assertThat(waits).containsExactly(Duration.ofSeconds(60));
    }

    @Test
    void an_absurd_wait_does_no_harm() {
        failures.add(answered(429, Duration.ofSeconds(Long.MAX_VALUE)));

        assertThat(failureOf(POLICY, GET).getAttempts()).isOne();
    }

    @Test
    void a_wait_that_would_last_longer_than_the_call_may_is_not_begun() {
        failures.add(answered(429, Duration.ofSeconds(31)));

        assertThat(failureOf(POLICY, GET))
                .hasMessageEndingWith("(1 attempt: delay exceeds the rest of requestTimeout=30000)");
        assertThat(waits).isEmpty();
    }

    @Test
    void a_wait_that_takes_all_the_time_of_the_call_is_not_begun_either() {
        jitter = 0;
        failures.add(answered(429, Duration.ofSeconds(30)));

        assertThat(failureOf(POLICY, GET))
                .hasMessageEndingWith("(1 attempt: delay exceeds the rest of requestTimeout=30000)");
    }

    @Test
    void every_attempt_gets_the_time_that_is_left() {
        failures.add(answered(503));
        failures.add(answered(429, Duration.ofSeconds(20)));

        send(POLICY, GET);

        assertThat(timesLeft)
                .containsExactly(Duration.ofSeconds(30), Duration.ofMillis(29_500), Duration.ofMillis(8_500));
    }

    @Test
    void a_wait_that_is_ended_ends_the_call_with_the_failure_before_it() {
        giveUp = Optional.of(GiveUp.ENDPOINT_STOPPED);
        failures.add(answered(503));

        PactChannelsException failure = failureOf(POLICY, GET);

        assertThat(failure.getHttpResponseCode()).isEqualTo(503);
        assertThat(failure).hasMessageEndingWith("(1 attempt: endpoint is being stopped)");
    }

    @Test
    void nothing_is_repeated_without_retries() {
        failures.add(answered(503));

        assertThat(failureOf(RetryPolicy.NONE, GET).getMessage()).doesNotContain("attempt");
    }

    @Test
    void an_outage_uses_up_the_budget_and_then_every_call_is_sent_once() {
        int sent = 0;
        for (int call = 0; call < 1_000; call++) {
            failures.clear();
            failures.addAll(List.of(answered(503), answered(503), answered(503)));
            sent += failureOf(POLICY, GET).getAttempts();
        }

        assertThat(sent).isEqualTo(1_000 + RetryBudget.CAPACITY);
        failures.clear();
        failures.add(answered(503));
        assertThat(failureOf(POLICY, GET)).hasMessageEndingWith("(1 attempt: retry budget exhausted)");
    }

    @Test
    void calls_that_succeed_fill_the_budget_again() {
        while (budget.tryAcquire()) {
            // until it is empty
        }
        for (int call = 0; call < RetryBudget.RETRY_COST; call++) {
            send(POLICY, GET);
        }

        assertThat(budget.tryAcquire()).isTrue();
        assertThat(budget.tryAcquire()).isFalse();
    }

    @Test
    void a_retry_that_was_of_use_costs_nothing() {
        while (budget.tryAcquire()) {
            // until it is empty
        }
        for (int call = 0; call < RetryBudget.RETRY_COST; call++) {
            budget.succeeded(false);
        }
        failures.add(answered(503));

        assertThat(send(POLICY, GET)).isEqualTo("done");
        assertThat(budget.tryAcquire()).isTrue();
        assertThat(budget.tryAcquire()).isFalse();
    }

    @Test
    void a_full_budget_does_not_grow() {
        for (int call = 0; call < 10_000; call++) {
            budget.succeeded(false);
        }
        int retries = 0;
        while (budget.tryAcquire()) {
            retries++;
        }
        assertThat(retries).isEqualTo(RetryBudget.CAPACITY);
    }

    @Test
    void everything_is_counted() {
        failures.addAll(List.of(answered(429), answered(503)));
        send(POLICY, GET);
        send(POLICY, GET);
        failures.add(answered(404));
        PactChannelsException last = failureOf(POLICY, GET);

        assertThat(statistics.requests()).isEqualTo(5);
        assertThat(statistics.retries()).isEqualTo(2);
        assertThat(statistics.rateLimited()).isOne();
        assertThat(statistics.failures()).isOne();
        assertThat(statistics.lastFailure()).isEqualTo(last.getMessage());
    }

    @Test
    void a_policy_refuses_what_can_not_be() {
        assertThatThrownBy(() -> new RetryPolicy(-1, Duration.ZERO, Duration.ZERO))
                .hasMessage("maxRetries must not be negative (was -1)");
        assertThatThrownBy(() -> new RetryPolicy(1, Duration.ofMillis(-5), Duration.ZERO))
                .hasMessage("retryDelay must not be negative (was -5 ms)");
        assertThatThrownBy(() -> new RetryPolicy(1, Duration.ZERO, Duration.ofMillis(-6)))
                .hasMessage("maxRetryDelay must not be negative (was -6 ms)");
    }

    private String send(RetryPolicy policy, PreparedRequest call) {
        RetryExecutor retries =
                new RetryExecutor(policy, budget, statistics, timeout, () -> now, () -> jitter, this::pause);
        return retries.send(call, left -> {
            timesLeft.add(left);
            if (failures.isEmpty()) {
                return "done";
            }
            throw failures.remove();
        });
    }

    private PactChannelsException failureOf(RetryPolicy policy, PreparedRequest call) {
        PactChannelsException failure = catchThrowableOfType(PactChannelsException.class, () -> send(policy, call));
        assertThat(failure).isNotNull();
        return failure;
    }

    private Optional<GiveUp> pause(Duration delay) {
        waits.add(delay);
        now += delay.toNanos();
        return giveUp;
    }

    private static PactChannelsException answered(int status) {
        return answered(status, null);
    }

    private static PactChannelsException answered(int status, Duration retryAfter) {
        return new PactChannelsRejectedException(
                new Failure("list", "GET", "/p1/companies/154/channels", status, null, null, retryAfter, "", null));
    }

    private static PactChannelsException lost(Outcome outcome) {
        return new PactChannelsUnavailableException(Failure.withoutResponse(GET, outcome), "Try again later", null);
    }
}
