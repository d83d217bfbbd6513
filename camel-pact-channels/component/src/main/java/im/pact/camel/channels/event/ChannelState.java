/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.event;

import java.util.Locale;
import java.util.Map;

/**
 * A channel has a new state: a {@code system} event of v1, or an {@code auth} event of v2. Events can come late and in any order, so
 * the state of a channel is that of the newest {@link #time()}.
 *
 * @param state       the state
 * @param text        the state in the words of the service
 * @param pairingCode the code to type into WhatsApp on the phone, or {@code null}
 * @param connectUrl  the address where the owner of the account gives access, or {@code null}
 */
public record ChannelState(EventDetails details, State state, String text, String pairingCode, String connectUrl)
        implements ChannelEvent {

    /** The states of a channel. */
    public enum State {
        /** The channel was created, and is not connected yet. */
        INITIAL,
        /** The channel is connected. */
        CONNECTED,
        /** The history of messages is loaded, after the channel was connected or has resumed its work. */
        SYNCHRONIZED,
        /** The phone can be reached again. */
        ONLINE,
        /** The phone cannot be reached, or is used by another session ({@code unavailable}). */
        OFFLINE,
        /** The service tries to take the session back. */
        RESUMING,
        /** The channel is disconnected, and has to be connected again. */
        DISABLED,
        /** The channel was removed. */
        DELETED
    }

    /** The messages of v1. Their severity says nothing: good news is {@code critical} too. */
    private static final Map<String, State> MESSAGES = Map.of(
            "authorized", State.CONNECTED,
            "synchronized", State.SYNCHRONIZED,
            "phone online", State.ONLINE,
            "phone offline", State.OFFLINE,
            "unavailable", State.OFFLINE,
            "trying resume work", State.RESUMING,
            "disabled", State.DISABLED,
            "ig was set disabled", State.DISABLED);

    /** The states of v2. */
    private static final Map<String, State> STATES =
            Map.of("initial", State.INITIAL, "enabled", State.CONNECTED, "disabled", State.DISABLED);

    @Override
    public EventType type() {
        return EventType.channelState;
    }

    /** The state that a message of v1 means, or {@code null}. */
    static State ofMessage(String message) {
        return message == null ? null : MESSAGES.get(words(message));
    }

    /** The state that a state of v2 means, or {@code null}. */
    static State ofState(String state) {
        return state == null ? null : STATES.get(words(state));
    }

    private static String words(String text) {
        return text.strip().replaceAll("[\\s_-]+", " ").toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "ChannelState[" + details + ", state=" + state + "]";
    }
}
