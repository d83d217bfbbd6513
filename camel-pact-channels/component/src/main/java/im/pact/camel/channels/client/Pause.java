/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The time after a 429 response in which no request is sent. Not thread-safe. All times are nanoseconds. */
final class Pause {

    /** The delay after a 429 that requests none. It doubles until the service accepts a request. */
    private static final long DEFAULT_DELAY = TimeUnit.SECONDS.toNanos(1);

    private static final long MAX_DEFAULT_DELAY = 30 * DEFAULT_DELAY;

    private static final Duration MAX_DELAY = Duration.ofDays(365);

    /** The 429 that has caused the current pause, or {@code null}. */
    private Rejection cause;

    private long end;

    /** When the pace was adapted to the last pause. */
    private long resumed;

    /** Pauses without a requested delay since the service last accepted a request. */
    private int defaultDelays;

    private long count;

    Pause(long now) {
        end = now;
        resumed = now;
    }

    /**
     * Starts or extends a pause. Requests that were sent before the last pause are rejected for the same reason, so they start no
     * other one.
     */
    void rejected(Rejection rejection, long now) {
        boolean starts = cause == null && rejection.sentAt() - resumed >= 0;
        if (starts) {
            cause = rejection;
            count++;
        }
        Duration requested = rejection.requested();
        if (requested != null) {
            extend(now + (requested.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : requested).toNanos());
        } else if (starts) {
            extend(now + Math.min(MAX_DEFAULT_DELAY, DEFAULT_DELAY << defaultDelays));
            defaultDelays = Math.min(defaultDelays + 1, 30);
        }
    }

    private void extend(long newEnd) {
        if (newEnd - end > 0) {
            end = newEnd;
        }
    }

    /** The service has accepted a request. */
    void accepted(long sentAt) {
        if (sentAt - resumed >= 0) {
            defaultDelays = 0;
        }
    }

    /** Whether a pause has ended, and {@link #resume} must follow. */
    boolean hasEnded(long now) {
        return cause != null && now - end >= 0;
    }

    /** Allows requests again, and returns the cause of the pause. */
    Rejection resume(long now) {
        Rejection rejection = cause;
        cause = null;
        resumed = now;
        return rejection;
    }

    boolean isActive(long now) {
        return cause != null || end - now > 0;
    }

    long end() {
        return end;
    }

    /** Number of pauses so far. */
    long count() {
        return count;
    }
}
