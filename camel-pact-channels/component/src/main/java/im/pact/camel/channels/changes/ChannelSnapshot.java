/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.changes;

import im.pact.camel.channels.model.ApiJson;
import im.pact.camel.channels.model.PactChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.camel.spi.StateRepository;

/**
 * The channels that a consumer has told its route of, kept in a state repository so that a restart does not begin anew. Safe for
 * use by many threads.
 *
 * <p>A channel that is new is announced here before the route gets it. When the process is killed in between, the state alone
 * knows that the route may have seen the channel: so it can be told as removed when it is gone by the next walk.
 *
 * <p>A repository knows nothing but single texts, and may lose its last one when the process is killed: Camel's file repository
 * appends line by line. So there are two places that are written in turn, each with a number and a checksum, and the newer good
 * one counts. They are written in ASCII, since the file repository can't read a file that was cut within a character. And
 * before anything else a line is written that nobody reads, which takes the damage of a line that was cut.
 */
public final class ChannelSnapshot {

    /**
     * Number, checksum, whether a walk was ever completed, how many channels are announced, all channels as the API shows them:
     * first those that are announced, then those that are known.
     */
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,18}) ([0-9a-f]{8}) ((complete|incomplete) (\\d{1,9}) (.*))", Pattern.DOTALL);

    private final StateRepository<String, String> repository;
    private final String key;
    private final Map<Long, PactChannel> channels = new TreeMap<>();

    /** None of them is known. */
    private final Map<Long, PactChannel> announced = new TreeMap<>();

    private long number;
    private boolean complete;
    private boolean unsaved;

    /**
     * @param repository where they are kept
     * @param key        what they are kept under; without {@code =} and line breaks
     */
    public ChannelSnapshot(StateRepository<String, String> repository, String key) {
        this.repository = repository;
        this.key = key;
    }

    /**
     * Reads what was kept.
     *
     * @param damage is told of a text that is damaged and has no good one beside it; it is kept under {@code <key>.damaged}
     */
    public synchronized void load(Consumer<String> damage) {
        Saved newest = null;
        String damaged = null;
        for (String place : places()) {
            String text = repository.getState(place);
            Saved saved = text == null ? null : Saved.of(text);
            if (text != null && saved == null) {
                damaged = text;
            } else if (saved != null && (newest == null || saved.number() > newest.number())) {
                newest = saved;
            }
        }
        repository.setState(key + ".opened", Long.toString(System.currentTimeMillis()));
        if (newest != null) {
            number = newest.number();
            complete = newest.complete();
            newest.announced().forEach(channel -> announced.put(channel.channelId(), channel));
            newest.channels().forEach(channel -> channels.put(channel.channelId(), channel));
        } else if (damaged != null) {
            repository.setState(key + ".damaged", damaged);
            damage.accept("The state under '" + key + "' is damaged. It is kept under '" + key
                    + ".damaged', and the walk begins as if it were the first");
        }
    }

    /** Writes what has changed, if anything has. */
    public synchronized void save() {
        if (unsaved) {
            number++;
            repository.setState(
                    places().get((int) (number % 2)),
                    new Saved(number, complete, List.copyOf(announced.values()), List.copyOf(channels.values()))
                            .text());
            unsaved = false;
        }
    }

    /** Whether a walk was ever completed. */
    public synchronized boolean isComplete() {
        return complete;
    }

    /** A walk has seen everything. */
    public synchronized void completed() {
        unsaved |= !complete;
        complete = true;
    }

    /** The channel as it was last told of, or {@code null}. */
    public synchronized PactChannel get(long channelId) {
        return channels.get(channelId);
    }

    /** The channels that are known or announced, and not among these, by their ids. */
    public synchronized List<PactChannel> missingFrom(Set<Long> channelIds) {
        return Stream.concat(announced.values().stream(), channels.values().stream())
                .filter(channel -> !channelIds.contains(channel.channelId()))
                .toList();
    }

    /** The route is to be told of a channel that is not known. */
    public synchronized void markPending(PactChannel channel) {
        unsaved |= !channel.equals(announced.put(channel.channelId(), channel));
    }

    public synchronized void put(PactChannel channel) {
        announced.remove(channel.channelId());
        channels.put(channel.channelId(), channel);
        unsaved = true;
    }

    public synchronized void remove(long channelId) {
        announced.remove(channelId);
        channels.remove(channelId);
        unsaved = true;
    }

    private List<String> places() {
        return List.of(key + ".0", key + ".1");
    }

    /** One text of the repository. */
    private record Saved(long number, boolean complete, List<PactChannel> announced, List<PactChannel> channels) {

        String text() {
            List<PactChannel> all =
                    Stream.concat(announced.stream(), channels.stream()).toList();
            String content = (complete ? "complete " : "incomplete ") + announced.size() + " " + ApiJson.ascii(all);
            return number + " " + checksum(number + " " + content) + " " + content;
        }

        /** {@code null} when the text is damaged. */
        static Saved of(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()
                    || !checksum(matcher.group(1) + " " + matcher.group(3)).equals(matcher.group(2))) {
                return null;
            }
            List<PactChannel> all = ApiJson.objects(matcher.group(6)).stream()
                    .map(Saved::channel)
                    .toList();
            int announced = Integer.parseInt(matcher.group(5));
            return new Saved(
                    Long.parseLong(matcher.group(1)),
                    matcher.group(4).equals("complete"),
                    all.subList(0, announced),
                    all.subList(announced, all.size()));
        }

        private static PactChannel channel(Map<String, Object> fields) {
            Map<String, Object> others = new LinkedHashMap<>(fields);
            Object channelId = others.remove("external_id");
            Object provider = others.remove("provider");
            return new PactChannel(((Number) channelId).longValue(), (String) provider, others);
        }

        private static String checksum(String text) {
            CRC32 crc = new CRC32();
            crc.update(text.getBytes(StandardCharsets.UTF_8));
            return String.format(Locale.ROOT, "%08x", crc.getValue());
        }
    }
}
