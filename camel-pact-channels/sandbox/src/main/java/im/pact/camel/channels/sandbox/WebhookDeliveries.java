/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Delivers events in separate threads, repeats the deliveries that failed, and logs their outcome.
 *
 * <p>By default there is one thread, so events arrive in order; a repeat arrives after later events. Nothing is running
 * before the first event, and nothing after {@link #close()}.
 */
final class WebhookDeliveries implements AutoCloseable {

    static final int V1_ATTEMPTS = 1 + 10;
    static final int V2_ATTEMPTS = 1 + 5;

    private static final byte[] PROBE =
            "{\"source\":\"pact.im\",\"operation\":\"test\"}".getBytes(StandardCharsets.UTF_8);

    /** How long an event waits for others to be shuffled with. */
    private static final Duration LONGEST_HOLD = Duration.ofMillis(500);

    final DeliveryLog probes;
    final DeliveryLog delivered;
    final DeliveryLog dropped;
    private final WebhookRules rules;
    private final WebhookSender sender = new WebhookSender();
    private final ScheduledThreadPoolExecutor threads;
    private final Random random = new Random(1);
    private final List<Delivery> held = new ArrayList<>();
    private Future<?> release;
    private long submitted;
    private int unfinished;

    WebhookDeliveries(WebhookRules rules, int logCapacity) {
        this.rules = rules;
        this.probes = new DeliveryLog(logCapacity);
        this.delivered = new DeliveryLog(logCapacity);
        this.dropped = new DeliveryLog(logCapacity);
        this.threads = new ScheduledThreadPoolExecutor(
                1, task -> thread("pact-sandbox-webhooks", task), new ThreadPoolExecutor.DiscardPolicy());
        threads.setRemoveOnCancelPolicy(true);
    }

    static Thread thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** The number of events that can be delivered at the same time. */
    void threads(int count) {
        threads.setCorePoolSize(count);
    }

    /** Runs a task later, unless the sandbox is stopped or reset before. */
    Future<?> schedule(Runnable task, Duration delay) {
        return threads.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Whether the receiver responds to the test request, sent by the calling thread, with 200. */
    boolean probe(long companyId, URI url) {
        Delivery probe = new Delivery(companyId, url, PROBE, 1);
        probe.attempts.add(sender.post(url, PROBE, rules.timeout));
        probes.add(probe.snapshot());
        rules.listener.accept(probe.snapshot());
        return probe.snapshot().accepted();
    }

    /** Sends an event, and repeats it if necessary. The result completes after the first attempt. */
    CompletableFuture<Void> submit(long companyId, URI url, byte[] event, int maxAttempts) {
        Delivery delivery = new Delivery(companyId, url, event, maxAttempts);
        synchronized (this) {
            submitted++;
            hold(delivery);
            if (rules.duplicateEvery > 0 && submitted % rules.duplicateEvery == 0) {
                hold(new Delivery(companyId, url, event, maxAttempts));
            }
        }
        return delivery.firstAttempt;
    }

    private void hold(Delivery delivery) {
        unfinished++;
        held.add(delivery);
        if (held.size() >= rules.shuffle) {
            release();
        } else if (release == null) {
            release = schedule(this::release, LONGEST_HOLD);
        }
    }

    private synchronized void release() {
        if (release != null) {
            release.cancel(false);
            release = null;
        }
        if (held.size() > 1) {
            List<Delivery> inOrder = List.copyOf(held);
            Collections.shuffle(held, random);
            if (held.equals(inOrder)) {
                Collections.rotate(held, 1);
            }
        }
        held.forEach(delivery -> threads.execute(() -> attempt(delivery)));
        held.clear();
    }

    private void attempt(Delivery delivery) {
        delivery.attempts.add(sender.post(delivery.url, delivery.event, rules.timeout));
        if (threads.isShutdown()) {
            return;
        }
        WebhookDelivery snapshot = delivery.snapshot();
        boolean repeat = false;
        if (snapshot.accepted()) {
            delivered.add(snapshot);
        } else if (snapshot.attempts().size() == snapshot.maxAttempts()) {
            dropped.add(snapshot);
        } else {
            repeat = true;
        }
        delivery.firstAttempt.complete(null);
        try {
            rules.listener.accept(snapshot);
        } finally {
            if (repeat) {
                schedule(() -> attempt(delivery), rules.repeatDelay);
            } else {
                finished();
            }
        }
    }

    private synchronized void finished() {
        unfinished--;
        notifyAll();
    }

    /** The number of events that are neither delivered nor dropped yet. */
    synchronized int unfinished() {
        return unfinished;
    }

    /** Waits until each event is delivered or dropped. Returns whether that is so. */
    synchronized boolean awaitFinished(Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (unfinished > 0) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000 + 1);
        }
        return true;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        sender.close();
    }

    private static final class Delivery {

        private final long companyId;
        private final URI url;
        private final byte[] event;
        private final int maxAttempts;
        private final List<WebhookAttempt> attempts = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Void> firstAttempt = new CompletableFuture<>();

        Delivery(long companyId, URI url, byte[] event, int maxAttempts) {
            this.companyId = companyId;
            this.url = url;
            this.event = event;
            this.maxAttempts = maxAttempts;
        }

        WebhookDelivery snapshot() {
            return new WebhookDelivery(
                    companyId, url, new String(event, StandardCharsets.UTF_8), List.copyOf(attempts), maxAttempts);
        }
    }
}
