/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.event.ChannelState;
import im.pact.camel.channels.event.ChannelState.State;
import im.pact.camel.channels.event.EventDetails;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of the example {@code watch}. */
class WatchTest {

    private static final Instant TEN = Instant.parse("2026-01-02T10:00:00Z");

    @TempDir
    Path directory;

    private final List<String> news = new ArrayList<>();
    private ChannelStates states;

    @BeforeEach
    void start() throws Exception {
        states = new ChannelStates(file().toString());
    }

    @Test
    void outage_and_its_end_are_reported_once() throws Exception {
        receive(1, State.CONNECTED, 0);
        receive(1, State.SYNCHRONIZED, 0);
        receive(1, State.OFFLINE, 1);
        receive(1, State.OFFLINE, 2);
        receive(1, State.RESUMING, 3);
        receive(1, State.ONLINE, 4);
        receive(1, State.SYNCHRONIZED, 5);
        receive(1, State.DISABLED, 6);

        assertThat(news).containsExactly("Channel 1 is offline", "Channel 1 is online", "Channel 1 is disabled");
    }

    @Test
    void newest_time_wins() throws Exception {
        receive(1, State.OFFLINE, 1);
        receive(1, State.DISABLED, 3);
        receive(1, State.ONLINE, 2);

        assertThat(news).containsExactly("Channel 1 is offline", "Channel 1 is disabled");
        assertThat(Files.readAllLines(file()))
                .containsExactly("channel_id,state,time", "1,DISABLED,2026-01-02T10:00:03Z");
    }

    @Test
    void restart_continues_with_the_table() throws Exception {
        receive(1, State.OFFLINE, 1);
        receive(22, State.ONLINE, 1);

        states = new ChannelStates(file().toString());
        receive(1, State.OFFLINE, 1);
        receive(1, State.ONLINE, 2);

        assertThat(news).containsExactly("Channel 1 is offline", "Channel 1 is online");
        assertThat(Files.readAllLines(file()))
                .containsExactly(
                        "channel_id,state,time", "1,ONLINE,2026-01-02T10:00:02Z", "22,ONLINE,2026-01-02T10:00:01Z");
    }

    @Test
    void event_without_a_time_counts_as_the_newest() throws Exception {
        receive(1, State.OFFLINE, 1);
        ChannelState event = event(1, State.ONLINE, null);

        assertThat(states.news(event)).isEqualTo("Channel 1 is online");
        states.store(event);
        assertThat(Files.readAllLines(file())).last().asString().startsWith("1,ONLINE,20");
    }

    @Test
    void table_is_replaced_as_a_whole() throws Exception {
        receive(1, State.OFFLINE, 1);
        Object before = Files.readAttributes(file(), BasicFileAttributes.class).fileKey();
        receive(1, State.ONLINE, 2);

        assertThat(Files.readAttributes(file(), BasicFileAttributes.class).fileKey())
                .as("another file")
                .isNotEqualTo(before);
        assertThat(directory).isDirectoryNotContaining("glob:**.tmp");
    }

    private Path file() {
        return directory.resolve("states.csv");
    }

    private void receive(long channelId, State state, int second) throws Exception {
        ChannelState event = event(channelId, state, TEN.plusSeconds(second));
        String text = states.news(event);
        if (text != null) {
            news.add(text);
        }
        states.store(event);
    }

    private static ChannelState event(long channelId, State state, Instant time) {
        return new ChannelState(
                new EventDetails("id", null, channelId, null, time, Map.of()), state, state.name(), null, null);
    }
}
