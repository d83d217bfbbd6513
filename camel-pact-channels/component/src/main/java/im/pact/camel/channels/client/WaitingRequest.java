/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A request that waits for the {@link RateLimiter}, and how long it may wait. All times are nanoseconds.
 *
 * @param thread   the thread that waits
 * @param since    when it began to wait
 * @param start    when the request was started; earlier ones are sent first
 * @param deadline when the request must be complete
 * @param maxWait  upper limit for a pause, and for the time in the queue after it
 * @param stopped  whether the client is closed
 */
record WaitingRequest(Thread thread, long since, long start, long deadline, Duration maxWait, BooleanSupplier stopped) {

    /** When the request waits no longer, unless the service has set a limit. */
    long urgentAt() {
        return maxWait.isZero() ? since : start + (deadline - start) / 2;
    }

    boolean isUrgent(long now) {
        return now - urgentAt() >= 0 || stopped.getAsBoolean() || thread.isInterrupted();
    }

    /**
     * Why the request cannot wait, if it cannot.
     *
     * @param pause remaining time of the pause
     * @param queue time in the queue after it
     */
    Optional<Refusal> refusal(long now, long pause, long queue) {
        GiveUp reason = null;
        if (stopped.getAsBoolean()) {
            reason = GiveUp.ENDPOINT_STOPPED;
        } else if (thread.isInterrupted()) {
            reason = GiveUp.INTERRUPTED;
        } else if (Duration.ofNanos(pause).compareTo(maxWait) > 0) {
            reason = GiveUp.requestedDelayExceeds(maxWait);
        } else if (Duration.ofNanos(queue).compareTo(maxWait) > 0) {
            reason = GiveUp.queueExceeds(maxWait);
        } else if (pause + queue >= deadline - now) {
            reason = GiveUp.delayExceedsRestOf(Duration.ofNanos(deadline - start));
        }
        return Optional.ofNullable(reason).map(why -> new Refusal(why, Duration.ofNanos(pause + queue)));
    }

    /**
     * Why a request must not be sent.
     *
     * @param delay how long it would have to wait
     */
    record Refusal(GiveUp reason, Duration delay) {}
}
