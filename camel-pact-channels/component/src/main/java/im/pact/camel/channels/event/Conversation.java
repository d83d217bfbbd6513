/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.event;

/**
 * A conversation was created or changed: {@code conversation} and {@code group_conversation} of v1, {@code conversation} of v2.
 *
 * @param conversationId the conversation
 * @param change         what happened, as received: {@code new} or {@code update} (v1), {@code create}, {@code update} or
 *                       {@code delete} (v2)
 * @param name           the name of the other side, or {@code null}
 * @param contact        the other side, for WhatsApp its phone number in digits, or {@code null}
 * @param group          whether it is a group
 */
public record Conversation(
        EventDetails details, long conversationId, String change, String name, String contact, boolean group)
        implements ChannelEvent {

    @Override
    public EventType type() {
        return EventType.conversation;
    }

    @Override
    public String toString() {
        return "Conversation[" + details + ", conversationId=" + conversationId + "]";
    }
}
