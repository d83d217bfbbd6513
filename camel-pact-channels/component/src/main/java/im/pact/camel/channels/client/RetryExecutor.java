/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import im.pact.camel.channels.client.WaitingRequest.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a request in one or more attempts, when the {@link RateLimiter} permits and as the {@link RetryPolicy} says.
 * HttpClient's own retry strategy would know neither the text of a response nor the remaining time, and its waits could not be
 * ended when a route stops.
 */
final class RetryExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(RetryExecutor.class);

    private final RetryPolicy policy;
    private final RateLimiter limiter;
    private final RetryBudget budget;
    private final RequestStatistics statistics;
    private final Duration requestTimeout;
    private final LongSupplier nanoTime;
    private final DoubleSupplier jitter;
    private final Stop stop;

    /**
     * @param requestTimeout maximum time for all attempts
     * @param nanoTime       the clock
     * @param jitter         random numbers from 0 to 1
     * @param stop           ends all waits
     */
    RetryExecutor(
            RetryPolicy policy,
            RateLimiter limiter,
            RetryBudget budget,
            RequestStatistics statistics,
            Duration requestTimeout,
            LongSupplier nanoTime,
            DoubleSupplier jitter,
            Stop stop) {
        this.policy = policy;
        this.limiter = limiter;
        this.budget = budget;
        this.statistics = statistics;
        this.requestTimeout = requestTimeout;
        this.nanoTime = nanoTime;
        this.jitter = jitter;
        this.stop = stop;
    }

    /**
     * Sends a request until it succeeds or is given up. Attempts after 429 do not count as retries: the service works, it only
     * limits the rate.
     *
     * @throws PactChannelsException the failure of the last attempt, with the number of attempts and why there is no other one
     */
    <T> T send(PreparedRequest request, Attempt<T> attempt) {
        long start = nanoTime.getAsLong();
        long deadline = start + requestTimeout.toNanos();
        PactChannelsException rateLimited = null;
        int retries = 0;
        for (int number = 1; ; number++) {
            Optional<Refusal> refusal = limiter.acquire(start, deadline, policy.maxRetryDelay(), stop::isStopped);
            if (refusal.isPresent()) {
                PactChannelsException failure = rateLimited != null
                        ? rateLimited
                        : PactChannelsRateLimitedException.notSent(
                                request, refusal.get().delay());
                throw givenUp(failure, number - 1, refusal.get().reason());
            }
            statistics.attempt(number > 1);
            try {
                T result = sendOnce(request, attempt, deadline);
                budget.succeeded(retries > 0);
                return result;
            } catch (PactChannelsException failure) {
                statistics.attemptFailed(failure);
                rateLimited = RetryPolicy.isRateLimited(failure) ? failure : null;
                Optional<GiveUp> giveUp;
                if (rateLimited != null) {
                    giveUp = policy.isRetriedAfterRateLimit(request)
                            ? Optional.empty()
                            : Optional.of(GiveUp.NOT_RETRYABLE);
                } else {
                    giveUp = pauseBeforeRetry(request, failure, ++retries, remaining(deadline));
                }
                if (giveUp.isPresent()) {
                    throw givenUp(failure, number, giveUp.get());
                }
            }
        }
    }

    private <T> T sendOnce(PreparedRequest request, Attempt<T> attempt, long deadline) {
        long sentAt = nanoTime.getAsLong();
        try {
            T result = attempt.send(Duration.ofNanos(deadline - sentAt));
            limiter.accepted(sentAt);
            return result;
        } catch (PactChannelsException e) {
            if (policy.isLimitOfAllRequests(request, e)) {
                limiter.rejected(sentAt, e.getRetryAfter());
            } else if (e.getHttpResponseCode() != 0) {
                limiter.accepted(sentAt);
            } else {
                limiter.lost(sentAt);
            }
            throw e;
        } catch (RuntimeException | Error e) {
            limiter.lost(sentAt);
            throw e;
        }
    }

    private Duration remaining(long deadline) {
        return Duration.ofNanos(deadline - nanoTime.getAsLong());
    }

    private PactChannelsException givenUp(PactChannelsException failure, int attempts, GiveUp giveUp) {
        failure.gaveUp(attempts, giveUp);
        statistics.failed(failure);
        return failure;
    }

    private Optional<GiveUp> pauseBeforeRetry(
            PreparedRequest request, PactChannelsException failure, int retry, Duration remaining) {
        Duration delay = policy.delay(retry, failure, jitter.getAsDouble());
        Optional<GiveUp> giveUp = giveUp(request, failure, retry, delay, remaining);
        if (giveUp.isPresent()) {
            return giveUp;
        }
        LOG.debug("Retry {} in {} ms. {}", retry, delay.toMillis(), failure);
        return stop.pause(delay);
    }

    private Optional<GiveUp> giveUp(
            PreparedRequest request, PactChannelsException failure, int retry, Duration delay, Duration remaining) {
        if (policy.maxRetries() == 0 || !policy.isRetryable(request, failure)) {
            return Optional.of(GiveUp.NOT_RETRYABLE);
        } else if (retry > policy.maxRetries()) {
            return Optional.of(new GiveUp("maxRetries=" + policy.maxRetries()));
        } else if (policy.exceedsMaxDelay(failure)) {
            return Optional.of(GiveUp.requestedDelayExceeds(policy.maxRetryDelay()));
        } else if (delay.compareTo(remaining) >= 0) {
            return Optional.of(GiveUp.delayExceedsRestOf(requestTimeout));
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

    /** Ends the waits when the client is closed. */
    interface Stop {

        /** Whether the client is closed. */
        boolean isStopped();

        /**
         * Waits for the given time.
         *
         * @return why no attempt may follow, or nothing after the whole time
         */
        Optional<GiveUp> pause(Duration delay);
    }
}
