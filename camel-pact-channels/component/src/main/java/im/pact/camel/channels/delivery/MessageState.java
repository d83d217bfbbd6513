/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.delivery;

/** The state of a stored message. The order is part of the format of {@link FileMessageStore}. */
public enum MessageState {
    /** The request is being sent, or the process ended while it was. */
    SENDING,
    /** The service has accepted the message. Its job is known, and the delivery is not finished. */
    SENT,
    /** The outcome of the request is unknown: the message may have been sent. */
    UNKNOWN,
    /** The message was delivered. */
    DELIVERED,
    /** The message was not delivered. */
    NOT_DELIVERED,
    /** The service has not reported a result in time. */
    EXPIRED;

    /** Whether the state is final unless the message is sent a second time. */
    public boolean isFinished() {
        return this != SENDING && this != SENT;
    }
}
