/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.event;

import im.pact.camel.channels.event.ChannelState.State;
import im.pact.camel.channels.model.ApiJson;
import im.pact.camel.channels.model.JsonValues;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Reads an event of v2: {@code type}, {@code event} and {@code object}. A channel of v1 is an {@code auth} here. */
final class V2Event {

    private final EventFields fields;

    V2Event(EventFields fields) {
        this.fields = fields;
    }

    /** Returns {@code null} if it is an event that is not known, or has no value that makes it one. */
    ChannelEvent read() {
        Long id = fields.number("id");
        if (id == null) {
            return null;
        }
        return switch (fields.name()) {
            case "auth/create", "auth/update" -> auth(id, ChannelState.ofState(fields.text("state")));
            case "auth/delete" -> auth(id, State.DELETED);
            case "message/create" -> message(id);
            case "message/update" -> messageStatus(id);
            case "conversation/create", "conversation/update", "conversation/delete" -> conversation(id);
            default -> null;
        };
    }

    private ChannelEvent auth(long channelId, State state) {
        Instant time = fields.time("updated_at");
        String key = time == null
                ? EventKey.ofBody(fields.body())
                : EventKey.of("auth", channelId, fields.event(), fields.text("updated_at"));
        EventDetails details = new EventDetails(
                key,
                fields.number("company_id"),
                channelId,
                fields.text("provider"),
                time == null ? fields.time("created_at") : time,
                fields.body());
        String qr = fields.text("qr");
        // An event shows the whole channel, so a code can still be in one that reports a later state.
        if (qr != null && !qr.isBlank() && (state == null || state == State.INITIAL)) {
            return V1Event.qrCode(details, qr);
        }
        return state == null
                ? null
                : new ChannelState(
                        details, state, fields.text("state"), fields.text("code"), fields.text("oauth_provider_url"));
    }

    private ChannelMessage message(long messageId) {
        return new ChannelMessage(
                details(EventKey.of("message", messageId, fields.event(), fields.text("status")), "created_at"),
                messageId,
                fields.number("conversation_id"),
                fields.bool("income"),
                fields.text("message"),
                fields.inside("conversation", "sender_external_public_id", JsonValues::text),
                null,
                Boolean.TRUE.equals(
                        fields.inside("conversation", "group", value -> value instanceof Boolean flag ? flag : null)));
    }

    private MessageStatus messageStatus(long messageId) {
        MessageStatus.Status status = MessageStatus.ofStatus(fields.text("status"));
        return status == null
                ? null
                : new MessageStatus(
                        details(EventKey.of("message", messageId, fields.event(), fields.text("status"))),
                        messageId,
                        fields.number("conversation_id"),
                        status,
                        status == MessageStatus.Status.ERROR ? reason() : null,
                        null);
    }

    /** The details of a failure have no documented form. */
    private String reason() {
        Object details = fields.content().get("details");
        return details instanceof Map || details instanceof Collection
                ? ApiJson.text(details)
                : JsonValues.text(details);
    }

    private Conversation conversation(long conversationId) {
        return new Conversation(
                details(EventKey.ofBody(fields.body()), "last_updated_at", "created_at"),
                conversationId,
                fields.event(),
                fields.text("sender_name"),
                fields.text("sender_external_public_id"),
                Boolean.TRUE.equals(fields.bool("group")));
    }

    /** Messages and conversations name a provider, but not the channel. */
    private EventDetails details(String id, String... timeFields) {
        String provider = fields.text("provider");
        return new EventDetails(
                id,
                fields.number("company_id"),
                null,
                provider == null ? fields.inside("conversation", "provider", JsonValues::text) : provider,
                fields.time(timeFields),
                fields.body());
    }
}
