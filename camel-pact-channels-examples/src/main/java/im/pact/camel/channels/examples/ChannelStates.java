/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.event.ChannelState;
import im.pact.camel.channels.event.ChannelState.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The table of {@link WatchRoutes}: the last state of each channel. It is a CSV file that is replaced atomically, so a reader never
 * sees a part of it.
 */
public final class ChannelStates {

    private static final String HEADINGS = "channel_id,state,time";

    private static final Map<State, String> WORDS = Map.of(
            State.INITIAL, "not connected",
            State.CONNECTED, "online",
            State.SYNCHRONIZED, "online",
            State.ONLINE, "online",
            State.OFFLINE, "offline",
            State.RESUMING, "offline",
            State.DISABLED, "disabled",
            State.DELETED, "deleted");

    private final Path file;
    private final Map<Long, Row> rows = new TreeMap<>();

    private record Row(State state, Instant time) {}

    /** Continues with the table in the file, if there is one. */
    public ChannelStates(String file) throws IOException {
        this.file = Path.of(file);
        if (Files.exists(this.file)) {
            Files.readAllLines(this.file).stream()
                    .skip(1)
                    .map(line -> line.split(","))
                    .forEach(values -> rows.put(
                            Long.valueOf(values[0]), new Row(State.valueOf(values[1]), Instant.parse(values[2]))));
        }
    }

    /** A text for people, or {@code null} if the event changes nothing that is important to them. */
    public synchronized String news(ChannelState event) {
        Row known = rows.get(event.channelId());
        String before = known == null ? "online" : WORDS.get(known.state());
        String now = WORDS.get(event.state());
        return isOld(event) || now.equals(before) ? null : "Channel " + event.channelId() + " is " + now;
    }

    /** Events can arrive in any order: the newest time decides. */
    public synchronized void store(ChannelState event) throws IOException {
        if (isOld(event)) {
            return;
        }
        rows.put(event.channelId(), new Row(event.state(), event.time() == null ? Instant.now() : event.time()));
        StringBuilder table = new StringBuilder(HEADINGS).append('\n');
        rows.forEach((channelId, row) ->
                table.append(channelId + "," + row.state() + "," + row.time()).append('\n'));
        Path unfinished = file.resolveSibling("." + file.getFileName() + ".tmp");
        Files.createDirectories(unfinished.toAbsolutePath().getParent());
        Files.writeString(
                unfinished,
                table,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private boolean isOld(ChannelState event) {
        Row known = rows.get(event.channelId());
        return known != null && event.time() != null && event.time().isBefore(known.time());
    }
}
