/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.event;

import im.pact.camel.channels.model.JsonValues;
import java.util.Locale;

/**
 * A message was sent, delivered or read: {@code message/ack} and {@code group_message/ack} of v1, {@code message/update} of v2.
 * Statuses can come late and in any order; they only advance.
 *
 * @param messageId      the message
 * @param conversationId the conversation, or {@code null}
 * @param status         the status
 * @param reason         the reason of {@link Status#ERROR}, or {@code null}
 * @param participant    the member of a group that has read or received it, or {@code null}
 */
public record MessageStatus(
        EventDetails details, long messageId, Long conversationId, Status status, String reason, String participant)
        implements ChannelEvent {

    /** The statuses of a message, in the order in which they follow each other. */
    public enum Status {
        /** The message is being prepared, and may never be delivered. */
        PREPARING,
        /** The message is being sent. */
        SENDING,
        /** The message was sent. */
        SENT,
        /** The message was delivered. */
        DELIVERED,
        /** The message was read. */
        READ,
        /** The message could not be sent. */
        ERROR
    }

    /** The first {@code ack} of v1. */
    private static final long FIRST_ACK = -1;

    private static final Status[] ACKS = {Status.PREPARING, Status.SENDING, Status.SENT, Status.DELIVERED, Status.READ};

    @Override
    public EventType type() {
        return EventType.messageStatus;
    }

    /** The status that {@code ack} of v1 means, or {@code null}. */
    static Status ofAck(Object ack) {
        Long number = JsonValues.number(ack);
        long index = number == null ? -1 : number - FIRST_ACK;
        return index >= 0 && index < ACKS.length ? ACKS[(int) index] : null;
    }

    /** The status that {@code status} of v2 means, or {@code null}. */
    static Status ofStatus(Object status) {
        return status instanceof String text
                ? switch (text.strip().toLowerCase(Locale.ROOT)) {
                    case "created" -> Status.SENDING;
                    case "sent" -> Status.SENT;
                    case "delivered" -> Status.DELIVERED;
                    case "read" -> Status.READ;
                    case "error" -> Status.ERROR;
                    default -> null;
                }
                : null;
    }

    @Override
    public String toString() {
        return "MessageStatus[" + details + ", messageId=" + messageId + ", status=" + status + "]";
    }
}
