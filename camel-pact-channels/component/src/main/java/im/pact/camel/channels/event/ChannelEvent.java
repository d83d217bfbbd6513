/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.event;

import im.pact.camel.channels.model.ApiObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event that the service sends to a webhook. Events of both versions of the API give the same records. The service signs no events, so
 * any caller that knows the address of the webhook can send one: ask the API before an event has serious consequences.
 *
 * <p>The text of an event ({@code toString}) has no codes, texts, names and phone numbers.
 */
public sealed interface ChannelEvent extends ApiObject
        permits QrCode, ChannelState, DeliveryResult, ChannelMessage, MessageStatus, Conversation, OtherEvent {

    /** The values that all events have. */
    EventDetails details();

    /** The kind of the event. */
    EventType type();

    /** The same for repeated deliveries of an event. */
    default String id() {
        return details().id();
    }

    /** The company, or {@code null} if the event does not name it. */
    default Long companyId() {
        return details().companyId();
    }

    /** The channel, or {@code null} if the event does not name it. */
    default Long channelId() {
        return details().channelId();
    }

    /** The messenger with the name that the API uses, or {@code null} if the event does not name it. */
    default String provider() {
        return details().provider();
    }

    /** The time of the event, or {@code null} if the event does not name it. */
    default Instant time() {
        return details().time();
    }

    /** The event as received. */
    @Override
    default Map<String, Object> toMap() {
        return new LinkedHashMap<>(details().received());
    }
}
