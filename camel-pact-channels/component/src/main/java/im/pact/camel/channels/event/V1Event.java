/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.event;

import im.pact.camel.channels.event.ChannelState.State;
import im.pact.camel.channels.model.JsonValues;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Reads an event of v1: {@code type}, {@code event} or {@code severity}, and {@code data}. */
final class V1Event {

    private static final String GROUP = "group_";

    private final EventFields fields;

    V1Event(EventFields fields) {
        this.fields = fields;
    }

    /** Whether it is the only event whose data is a text. */
    static boolean isQrCode(Map<String, Object> body) {
        return "qr_code".equals(body.get("type")) && body.get("data") instanceof String;
    }

    /** Returns {@code null} if the event names no channel. */
    static QrCode qrCode(EventFields fields) {
        return fields.number("channel_id") == null ? null : qrCode(fields.details(null), fields.text("data"));
    }

    /** The key depends on the picture alone, so the same code in events of v1 and v2 is one event. */
    static QrCode qrCode(EventDetails details, String data) {
        String picture = EventKey.hash(new QrCode(details, data).image());
        String id = EventKey.of("qr_code", details.channelId(), picture);
        return new QrCode(
                new EventDetails(
                        id,
                        details.companyId(),
                        details.channelId(),
                        details.provider(),
                        details.time(),
                        details.received()),
                data);
    }

    /** Returns {@code null} if it is an event that is not known, or has no value that makes it one. */
    ChannelEvent read() {
        return switch (fields.name()) {
            case "job/executed" -> deliveryResult();
            case "message/new", "group_message/new" -> message();
            case "message/ack", "group_message/ack" -> messageStatus();
            case "conversation/new", "conversation/update", "group_conversation/new", "group_conversation/update" ->
                conversation();
            case "system" -> channelState();
            default -> null;
        };
    }

    private ChannelState channelState() {
        String message = fields.text("message");
        State state = ChannelState.ofMessage(message);
        String entity = fields.inside("details", "entity", JsonValues::text);
        Long channelId = fields.inside("details", "entity_id", JsonValues::number);
        if (state == null || channelId == null || entity != null && !entity.equals("channel")) {
            return null;
        }
        Instant time = fields.time("date_timestamp", "date");
        String id = time == null
                ? EventKey.ofBody(fields.body())
                : EventKey.of("system", channelId, state, message, time.getEpochSecond());
        Instant known = time == null ? fields.time("timestamp") : time;
        return new ChannelState(
                new EventDetails(id, null, channelId, null, known, fields.body()), state, message, null, null);
    }

    private DeliveryResult deliveryResult() {
        Long jobId = fields.number("id");
        String result = fields.text("result");
        if (jobId == null || result == null) {
            return null;
        }
        String reason = fields.text("reason");
        return new DeliveryResult(
                fields.details(EventKey.of("job", jobId)),
                jobId,
                result,
                reason == null ? JsonValues.text(fields.body().get("reason")) : reason,
                fields.number("message_id"));
    }

    private ChannelMessage message() {
        Long messageId = fields.number("external_id");
        return messageId == null
                ? null
                : new ChannelMessage(
                        fields.details(EventKey.of("message", messageId)),
                        messageId,
                        fields.number("conversation_id"),
                        fields.bool("income"),
                        fields.text("message"),
                        fields.text("external_public_id"),
                        fields.number("job_id"),
                        isGroup());
    }

    private MessageStatus messageStatus() {
        Long messageId = fields.number("external_id");
        MessageStatus.Status status = MessageStatus.ofAck(fields.content().get("ack"));
        if (messageId == null || status == null) {
            return null;
        }
        String participant = fields.text("participant");
        String key = EventKey.of("ack", messageId, status);
        return new MessageStatus(
                fields.details(
                        participant == null
                                ? key
                                : EventKey.of(key, EventKey.hash(participant.getBytes(StandardCharsets.UTF_8)))),
                messageId,
                fields.number("conversation_id"),
                status,
                null,
                participant);
    }

    private Conversation conversation() {
        Long conversationId = fields.number("external_id");
        return conversationId == null
                ? null
                : new Conversation(
                        fields.details(EventKey.ofBody(fields.body())),
                        conversationId,
                        fields.event(),
                        fields.text("name"),
                        fields.text("sender_external_id"),
                        isGroup());
    }

    private boolean isGroup() {
        return fields.name().startsWith(GROUP);
    }
}
