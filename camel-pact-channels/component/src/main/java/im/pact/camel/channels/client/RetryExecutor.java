/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a request in one or more attempts, as the {@link RetryPolicy} says. HttpClient's own retry strategy would know neither
 * the text of a response nor the remaining time, and its waits could not be ended when a route stops.
 */
final class RetryExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(RetryExecutor.class);

    private final RetryPolicy policy;
    private final RetryBudget budget;
    private final RequestStatistics statistics;
    private final Duration requestTimeout;
    private final LongSupplier nanoTime;
    private final DoubleSupplier jitter;
    private final Pause pause;

    /**
     * @param requestTimeout maximum time for all attempts
     * @param nanoTime       the clock
     * @param jitter         random numbers from 0 to 1
     * @param pause          waits before a retry
     */
    RetryExecutor(
            RetryPolicy policy,
            RetryBudget budget,
            RequestStatistics statistics,
            Duration requestTimeout,
            LongSupplier nanoTime,
            DoubleSupplier jitter,
            Pause pause) {
        this.policy = policy;
        this.budget = budget;
        this.statistics = statistics;
        this.requestTimeout = requestTimeout;
        this.nanoTime = nanoTime;
        this.jitter = jitter;
        this.pause = pause;
    }

    /**
     * Sends a request until it succeeds or is given up.
     *
     * @throws PactChannelsException the failure of the last attempt, with the number of attempts and why there is no other one
     */
    <T> T send(PreparedRequest request, Attempt<T> attempt) {
        long deadline = nanoTime.getAsLong() + requestTimeout.toNanos();
        for (int number = 1; ; number++) {
            statistics.attempt(number > 1);
            try {
                T result = attempt.send(remaining(deadline));
                budget.succeeded(number > 1);
                return result;
            } catch (PactChannelsException failure) {
                statistics.attemptFailed(failure);
                Duration delay = policy.delay(number, failure, jitter.getAsDouble());
                Optional<GiveUp> giveUp = giveUp(request, failure, number, delay, remaining(deadline));
                if (giveUp.isEmpty()) {
                    LOG.debug("Attempt {} failed, next attempt in {} ms. {}", number, delay.toMillis(), failure);
                    giveUp = pause.pause(delay);
                }
                if (giveUp.isPresent()) {
                    failure.gaveUp(number, giveUp.get());
                    statistics.failed(failure);
                    throw failure;
                }
            }
        }
    }

    private Duration remaining(long deadline) {
        return Duration.ofNanos(deadline - nanoTime.getAsLong());
    }

    private Optional<GiveUp> giveUp(
            PreparedRequest request, PactChannelsException failure, int attempts, Duration delay, Duration remaining) {
        if (policy.maxRetries() == 0 || !policy.isRetryable(request, failure)) {
            return Optional.of(GiveUp.NOT_RETRYABLE);
        } else if (attempts > policy.maxRetries()) {
            return Optional.of(new GiveUp("maxRetries=" + policy.maxRetries()));
        } else if (policy.exceedsMaxDelay(failure)) {
            return Optional.of(new GiveUp("requested delay exceeds maxRetryDelay="
                    + policy.maxRetryDelay().toMillis()));
        } else if (delay.compareTo(remaining) >= 0) {
            return Optional.of(new GiveUp("delay exceeds the rest of requestTimeout=" + requestTimeout.toMillis()));
        }
        return budget.tryAcquire() ? Optional.empty() : Optional.of(GiveUp.BUDGET_EXHAUSTED);
    }

    /** One attempt of a request. */
    @FunctionalInterface
    interface Attempt<T> {

        /**
         * Sends the request once.
         *
         * @param timeout maximum time for the attempt
         */
        T send(Duration timeout);
    }

    /** Waits. */
    @FunctionalInterface
    interface Pause {

        /**
         * Waits for the given time.
         *
         * @return why no attempt may follow, or nothing after the whole time
         */
        Optional<GiveUp> pause(Duration delay);
    }
}
