/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * What is under way, and until when it may be. A task of the timer looks after all of it at the earliest deadline: most of what
 * was begun is over long before, and a task each would wake the timer's thread with every call. Safe for use by many threads.
 *
 * @param <T> what is under way, told apart by {@code equals}
 */
final class Deadlines<T> {

    private final ScheduledExecutorService timer;
    private final Consumer<T> expire;

    /** The {@link System#nanoTime()} at which each has to be over. */
    private final Map<T, Long> underWay = new ConcurrentHashMap<>();

    private final Lock planning = new ReentrantLock();
    private volatile Look planned;
    private volatile boolean closed;

    /** @param expire is told of what is not over in time */
    Deadlines(ScheduledExecutorService timer, Consumer<T> expire) {
        this.timer = timer;
        this.expire = expire;
    }

    /**
     * Something begins. It has to be ended in any case, also when this fails.
     *
     * @param left how long it may take
     * @throws CancellationException when nothing may begin any more
     */
    void begin(T begun, Duration left) {
        long deadline = System.nanoTime() + left.toNanos();
        underWay.put(begun, deadline);
        if (closed) {
            throw new CancellationException();
        }
        // Read after it was put there: a look that is not planned any more has not begun to look, and will find it.
        if (isTooLate(planned, deadline)) {
            plan(deadline);
        }
    }

    /** Something is over. */
    void end(T ended) {
        underWay.remove(ended);
    }

    /** Nothing begins any more; what is under way is told to {@code cancel}. */
    void close(Consumer<T> cancel) {
        closed = true;
        underWay.keySet().forEach(cancel);
        planning.lock();
        try {
            forgetLook();
        } finally {
            planning.unlock();
        }
    }

    private void plan(long deadline) {
        planning.lock();
        try {
            if (!closed && isTooLate(planned, deadline)) {
                forgetLook();
                planned = new Look(
                        deadline, timer.schedule(this::look, deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
            }
        } finally {
            planning.unlock();
        }
    }

    private void forgetLook() {
        // Read once: a look that begins in this moment forgets itself.
        Look look = planned;
        if (look != null) {
            look.task().cancel(false);
            planned = null;
        }
    }

    private void look() {
        planned = null;
        long now = System.nanoTime();
        underWay.forEach((each, deadline) -> {
            if (deadline - now <= 0) {
                expire.accept(each);
            } else if (isTooLate(planned, deadline)) {
                plan(deadline);
            }
        });
    }

    private static boolean isTooLate(Look look, long deadline) {
        return look == null || deadline - look.at() < 0;
    }

    /** A look at what is under way, at a {@link System#nanoTime()}. */
    private record Look(long at, ScheduledFuture<?> task) {}
}
