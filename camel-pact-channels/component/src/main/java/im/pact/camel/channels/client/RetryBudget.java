/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

/**
 * A token bucket that limits retries during an outage. A retry costs tokens, a success returns some. While most requests
 * succeed there are tokens for every retry; when most fail, the bucket is soon empty and each request is sent once. Thread-safe.
 */
public final class RetryBudget {

    /** Number of retries that a full bucket allows. */
    static final int CAPACITY = 100;

    /** Tokens per retry; a success without a retry returns one token. */
    static final int RETRY_COST = 5;

    private int tokens = CAPACITY * RETRY_COST;

    /** Takes the tokens for a retry, if there are enough. */
    synchronized boolean tryAcquire() {
        if (tokens < RETRY_COST) {
            return false;
        }
        tokens -= RETRY_COST;
        return true;
    }

    /** Returns tokens after a success. A retry that succeeds returns its cost. */
    synchronized void succeeded(boolean retried) {
        tokens = Math.min(CAPACITY * RETRY_COST, tokens + (retried ? RETRY_COST : 1));
    }
}
