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
    /** Deleted; the API also calls this disabled. */
    DISABLED
}
