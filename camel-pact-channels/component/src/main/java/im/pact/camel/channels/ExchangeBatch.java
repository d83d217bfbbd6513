/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;

/** Some exchanges that the consumer sends one after the other: a batch, in Camel's words. */
interface ExchangeBatch {

    /** How many there are. */
    int size();

    /** Fills the exchange of that number, from 0. */
    void fill(Exchange exchange, int index);

    /** Says in the exchange which one of the batch it is. */
    default void markBatch(Exchange exchange, int index) {
        exchange.setProperty(ExchangePropertyKey.BATCH_INDEX, index);
        exchange.setProperty(ExchangePropertyKey.BATCH_SIZE, size());
        exchange.setProperty(ExchangePropertyKey.BATCH_COMPLETE, index == size() - 1);
    }
}
