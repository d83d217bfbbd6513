/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import im.pact.camel.channels.client.Failure.Outcome;
import java.time.Duration;
import java.util.Set;

/**
 * What is done about a call that failed: whether it may be sent again, how often, and how long to wait before.
 *
 * @param maxRetries    how many more attempts there are at most; 0 for none
 * @param retryDelay    the wait before the first of them is anything up to this, before each later one up to twice as much as
 *                      before the one it follows, and never more than 10 seconds
 * @param maxRetryDelay the longest wait that the service may ask for; one that asks for more is not tried again
 */
public record RetryPolicy(int maxRetries, Duration retryDelay, Duration maxRetryDelay) {

    /** What holds when nothing is said. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(2, Duration.ofMillis(500), Duration.ofSeconds(60));

    /** Every call is sent once. */
    public static final RetryPolicy NONE = new RetryPolicy(0, Duration.ZERO, Duration.ZERO);

    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);

    /** Statuses that another attempt may well not meet. */
    private static final Set<Integer> PASSING = Set.of(408, 500, 502, 503, 504);

    public RetryPolicy {
        if (maxRetries < 0) {
            throw new IllegalArgumentException("maxRetries must not be negative (was " + maxRetries + ")");
        }
        notNegative(retryDelay, "retryDelay");
        notNegative(maxRetryDelay, "maxRetryDelay");
    }

    private static void notNegative(Duration duration, String name) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative (was " + duration.toMillis() + " ms)");
        }
    }

    /**
     * Whether it is safe and of use to send a call again. No call has an idempotency key, so one that changes something is
     * repeated only where the service has certainly done nothing: it said 429, or there was nobody to accept the connection.
     */
    boolean mayRepeat(PreparedRequest call, PactChannelsException failure) {
        if (failure.getHttpResponseCode() == 429 || failure.outcome() == Outcome.NOT_SENT) {
            return true;
        }
        return call.method().equals("GET")
                && (failure.outcome() == Outcome.UNKNOWN || PASSING.contains(failure.getHttpResponseCode()));
    }

    /**
     * The wait before the next attempt: what the service asked for, and at least a random part of the delay, so that callers
     * who failed together do not come back together.
     *
     * @param retry  the number of the retry, from 1
     * @param chance from 0 to 1
     */
    Duration delay(int retry, PactChannelsException failure, double chance) {
        double doubled = retryDelay.toNanos() * Math.pow(2, retry - 1);
        Duration backoff = Duration.ofNanos((long) (Math.min(doubled, (double) LONGEST_BACKOFF.toNanos()) * chance));
        Duration asked = failure.getRetryAfter();
        return asked == null ? backoff : asked.plus(backoff);
    }

    /** Whether the service asks for a longer wait than is accepted. */
    boolean isTooLong(PactChannelsException failure) {
        return failure.getRetryAfter() != null && failure.getRetryAfter().compareTo(maxRetryDelay) > 0;
    }
}
