/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

/** What became of a channel. The API shows it only by webhooks and by the answer of {@code confirm}: it has no call for it. */
public enum ChannelState {
    /** Created, and waiting for somebody to scan its QR code or to confirm a code. */
    WAITING,
    /** Ready to send and receive. */
    ENABLED,
    /** Deleted, which the API also calls disabled. */
    DISABLED
}
