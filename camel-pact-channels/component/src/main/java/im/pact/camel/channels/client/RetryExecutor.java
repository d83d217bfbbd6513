/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a call out of attempts, as the {@link RetryPolicy} says. Not by HttpClient's own strategy for retries: that one sees
 * neither the text of an answer nor the time that is left of the call, and can't be woken when a route stops.
 */
final class RetryExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(RetryExecutor.class);

    private final RetryPolicy policy;
    private final RetryBudget budget;
    private final RequestStatistics statistics;
    private final Duration timeout;
    private final LongSupplier nanoTime;
    private final DoubleSupplier chance;
    private final Pause pause;

    /**
     * @param timeout  how long a call may take in all
     * @param nanoTime the time
     * @param chance   random numbers from 0 to 1
     * @param pause    waits
     */
    RetryExecutor(
            RetryPolicy policy,
            RetryBudget budget,
            RequestStatistics statistics,
            Duration timeout,
            LongSupplier nanoTime,
            DoubleSupplier chance,
            Pause pause) {
        this.policy = policy;
        this.budget = budget;
        this.statistics = statistics;
        this.timeout = timeout;
        this.nanoTime = nanoTime;
        this.chance = chance;
        this.pause = pause;
    }

    /**
     * Sends a call until it succeeds or there is a reason to give up.
     *
     * @throws PactChannelsException what the last attempt failed with, which says how many there were and why that was the last
     */
    <T> T send(PreparedRequest call, Attempt<T> attempt) {
        long end = nanoTime.getAsLong() + timeout.toNanos();
        for (int number = 1; ; number++) {
            statistics.attempt(number > 1);
            try {
                T result = attempt.send(Duration.ofNanos(end - nanoTime.getAsLong()));
                budget.succeeded(number > 1);
                return result;
            } catch (PactChannelsException failure) {
                statistics.refused(failure);
                Duration delay = policy.delay(number, failure, chance.getAsDouble());
                Duration left = Duration.ofNanos(end - nanoTime.getAsLong());
                String reason = reasonToGiveUp(call, failure, number, delay, left);
                if (reason == null) {
                    LOG.debug("Attempt {} failed, the next one is in {} ms. {}", number, delay.toMillis(), failure);
                    reason = pause.reasonToStop(delay);
                }
                if (reason != null) {
                    failure.gaveUp(number, reason);
                    statistics.failed(failure);
                    throw failure;
                }
            }
        }
    }

    /** {@code null} when there is none, empty when it goes without saying. */
    private String reasonToGiveUp(
            PreparedRequest call, PactChannelsException failure, int number, Duration delay, Duration left) {
        if (policy.maxRetries() == 0 || !policy.mayRepeat(call, failure)) {
            return "";
        } else if (number > policy.maxRetries()) {
            return "maxRetries=" + policy.maxRetries();
        } else if (policy.isTooLong(failure)) {
            return "the service asks for a longer wait than maxRetryDelay="
                    + policy.maxRetryDelay().toMillis();
        } else if (delay.compareTo(left) >= 0) {
            return "no time left of requestTimeout=" + timeout.toMillis();
        }
        return budget.take() ? null : "too many calls fail at present to repeat this one";
    }

    /** One attempt at a call. */
    @FunctionalInterface
    interface Attempt<T> {

        /**
         * Sends the call once.
         *
         * @param timeout how long it may take
         */
        T send(Duration timeout);
    }

    /** Waits. */
    @FunctionalInterface
    interface Pause {

        /**
         * Waits that long.
         *
         * @return why the wait ended early, or {@code null} when it did not
         */
        String reasonToStop(Duration delay);
    }
}
