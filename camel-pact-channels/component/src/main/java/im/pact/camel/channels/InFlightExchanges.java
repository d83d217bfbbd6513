/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import java.util.concurrent.Semaphore;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultConsumer;

/**
 * The exchanges of a batch that were sent into the route and have not completed. The asynchronous part of a route counts too:
 * Camel hands the completion over to the exchange that goes on there.
 */
final class InFlightExchanges {

    private final ExchangeBatch batch;
    private final PollStatistics statistics;
    private final DefaultConsumer consumer;
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
     * @param consumer   reports failures and releases the exchanges
     */
    InFlightExchanges(
            PactChannelsConfiguration options,
            ExchangeBatch batch,
            PollStatistics statistics,
            DefaultConsumer consumer) {
        this.batch = batch;
        this.statistics = statistics;
        this.consumer = consumer;
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
        return new Delivery(exchange, index);
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
    private final class Delivery extends ExchangeCompletion {

        private final int index;

        Delivery(Exchange exchange, int index) {
            super(consumer, exchange);
            this.index = index;
        }

        @Override
        void completed(boolean hasFailed) {
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
