/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.event;

/** The kinds of events, by their names in the option {@code eventTypes} and in the header {@code CamelPactChannelsEventType}. */
public enum EventType {
    /** A QR code to scan: {@link QrCode}. */
    qrCode,
    /** A channel has a new state: {@link ChannelState}. */
    channelState,
    /** The delivery of a first message has ended: {@link DeliveryResult}. */
    deliveryResult,
    /** A message came in or went out: {@link ChannelMessage}. */
    message,
    /** A message was sent, delivered or read: {@link MessageStatus}. */
    messageStatus,
    /** A conversation was created or changed: {@link Conversation}. */
    conversation,
    /** Any other event: {@link OtherEvent}. */
    other
}
