/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import java.util.concurrent.Phaser;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;

/**
 * Knows when a page is delivered: when every exchange made of it has completed, wherever the route took it. Also the
 * asynchronous part of a route counts, for Camel hands the completion on with the exchange.
 */
final class PageDelivery implements Synchronization {

    /** One party for the consumer itself, and one for each exchange under way. */
    private final Phaser underWay = new Phaser(1);

    /** To be called before the exchange enters the route. */
    void expect(Exchange exchange) {
        underWay.register();
        exchange.getExchangeExtension().addOnCompletion(this);
    }

    @Override
    public void onComplete(Exchange exchange) {
        underWay.arriveAndDeregister();
    }

    /** A failed exchange was dealt with too, by the error handler of its route. */
    @Override
    public void onFailure(Exchange exchange) {
        underWay.arriveAndDeregister();
    }

    /**
     * Waits until all of them have completed, or nobody wants to know any more.
     *
     * @throws InterruptedException when the thread is to end
     */
    void await() throws InterruptedException {
        underWay.awaitAdvanceInterruptibly(underWay.arrive());
    }

    /** Ends the wait, at once and for good. */
    void abandon() {
        underWay.forceTermination();
    }
}
