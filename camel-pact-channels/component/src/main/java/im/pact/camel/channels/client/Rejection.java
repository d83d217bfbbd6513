/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A 429 response as evidence of the limit of the service. All times are nanoseconds.
 *
 * @param sentAt    when the request was sent
 * @param requested the delay that the service requests, or {@code null}
 */
record Rejection(long sentAt, Duration requested) {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private static final long MIN_WINDOW = SECOND / 20;

    /** After a longer delay than this, the service may limit requests per hour or day, which says nothing about the pace. */
    private static final Duration MAX_WINDOW = Duration.ofMinutes(1);

    /** The requested delay, 0 if it says nothing about the limit. */
    long delay() {
        return requested == null || requested.compareTo(MAX_WINDOW) > 0 ? 0 : requested.toNanos();
    }

    /**
     * The length of the service's window that began at the given time. Most services have windows of whole seconds, and round
     * the requested delay up to whole seconds, so the window is the sum of both times, rounded down.
     */
    double windowSince(long start) {
        long sum = sentAt - start + delay();
        boolean rounded = requested == null || requested.getNano() == 0;
        return rounded ? Math.max(SECOND, sum - sum % SECOND) : Math.max(MIN_WINDOW, sum);
    }
}
