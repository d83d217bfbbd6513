/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.time.Duration;

/**
 * Why a failed request is not retried.
 *
 * @param reason a few words for the message of the exception; empty if the failure itself says enough
 */
record GiveUp(String reason) {

    static final GiveUp NOT_RETRYABLE = new GiveUp("");
    static final GiveUp BUDGET_EXHAUSTED = new GiveUp("retry budget exhausted");
    static final GiveUp ENDPOINT_STOPPED = new GiveUp("endpoint is being stopped");
    static final GiveUp INTERRUPTED = new GiveUp("thread was interrupted");

    /** The service requests a longer delay than allowed. */
    static GiveUp requestedDelayExceeds(Duration maxRetryDelay) {
        return new GiveUp("requested delay exceeds maxRetryDelay=" + maxRetryDelay.toMillis());
    }

    /** Too many requests wait for the rate limit. */
    static GiveUp queueExceeds(Duration maxRetryDelay) {
        return new GiveUp("wait for the rate limit exceeds maxRetryDelay=" + maxRetryDelay.toMillis());
    }

    /** The next attempt would come too late. */
    static GiveUp delayExceedsRestOf(Duration requestTimeout) {
        return new GiveUp("delay exceeds the rest of requestTimeout=" + requestTimeout.toMillis());
    }
}
