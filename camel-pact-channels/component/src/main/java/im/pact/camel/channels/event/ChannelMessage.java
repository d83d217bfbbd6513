/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.event;

/**
 * A message came in or went out: {@code message/new} and {@code group_message/new} of v1, {@code message/create} of v2.
 *
 * @param messageId      the message
 * @param conversationId the conversation, or {@code null}
 * @param income         whether the message came from the other side; {@code null} if the event does not say
 * @param text           the text; {@code null} or empty if there are only attachments
 * @param contact        the other side, for WhatsApp its phone number in digits, or {@code null}
 * @param jobId          the job that sent the message, or {@code null}
 * @param group          whether it is a message of a group
 */
public record ChannelMessage(
        EventDetails details,
        long messageId,
        Long conversationId,
        Boolean income,
        String text,
        String contact,
        Long jobId,
        boolean group)
        implements ChannelEvent {

    @Override
    public EventType type() {
        return EventType.message;
    }

    @Override
    public String toString() {
        return "ChannelMessage[" + details + ", messageId=" + messageId + ", conversationId=" + conversationId
                + ", income=" + income + "]";
    }
}
