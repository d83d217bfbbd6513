/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.event;

/**
 * An event that is newer than this version of the component, or of no other kind.
 *
 * @param name {@code type} and {@code event} as received, such as {@code group_conversation_contact/new}; may be empty
 */
public record OtherEvent(EventDetails details, String name) implements ChannelEvent {

    @Override
    public EventType type() {
        return EventType.other;
    }

    @Override
    public String toString() {
        return "OtherEvent[" + details + "]";
    }
}
