/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.spi.ScheduledPollConsumerScheduler;
import org.apache.camel.support.DefaultScheduledPollConsumerScheduler;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a consumer may poll, whatever its scheduler does: not during a wait that the service has asked for, and not while the
 * previous poll is running, as Quartz does it. Safe for use by many threads.
 */
final class PollThrottle {

    private static final Logger LOG = LoggerFactory.getLogger(PollThrottle.class);

    /** Longer waits are cut, so that they can be counted in nanoseconds. */
    private static final Duration MAX_WAIT = Duration.ofDays(365);

    private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

    /** Camel's default, in milliseconds. */
    private static final long MIN_INITIAL_DELAY = 1000;

    /** In {@link System#nanoTime()}. */
    private final AtomicLong notBefore = new AtomicLong(System.nanoTime());

    /** Held by the thread that polls. */
    private final Lock polling = new ReentrantLock();

    private volatile long started;
    private volatile Long lastPoll;

    /**
     * Sets the initial delay of a consumer, unless the user has set it, to a second or more, but less than its delay, so that
     * consumers that start together do not poll together. Multiples of the golden ratio divide the time evenly, however many consumers
     * there are.
     *
     * @param others the number of consumers that have started before
     */
    static void spread(ScheduledPollConsumer consumer, int others) {
        if (((ScheduledPollEndpoint) consumer.getEndpoint()).getInitialDelay() >= 0) {
            return;
        }
        TimeUnit unit = consumer.getTimeUnit();
        double fraction = others * GOLDEN_RATIO % 1;
        long range = Math.max(0, unit.toMillis(consumer.getDelay()) - MIN_INITIAL_DELAY);
        consumer.setInitialDelay(unit.convert(MIN_INITIAL_DELAY + (long) (fraction * range), TimeUnit.MILLISECONDS));
    }

    /** Blocks polling for the given time. A longer wait that was set before remains. */
    void pauseFor(Duration wait) {
        Duration bounded = wait.compareTo(MAX_WAIT) < 0 ? wait : MAX_WAIT;
        long until = System.nanoTime() + bounded.toNanos();
        notBefore.accumulateAndGet(until, (before, asked) -> asked - before > 0 ? asked : before);
    }

    /** Whether polling is not blocked. */
    boolean isPollAllowed() {
        return System.nanoTime() - notBefore.get() >= 0;
    }

    /** The scheduler has started: its initial delay begins. */
    void started() {
        started = System.nanoTime();
        lastPoll = null;
    }

    /** Starts a poll, or returns false if it has to be skipped. */
    boolean tryStart() {
        if (!isPollAllowed()) {
            LOG.debug("Poll skipped: the service has asked for a wait until {}", waitUntil());
            lastPoll = System.nanoTime();
            return false;
        } else if (!polling.tryLock()) {
            LOG.debug("Poll skipped: the previous poll is still running");
            return false;
        }
        return true;
    }

    /** The poll has ended: the delay of the scheduler begins. */
    void ended() {
        lastPoll = System.nanoTime();
        polling.unlock();
    }

    /** Waits for the end of a running poll, but not longer than the given time. */
    void awaitEnd(Duration timeout) throws InterruptedException {
        if (polling.tryLock(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            polling.unlock();
        }
    }

    /** The end of the wait that the service has asked for, or {@code null}. */
    Instant waitUntil() {
        return isPollAllowed() ? null : instant(notBefore.get());
    }

    /**
     * The earliest time of the next poll, or {@code null} if it is not known. Camel's own scheduler with a fixed delay is
     * predictable; of other schedulers only the end of a wait is known.
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
        if (!(scheduler instanceof DefaultScheduledPollConsumerScheduler camel) || !camel.isUseFixedDelay()) {
            return null;
        }
        Long last = lastPoll;
        return last == null
                ? instant(started + camel.getTimeUnit().toNanos(camel.getInitialDelay()))
                : instant(last + camel.getTimeUnit().toNanos(camel.getDelay()));
    }

    private static Instant instant(long nanoTime) {
        return Instant.now().plusNanos(nanoTime - System.nanoTime());
    }
}
