/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

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
}
