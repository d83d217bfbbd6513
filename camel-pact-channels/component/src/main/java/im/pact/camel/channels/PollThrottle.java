/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.spi.ScheduledPollConsumerScheduler;
import org.apache.camel.support.DefaultScheduledPollConsumerScheduler;
import org.apache.camel.support.ScheduledPollConsumer;

/**
 * When a consumer may poll: not before the wait is over that the service has asked for, whatever the scheduler says. Safe for
 * use by many threads.
 */
final class PollThrottle {

    /** Longer than anybody waits, and short enough to be counted in nanoseconds. */
    private static final Duration MAX_WAIT = Duration.ofDays(365);

    /** In {@link System#nanoTime()}. */
    private final AtomicLong notBefore = new AtomicLong(System.nanoTime());

    private volatile long started;
    private volatile Long lastPoll;

    /** The service wants to be left alone for so long. */
    void pauseFor(Duration wait) {
        Duration bounded = wait.compareTo(MAX_WAIT) < 0 ? wait : MAX_WAIT;
        long until = System.nanoTime() + bounded.toNanos();
        notBefore.accumulateAndGet(until, (before, asked) -> asked - before > 0 ? asked : before);
    }

    /** Whether no wait is left that the service has asked for. */
    boolean isPollAllowed() {
        return System.nanoTime() - notBefore.get() >= 0;
    }

    /** The scheduler begins to count. */
    void started() {
        started = System.nanoTime();
        lastPoll = null;
    }

    /** The scheduler has polled, and begins to count anew. */
    void polled() {
        lastPoll = System.nanoTime();
    }

    /** The end of the wait that the service has asked for, {@code null} when there is none. */
    Instant waitUntil() {
        return isPollAllowed() ? null : instant(notBefore.get());
    }

    /**
     * The earliest time of the next poll, {@code null} when nothing is known of it. Of Camel's own scheduler with a fixed delay it
     * is known when it comes back, of others only that the service is not called during a wait.
     */
    Instant nextPoll(ScheduledPollConsumer consumer) {
        boolean over = consumer.getRepeatCount() > 0 && consumer.getCounter() >= consumer.getRepeatCount();
        if (!consumer.isStarted() || over) {
            return null;
        }
        Instant waitUntil = waitUntil();
        Instant scheduled = consumer.isPolling() ? null : scheduled(consumer.getScheduler());
        return scheduled == null || waitUntil != null && waitUntil.isAfter(scheduled) ? waitUntil : scheduled;
    }

    private Instant scheduled(ScheduledPollConsumerScheduler scheduler) {
        if (!(scheduler instanceof DefaultScheduledPollConsumerScheduler own) || !own.isUseFixedDelay()) {
            return null;
        }
        Long last = lastPoll;
        return last == null
                ? instant(started + own.getTimeUnit().toNanos(own.getInitialDelay()))
                : instant(last + own.getTimeUnit().toNanos(own.getDelay()));
    }

    private static Instant instant(long nanoTime) {
        return Instant.now().plusNanos(nanoTime - System.nanoTime());
    }
}
