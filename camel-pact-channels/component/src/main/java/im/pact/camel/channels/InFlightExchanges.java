/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Ordered;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * The exchanges of a batch that were sent into the route and have not completed. The asynchronous part of a route counts too:
 * Camel hands the completion over to the exchange that goes on there.
 */
final class InFlightExchanges {

    private final ExchangeBatch batch;
    private final PollStatistics statistics;
    private final Consumer<Exchange> processed;
    private final boolean stopOnFailure;
    private final int limit;

    /** A permit for each exchange that has completed and that the polling thread has not counted yet. */
    private final Semaphore completions = new Semaphore(0);

    /** As far as the polling thread has counted. */
    private int inFlight;

    private volatile boolean failed;

    /**
     * @param options    the options {@code maxInFlight} and {@code stopOnFailure}
     * @param batch      is notified of exchanges that complete without a failure
     * @param statistics counts the exchanges, also those that complete after {@link #abandon()}
     * @param processed  is called when the route has processed an exchange
     */
    InFlightExchanges(
            PactChannelsConfiguration options,
            ExchangeBatch batch,
            PollStatistics statistics,
            Consumer<Exchange> processed) {
        this.batch = batch;
        this.statistics = statistics;
        this.processed = processed;
        this.stopOnFailure = options.isStopOnFailure();
        this.limit = options.getMaxInFlight() == null ? Math.max(1, batch.size()) : options.getMaxInFlight();
    }

    /** Waits until another exchange may be sent, or {@link #abandon()} is called. */
    void awaitRoom() throws InterruptedException {
        if (inFlight == limit) {
            completions.acquire();
            inFlight--;
        }
    }

    /**
     * Adds an exchange before it enters the route.
     *
     * @param index its number in the batch
     * @return the callback for the route
     */
    AsyncCallback add(Exchange exchange, int index) {
        inFlight++;
        statistics.exchangeSent();
        Delivery delivery = new Delivery(exchange, index);
        exchange.getExchangeExtension().addOnCompletion(delivery);
        return delivery;
    }

    /** Waits until all exchanges have completed, or {@link #abandon()} is called. */
    void await() throws InterruptedException {
        completions.acquire(inFlight);
    }

    /** Ends the waits, now and in future. */
    void abandon() {
        completions.release(2 * batch.size() + 1);
    }

    /** Whether an exchange has failed, and no more are to be sent after that. */
    boolean isStoppedByFailure() {
        return stopOnFailure && failed;
    }

    /** An exchange in flight. */
    private final class Delivery extends SynchronizationAdapter implements AsyncCallback {

        private final Exchange exchange;
        private final int index;
        private volatile boolean handedOver;

        /** Written and read by the thread that completes the exchange. */
        private boolean completed;

        Delivery(Exchange exchange, int index) {
            this.exchange = exchange;
            this.index = index;
        }

        @Override
        public void onComplete(Exchange exchange) {
            complete(false);
        }

        /** The error handler of the route has dealt with the failure. */
        @Override
        public void onFailure(Exchange exchange) {
            complete(true);
        }

        @Override
        public void beforeHandover(Exchange target) {
            handedOver = true;
        }

        /** After all other completions of the exchange. */
        @Override
        public int getOrder() {
            return Ordered.LOWEST;
        }

        /**
         * The route has processed the exchange. It has completed before that, or will complete elsewhere. Otherwise its completion
         * is lost: that happens when Camel pools the copies that split, multicast, enrich and others make.
         */
        @Override
        public void done(boolean doneSync) {
            if (!handedOver) {
                complete(exchange.isFailed());
            }
            processed.accept(exchange);
        }

        private void complete(boolean hasFailed) {
            if (completed) {
                return;
            }
            completed = true;
            if (hasFailed) {
                failed = true;
                statistics.exchangeFailed();
            } else {
                batch.delivered(index);
                statistics.exchangeDelivered();
            }
            completions.release();
        }
    }
}
