/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

/**
 * State of a channel. The API has no operation that returns it: the state is known only from webhooks and from the
 * response of {@code confirm}.
 */
public enum ChannelState {
    /** Created, but its QR code is not scanned or its code is not confirmed yet. */
    WAITING,
    /** Ready to send and receive. */
    ENABLED,
    /** Connected before, but its phone cannot be reached, or another session has taken over. */
    OFFLINE,
    /** Deleted; the API also calls this disabled. A channel that is logged out is {@link #WAITING} again. */
    DISABLED
}
