/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

/**
 * One attempt to deliver an event.
 *
 * @param status   the HTTP status of the response; 0 if there was none
 * @param response the begin of the response's body; empty if there was no response
 * @param failure  why there was no response, for instance a time-out; otherwise null
 */
public record WebhookAttempt(int status, String response, String failure) {

    /** Whether the receiver has accepted the event: exactly 200. */
    public boolean accepted() {
        return status == 200;
    }

    @Override
    public String toString() {
        return failure == null ? Integer.toString(status) : failure;
    }
}
