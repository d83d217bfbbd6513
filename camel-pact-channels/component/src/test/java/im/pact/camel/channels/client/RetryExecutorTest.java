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

/** The attempts of a request, with a service, a clock and a jitter that the test controls. */
class RetryExecutorTest {

    private static final RetryPolicy POLICY = new RetryPolicy(2, Duration.ofMillis(500), Duration.ofSeconds(60));

    private static final PreparedRequest GET = new PreparedRequest("list", "GET", "/p1/companies/154/channels");
    private static final PreparedRequest POST = new PreparedRequest("create", "POST", "/p1/companies/154/channels");
    private static final PreparedRequest REQUEST_CODE =
            new PreparedRequest("requestCode", "POST", "/p1/companies/154/channels/1/request_code");

    private final Deque<PactChannelsException> failures = new ArrayDeque<>();
    private final List<Duration> remainingTimes = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private final RateLimiter limiter = new RateLimiter(Double.POSITIVE_INFINITY, new TestTime());
    private final RetryBudget budget = new RetryBudget();
    private final RequestStatistics statistics = new RequestStatistics();
    private long now = Duration.ofDays(3).toNanos();
    private boolean stopped;
    private double jitter = 1;
    private Duration timeout = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void read_operation_is_retried_after_a_retryable_status(int status) {
        failures.add(failedWith(status));

        assertThat(send(POLICY, GET)).isEqualTo("done");
        assertThat(waits).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 301, 400, 401, 402, 403, 404, 405, 406, 410, 418, 501, 505})
    void read_operation_is_not_retried_after_other_statuses(int status) {
        failures.add(failedWith(status));

        PactChannelsException failure = failureOf(POLICY, GET);

        assertThat(waits).isEmpty();
        assertThat(failure.getAttempts()).isOne();
        assertThat(failure.getMessage()).doesNotContain("attempt");
    }

    @Test
    void write_operation_is_retried_only_after_429() {
        failures.add(failedWith(429));
        assertThat(send(POLICY, POST)).isEqualTo("done");

        for (int status : new int[] {400, 408, 500, 502, 503, 504}) {
            failures.add(failedWith(status));
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
    void request_without_response_is_retried_if_that_is_safe(String method, Outcome outcome, boolean repeated) {
        failures.add(lost(outcome));
        PreparedRequest request = new PreparedRequest("any", method, "/");

        if (repeated) {
            assertThat(send(POLICY, request)).isEqualTo("done");
        } else {
            assertThat(failureOf(POLICY, request).getAttempts()).isOne();
        }
    }

    @Test
    void last_exception_contains_the_number_of_attempts() {
        failures.add(failedWith(503));
        failures.add(lost(Outcome.UNKNOWN));
        failures.add(failedWith(502));

        PactChannelsException failure = failureOf(POLICY, GET);

        assertThat(failure.getHttpResponseCode()).isEqualTo(502);
        assertThat(failure.getAttempts()).isEqualTo(3);
        assertThat(failure).hasMessageEndingWith("(3 attempts: maxRetries=2)");
        assertThat(waits).hasSize(2);
    }

    @Test
    void failure_that_is_not_retryable_ends_the_request() {
        failures.add(failedWith(503));
        failures.add(failedWith(404));

        PactChannelsException failure = failureOf(POLICY, GET);

        assertThat(failure.getHttpResponseCode()).isEqualTo(404);
        assertThat(failure).hasMessageEndingWith("(2 attempts)");
    }

    @Test
    void backoff_doubles_up_to_ten_seconds() {
        timeout = Duration.ofMinutes(2);
        for (int i = 0; i < 8; i++) {
            failures.add(failedWith(503));
        }

        send(new RetryPolicy(8, Duration.ofMillis(500), Duration.ofSeconds(60)), GET);

        assertThat(waits)
                .extracting(Duration::toMillis)
                .containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 10_000L, 10_000L, 10_000L);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.25, 125", "0.999, 499"})
    void backoff_has_full_jitter(double part, long millis) {
        jitter = part;
        failures.add(failedWith(503));

        send(POLICY, GET);

        assertThat(waits).extracting(Duration::toMillis).containsExactly(millis);
    }

    @Test
    void requested_delay_is_respected_before_a_retry() {
        timeout = Duration.ofMinutes(2);
        jitter = 0.5;
        failures.add(failedWith(503, Duration.ofSeconds(50)));

        send(POLICY, GET);

        assertThat(waits).containsExactly(Duration.ofSeconds(50).plusMillis(250));
    }

    @Test
    void requested_delay_is_respected_after_429() {
        timeout = Duration.ofMinutes(2);
        failures.add(failedWith(429, Duration.ofSeconds(50)));

        send(POLICY, POST);

        assertThat(waits).containsExactly(Duration.ofSeconds(50));
    }

    @Test
    void a_429_without_a_requested_delay_is_followed_by_at_least_a_second() {
        failures.add(failedWith(429));
        failures.add(failedWith(429));

        send(POLICY, POST);

        assertThat(waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void attempts_after_429_are_no_retries(int maxRetries) {
        for (int i = 0; i < 10; i++) {
            failures.add(failedWith(429, Duration.ofSeconds(2)));
        }

        assertThat(send(new RetryPolicy(maxRetries, Duration.ofMillis(500), Duration.ofSeconds(60)), POST))
                .isEqualTo("done");

        assertThat(statistics.requests()).isEqualTo(11);
        assertThat(statistics.rateLimited()).isEqualTo(10);
    }

    @Test
    void only_failures_other_than_429_count_as_retries() {
        for (int status : new int[] {503, 429, 503, 429, 503}) {
            failures.add(failedWith(status, Duration.ofSeconds(1)));
        }

        PactChannelsException failure = failureOf(POLICY, GET);

        assertThat(failure).hasMessageEndingWith("(5 attempts: maxRetries=2)");
    }

    @Test
    void attempts_after_429_cost_no_tokens() {
        while (budget.tryAcquire()) {
            // Until it is empty.
        }
        failures.add(failedWith(429));

        assertThat(send(POLICY, GET)).isEqualTo("done");
    }

    @Test
    void a_429_ends_the_request_when_its_time_is_over() {
        for (int i = 0; i < 100; i++) {
            failures.add(failedWith(429, Duration.ofSeconds(7)));
        }

        PactChannelsException failure = failureOf(POLICY, POST);

        assertThat(failure.getHttpResponseCode()).isEqualTo(429);
        assertThat(failure).hasMessageEndingWith("(5 attempts: delay exceeds the rest of requestTimeout=30000)");
    }

    @Test
    void a_429_is_not_repeated_if_no_wait_is_allowed() {
        failures.add(failedWith(429, Duration.ZERO));

        assertThat(failureOf(RetryPolicy.NONE, GET).getMessage()).doesNotContain("attempt");
        assertThat(failures).isEmpty();
        assertThat(waits).isEmpty();
    }

    @Test
    void code_is_not_requested_again_after_429() {
        failures.add(failedWith(429, Duration.ofSeconds(1)));

        PactChannelsException failure = failureOf(POLICY, REQUEST_CODE);

        assertThat(failure.getAttempts()).isOne();
        assertThat(waits).isEmpty();
    }

    @Test
    void code_request_waits_for_the_429_of_another_request() {
        failures.add(failedWith(429, Duration.ofSeconds(5)));
        failureOf(POLICY, REQUEST_CODE);

        assertThat(send(POLICY, REQUEST_CODE)).isEqualTo("done");
        assertThat(waits).containsExactly(Duration.ofSeconds(5));
    }

    /** It is the messenger that limits the codes of an account. */
    @Test
    void long_delay_of_a_code_request_does_not_delay_other_requests() {
        failures.add(failedWith(429, Duration.ofSeconds(3600)));
        assertThat(failureOf(POLICY, REQUEST_CODE).getRetryAfter()).hasSeconds(3600);

        assertThat(send(POLICY, GET)).isEqualTo("done");
        assertThat(waits).isEmpty();
    }

    @Test
    void request_is_not_sent_during_a_long_delay_that_was_requested_from_another_one() {
        failures.add(failedWith(429, Duration.ofSeconds(3600)));
        failureOf(POLICY, GET);
        now += Duration.ofSeconds(600).toNanos();

        PactChannelsException failure = failureOf(POLICY, POST);

        assertThat(failure)
                .isInstanceOf(PactChannelsRateLimitedException.class)
                .hasMessage(
                        "create: POST /p1/companies/154/channels was not sent. Too many requests: retry after 3000 s "
                                + "(0 attempts: requested delay exceeds maxRetryDelay=60000)");
        assertThat(failure.getRetryAfter()).hasSeconds(3000);
        assertThat(failure.getAttempts()).isZero();
        assertThat(failure.getHttpResponseCode()).isZero();
        assertThat(statistics.requests()).isOne();
        assertThat(statistics.failures()).isEqualTo(2);
        assertThat(statistics.lastFailure()).isEqualTo(failure.getMessage());
    }

    @Test
    void stop_ends_the_wait_after_429_with_this_failure() {
        stopped = true;
        failures.add(failedWith(429, Duration.ofSeconds(5)));

        PactChannelsException failure = failureOf(POLICY, GET);

        assertThat(failure.getHttpResponseCode()).isEqualTo(429);
        assertThat(failure).hasMessageEndingWith("(1 attempt: endpoint is being stopped)");
    }

    @Test
    void request_is_given_up_if_the_requested_delay_exceeds_the_limit() {
        failures.add(failedWith(429, Duration.ofSeconds(61)));

        PactChannelsException failure = failureOf(POLICY, GET);

        assertThat(failure.getRetryAfter()).isEqualTo(Duration.ofSeconds(61));
        assertThat(failure).hasMessageEndingWith("(1 attempt: requested delay exceeds maxRetryDelay=60000)");
        assertThat(waits).isEmpty();
    }

    @Test
    void requested_delay_equal_to_the_limit_is_accepted() {
        timeout = Duration.ofMinutes(2);
        jitter = 0;
        failures.add(failedWith(429, Duration.ofSeconds(60)));

        assertThat(send(POLICY, GET)).isEqualTo("done");
        assertThat(waits).containsExactly(Duration.ofSeconds(60));
    }

    @Test
    void extreme_requested_delay_does_not_overflow() {
        failures.add(failedWith(429, Duration.ofSeconds(Long.MAX_VALUE)));

        assertThat(failureOf(POLICY, GET).getAttempts()).isOne();
    }

    @Test
    void request_is_given_up_if_the_delay_exceeds_the_remaining_time() {
        failures.add(failedWith(429, Duration.ofSeconds(31)));

        assertThat(failureOf(POLICY, GET))
                .hasMessageEndingWith("(1 attempt: delay exceeds the rest of requestTimeout=30000)");
        assertThat(waits).isEmpty();
    }

    @Test
    void request_is_given_up_if_the_delay_equals_the_remaining_time() {
        jitter = 0;
        failures.add(failedWith(429, Duration.ofSeconds(30)));

        assertThat(failureOf(POLICY, GET))
                .hasMessageEndingWith("(1 attempt: delay exceeds the rest of requestTimeout=30000)");
    }

    @Test
    void every_attempt_gets_the_remaining_time() {
        failures.add(failedWith(503));
        failures.add(failedWith(429, Duration.ofSeconds(20)));

        send(POLICY, GET);

        assertThat(remainingTimes)
                .containsExactly(Duration.ofSeconds(30), Duration.ofMillis(29_500), Duration.ofMillis(9_500));
    }

    @Test
    void ended_wait_gives_up_with_the_previous_failure() {
        stopped = true;
        failures.add(failedWith(503));

        PactChannelsException failure = failureOf(POLICY, GET);

        assertThat(failure.getHttpResponseCode()).isEqualTo(503);
        assertThat(failure).hasMessageEndingWith("(1 attempt: endpoint is being stopped)");
    }

    @Test
    void request_is_not_retried_without_retries() {
        failures.add(failedWith(503));

        assertThat(failureOf(RetryPolicy.NONE, GET).getMessage()).doesNotContain("attempt");
    }

    @Test
    void outage_exhausts_the_budget_and_requests_are_sent_once() {
        int sent = 0;
        for (int i = 0; i < 1_000; i++) {
            failures.clear();
            failures.addAll(List.of(failedWith(503), failedWith(503), failedWith(503)));
            sent += failureOf(POLICY, GET).getAttempts();
        }

        assertThat(sent).isEqualTo(1_000 + RetryBudget.CAPACITY);
        failures.clear();
        failures.add(failedWith(503));
        assertThat(failureOf(POLICY, GET)).hasMessageEndingWith("(1 attempt: retry budget exhausted)");
    }

    @Test
    void success_returns_tokens_to_the_budget() {
        while (budget.tryAcquire()) {
            // Until it is empty.
        }
        for (int i = 0; i < RetryBudget.RETRY_COST; i++) {
            send(POLICY, GET);
        }

        assertThat(budget.tryAcquire()).isTrue();
        assertThat(budget.tryAcquire()).isFalse();
    }

    @Test
    void successful_retry_returns_its_cost() {
        while (budget.tryAcquire()) {
            // Until it is empty.
        }
        for (int i = 0; i < RetryBudget.RETRY_COST; i++) {
            budget.succeeded(false);
        }
        failures.add(failedWith(503));

        assertThat(send(POLICY, GET)).isEqualTo("done");
        assertThat(budget.tryAcquire()).isTrue();
        assertThat(budget.tryAcquire()).isFalse();
    }

    @Test
    void budget_does_not_exceed_its_capacity() {
        for (int i = 0; i < 10_000; i++) {
            budget.succeeded(false);
        }
        int retries = 0;
        while (budget.tryAcquire()) {
            retries++;
        }
        assertThat(retries).isEqualTo(RetryBudget.CAPACITY);
    }

    @Test
    void statistics_count_requests_retries_and_failures() {
        failures.addAll(List.of(failedWith(429), failedWith(503)));
        send(POLICY, GET);
        send(POLICY, GET);
        failures.add(failedWith(404));
        PactChannelsException last = failureOf(POLICY, GET);

        assertThat(statistics.requests()).isEqualTo(5);
        assertThat(statistics.retries()).isEqualTo(2);
        assertThat(statistics.rateLimited()).isOne();
        assertThat(statistics.failures()).isOne();
        assertThat(statistics.lastFailure()).isEqualTo(last.getMessage());
    }

    @Test
    void negative_values_are_rejected() {
        assertThatThrownBy(() -> new RetryPolicy(-1, Duration.ZERO, Duration.ZERO))
                .hasMessage("maxRetries must not be negative (was -1)");
        assertThatThrownBy(() -> new RetryPolicy(1, Duration.ofMillis(-5), Duration.ZERO))
                .hasMessage("retryDelay must not be negative (was -5 ms)");
        assertThatThrownBy(() -> new RetryPolicy(1, Duration.ZERO, Duration.ofMillis(-6)))
                .hasMessage("maxRetryDelay must not be negative (was -6 ms)");
    }

    private String send(RetryPolicy policy, PreparedRequest request) {
        RetryExecutor retries = new RetryExecutor(
                policy, limiter, budget, statistics, timeout, () -> now, () -> jitter, new TestStop());
        return retries.send(request, remaining -> {
            remainingTimes.add(remaining);
            if (failures.isEmpty()) {
                return "done";
            }
            throw failures.remove();
        });
    }

    private PactChannelsException failureOf(RetryPolicy policy, PreparedRequest request) {
        PactChannelsException failure = catchThrowableOfType(PactChannelsException.class, () -> send(policy, request));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static PactChannelsException failedWith(int status) {
        return failedWith(status, null);
    }

    private static PactChannelsException failedWith(int status, Duration retryAfter) {
        return new PactChannelsRejectedException(
                new Failure("list", "GET", "/p1/companies/154/channels", status, null, null, retryAfter, "", null));
    }

    private static PactChannelsException lost(Outcome outcome) {
        return new PactChannelsUnavailableException(
                Failure.withoutResponse(GET, outcome), "Try again later", null, true);
    }

    private final class TestTime implements TimeSource {

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public void park(long nanos) {
            waits.add(Duration.ofNanos(nanos));
            now += nanos;
        }

        @Override
        public void unpark(Thread thread) {}
    }

    private final class TestStop implements RetryExecutor.Stop {

        @Override
        public boolean isStopped() {
            return stopped;
        }

        @Override
        public Optional<GiveUp> pause(Duration delay) {
            waits.add(delay);
            now += delay.toNanos();
            return stopped ? Optional.of(GiveUp.ENDPOINT_STOPPED) : Optional.empty();
        }
    }
}
