/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import im.pact.camel.channels.client.Failure.Outcome;
import java.time.Duration;
import java.util.Set;

/**
 * Whether, how often and after which delay a failed request is retried.
 *
 * @param maxRetries    maximum number of retries, 0 for none
 * @param retryDelay    upper limit of the random delay before the first retry; doubles with each further retry, up to 10 seconds
 * @param maxRetryDelay upper limit for a delay requested by the service, and for the wait for its rate limit; a request fails if it
 *                      would have to wait longer; 0 to wait for no rate limit
 */
public record RetryPolicy(int maxRetries, Duration retryDelay, Duration maxRetryDelay) {

    /** The defaults of the component. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(2, Duration.ofMillis(500), Duration.ofSeconds(60));

    /** No retries. */
    public static final RetryPolicy NONE = new RetryPolicy(0, Duration.ZERO, Duration.ZERO);

    private static final Duration MAX_BACKOFF = Duration.ofSeconds(10);

    private static final Set<Integer> RETRYABLE_STATUSES = Set.of(408, 500, 502, 503, 504);

    public RetryPolicy {
        if (maxRetries < 0) {
            throw new IllegalArgumentException("maxRetries must not be negative (was " + maxRetries + ")");
        }
        checkNotNegative(retryDelay, "retryDelay");
        checkNotNegative(maxRetryDelay, "maxRetryDelay");
    }

    private static void checkNotNegative(Duration duration, String name) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative (was " + duration.toMillis() + " ms)");
        }
    }

    /**
     * Whether a retry is safe and can help. The API has no idempotency keys, so a request that changes something is retried
     * only if the service cannot have acted: if the connection was refused. Retries after 429 follow another rule: see
     * {@link #isRetriedAfterRateLimit}.
     */
    boolean isRetryable(PreparedRequest request, PactChannelsException failure) {
        if (failure.outcome() == Outcome.NOT_SENT) {
            return true;
        }
        return request.method().equals("GET")
                && (failure.outcome() == Outcome.UNKNOWN || RETRYABLE_STATUSES.contains(failure.getHttpResponseCode()));
    }

    /**
     * The delay before the next attempt: what the service requests, plus exponential backoff with full jitter, so that requests
     * that failed together are not retried together.
     *
     * @param retry  the number of the retry, from 1
     * @param jitter a random number from 0 to 1
     */
    Duration delay(int retry, PactChannelsException failure, double jitter) {
        double doubled = retryDelay.toNanos() * Math.pow(2, retry - 1);
        Duration backoff = Duration.ofNanos((long) (Math.min(doubled, (double) MAX_BACKOFF.toNanos()) * jitter));
        Duration requested = failure.getRetryAfter();
        return requested == null ? backoff : requested.plus(backoff);
    }

    /** Whether the service has rejected a request because of too many requests. It has done nothing then. */
    static boolean isRateLimited(PactChannelsException failure) {
        return failure.getHttpResponseCode() == 429;
    }

    /**
     * Whether a request is retried when the rate limit permits. A request for a code is not: each one would extend the wait that
     * the messenger imposes.
     */
    boolean isRetriedAfterRateLimit(PreparedRequest request) {
        return !maxRetryDelay.isZero() && !isCodeRequest(request);
    }

    /**
     * Whether a rate limit holds for all requests. If a request for a code must wait longer than allowed, it is the messenger that
     * limits the codes of an account, not the service that limits the requests of a token.
     */
    boolean isLimitOfAllRequests(PreparedRequest request, PactChannelsException failure) {
        return isRateLimited(failure) && !(isCodeRequest(request) && exceedsMaxDelay(failure));
    }

    private static boolean isCodeRequest(PreparedRequest request) {
        return request.operation().equals("requestCode");
    }

    /** Whether the service requests a longer delay than allowed. */
    boolean exceedsMaxDelay(PactChannelsException failure) {
        return failure.getRetryAfter() != null && failure.getRetryAfter().compareTo(maxRetryDelay) > 0;
    }
}
