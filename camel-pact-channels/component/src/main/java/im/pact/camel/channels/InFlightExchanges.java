/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.Ordered;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Knows when a page is delivered: when every exchange made of it has completed, wherever the route took it. Also the
 * asynchronous part of a route counts, for Camel hands the completion on with the exchange.
 */
final class InFlightExchanges extends SynchronizationAdapter {

    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int maxInFlight;
    private final PollStatistics figures;

    private int inFlight;
    private int failed;
    private boolean abandoned;

    /**
     * @param maxInFlight how many exchanges may be under way at a time
     * @param figures     counts them, also those that complete when nobody waits for them any more
     */
    InFlightExchanges(int maxInFlight, PollStatistics figures) {
        this.maxInFlight = maxInFlight;
        this.figures = figures;
    }

    /**
     * Waits until one more exchange may be sent, or nobody wants to know any more.
     *
     * @throws InterruptedException when the thread is to end
     */
    void awaitRoom() throws InterruptedException {
        awaitUntil(() -> inFlight < maxInFlight);
    }

    /** To be called before the exchange enters the route. */
    void expect(Exchange exchange) {
        lock.lock();
        try {
            inFlight++;
        } finally {
            lock.unlock();
        }
        figures.exchangeSent();
        exchange.getExchangeExtension().addOnCompletion(this);
    }

    @Override
    public void onComplete(Exchange exchange) {
        figures.exchangeDelivered();
        completed(0);
    }

    /** A failed exchange was dealt with too, by the error handler of its route. */
    @Override
    public void onFailure(Exchange exchange) {
        figures.exchangeFailed();
        completed(1);
    }

    /**
     * Waits until all of them have completed, or nobody wants to know any more.
     *
     * @throws InterruptedException when the thread is to end
     */
    void await() throws InterruptedException {
        awaitUntil(() -> inFlight == 0);
    }

    /** Ends the waits, at once and for good. */
    void abandon() {
        lock.lock();
        try {
            abandoned = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many exchanges have failed so far. */
    int failed() {
        lock.lock();
        try {
            return failed;
        } finally {
            lock.unlock();
        }
    }

    /** After everything else that is to be done about the exchange. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST;
    }

    private void completed(int failures) {
        lock.lock();
        try {
            inFlight--;
            failed += failures;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitUntil(BooleanSupplier condition) throws InterruptedException {
        lock.lock();
        try {
            while (!abandoned && !condition.getAsBoolean()) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }
}
