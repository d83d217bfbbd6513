/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

/**
 * Keeps an outage from multiplying the load: retries are paid from a purse that calls without retry fill again. While most
 * calls succeed there is enough for every retry; when most fail, the purse is soon empty, and each call is sent once. Safe for
 * use by many threads.
 */
public final class RetryBudget {

    /** How many retries a full purse pays. */
    static final int CAPACITY = 100;

    /** How many calls have to succeed to pay one retry. */
    static final int PRICE = 5;

    private int purse = CAPACITY * PRICE;

    /** Pays a retry, if there is enough. */
    synchronized boolean take() {
        if (purse < PRICE) {
            return false;
        }
        purse -= PRICE;
        return true;
    }

    /** A call succeeded. One that was retried brings back the price of its last retry. */
    synchronized void succeeded(boolean retried) {
        purse = Math.min(CAPACITY * PRICE, purse + (retried ? PRICE : 1));
    }
}
