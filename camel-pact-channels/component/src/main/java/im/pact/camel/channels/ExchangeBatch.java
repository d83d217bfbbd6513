/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;

/** The exchanges that the consumer sends into the route before it goes on. */
interface ExchangeBatch {

    /** The number of exchanges. */
    int size();

    /**
     * Fills an exchange.
     *
     * @param index its number in the batch, from 0
     */
    void fill(Exchange exchange, int index);

    /** An exchange has completed without a failure. Called by any thread. */
    default void delivered(int index) {}

    /** All exchanges have completed, or the consumer has stopped waiting for them. */
    default void finished() {}

    /** Sets Camel's batch properties. */
    default void setBatchProperties(Exchange exchange, int index) {
        exchange.setProperty(ExchangePropertyKey.BATCH_INDEX, index);
        exchange.setProperty(ExchangePropertyKey.BATCH_SIZE, size());
        exchange.setProperty(ExchangePropertyKey.BATCH_COMPLETE, index == size() - 1);
    }
}
