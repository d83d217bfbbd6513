/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Ordered;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Waits for the end of an exchange that a consumer sends into its route, reports its failure and releases it. The asynchronous part of a route counts too: Camel hands the
 * completion over to the exchange that goes on there.
 */
abstract class ExchangeCompletion extends SynchronizationAdapter implements AsyncCallback {

    private final DefaultConsumer consumer;
    private final Exchange exchange;
    private volatile boolean handedOver;

    /** Written and read by the thread that completes the exchange. */
    private boolean completed;

    /** @param exchange created without automatic release: a pooled exchange would be empty when its failure is reported */
    ExchangeCompletion(DefaultConsumer consumer, Exchange exchange) {
        this.consumer = consumer;
        this.exchange = exchange;
        exchange.getExchangeExtension().addOnCompletion(this);
    }

    /** The exchange has completed. Called once. */
    abstract void completed(boolean failed);

    @Override
    public final void onComplete(Exchange completedExchange) {
        complete(false);
    }

    /** The error handler of the route has dealt with the failure. */
    @Override
    public final void onFailure(Exchange failedExchange) {
        complete(true);
    }

    @Override
    public final void beforeHandover(Exchange target) {
        handedOver = true;
    }

    /** After all other completions of the exchange. */
    @Override
    public final int getOrder() {
        return Ordered.LOWEST;
    }

    /**
     * The route has processed the exchange. It has completed before that, or will complete elsewhere. Otherwise its completion is
     * lost: that happens when Camel pools the copies that split, multicast, enrich and others make.
     *
     * <p>A pooled exchange goes back into the pool only if that resets it: with a pooled {@code ProcessorExchangeFactory}, the copies
     * that EIPs make unset the clock of the original, which then keeps its content.
     */
    @Override
    public final void done(boolean doneSync) {
        if (!handedOver) {
            complete(exchange.isFailed());
        }
        if (exchange.getException() != null) {
            consumer.getExceptionHandler()
                    .handleException("Error processing exchange", exchange, exchange.getException());
        }
        if (exchange.getClock().getCreated() > 0) {
            consumer.releaseExchange(exchange, false);
        }
    }

    private void complete(boolean failed) {
        if (!completed) {
            completed = true;
            completed(failed);
        }
    }
}
