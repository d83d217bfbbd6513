/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * A clock whose threads wait without taking time. One thread runs at a time: when it waits, the one that is due next runs, and
 * the clock shows its time. So a run of minutes takes milliseconds, and is the same each time.
 */
final class VirtualTime implements TimeSource {

    private final Map<Thread, Task> tasks = new ConcurrentHashMap<>();
    private final Semaphore finished = new Semaphore(0);
    private final List<Throwable> failures = new ArrayList<>();
    private long now = Duration.ofDays(3).toNanos();
    private long sequence;

    @Override
    public long nanoTime() {
        return now;
    }

    /** Adds a thread that begins after the given time. */
    Thread start(Duration delay, Runnable work) {
        Task task = new Task();
        Thread thread = new Thread(() -> {
            task.turn.acquireUninterruptibly();
            try {
                work.run();
            } catch (Throwable e) {
                failures.add(e);
            } finally {
                tasks.remove(Thread.currentThread());
                runNext();
            }
        });
        thread.setDaemon(true);
        task.dueIn(delay.toNanos());
        tasks.put(thread, task);
        thread.start();
        return thread;
    }

    /** Runs all threads to their end. */
    void run() {
        runNext();
        finished.acquireUninterruptibly();
        if (!failures.isEmpty()) {
            throw new AssertionError("A thread failed", failures.get(0));
        }
    }

    /** The current thread does something else for the given time. */
    void pass(Duration duration) {
        Task task = tasks.get(Thread.currentThread());
        task.waits = false;
        await(task, duration.toNanos());
    }

    @Override
    public void park(long nanos) {
        Task task = tasks.get(Thread.currentThread());
        if (task.permit || nanos <= 0 || Thread.currentThread().isInterrupted()) {
            task.permit = false;
            return;
        }
        task.waits = true;
        await(task, nanos);
    }

    @Override
    public void unpark(Thread thread) {
        Task task = tasks.get(thread);
        if (task == null) {
            return;
        } else if (task.waits) {
            task.waits = false;
            task.dueIn(0);
        } else {
            task.permit = true;
        }
    }

    void interrupt(Thread thread) {
        thread.interrupt();
        unpark(thread);
    }

    private void await(Task task, long nanos) {
        task.dueIn(nanos);
        runNext();
        task.turn.acquireUninterruptibly();
        task.waits = false;
    }

    private void runNext() {
        tasks.values().stream()
                .min(Comparator.<Task>comparingLong(task -> task.due).thenComparingLong(task -> task.order))
                .ifPresentOrElse(
                        task -> {
                            now = Math.max(now, task.due);
                            task.due = Long.MAX_VALUE;
                            task.turn.release();
                        },
                        finished::release);
    }

    private final class Task {

        private final Semaphore turn = new Semaphore(0);
        private long due;
        private long order;
        private boolean waits;
        private boolean permit;

        void dueIn(long nanos) {
            due = now + nanos;
            order = sequence++;
        }
    }
}
