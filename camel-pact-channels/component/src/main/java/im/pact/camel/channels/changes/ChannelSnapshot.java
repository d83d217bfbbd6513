/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.changes;

import im.pact.camel.channels.model.ApiJson;
import im.pact.camel.channels.model.PactChannel;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The channels that a route has received, kept in memory. Safe for use by many threads.
 *
 * <p>A new channel is pending until its exchange has completed. If the process is killed before that, the route may have received
 * the channel, so a pending channel that is not listed any more is reported as removed.
 */
public class ChannelSnapshot {

    private final Map<Long, PactChannel> channels = new TreeMap<>();
    private final Map<Long, PactChannel> pending = new TreeMap<>();
    private boolean complete;
    private boolean saved = true;

    /** Writes the changes since the last call, if there are any. This snapshot has no place to write to. */
    public void save() {}

    /** Whether a listing was ever read to its end. */
    synchronized boolean isComplete() {
        return complete;
    }

    synchronized void setComplete() {
        saved &= complete;
        complete = true;
    }

    /** The channel as the route received it last, or {@code null}. */
    synchronized PactChannel get(long channelId) {
        return channels.get(channelId);
    }

    /** The pending and the received channels that have other ids. */
    synchronized List<PactChannel> missingFrom(Set<Long> channelIds) {
        return Stream.concat(pending.values().stream(), channels.values().stream())
                .filter(channel -> !channelIds.contains(channel.channelId()))
                .toList();
    }

    synchronized void putPending(PactChannel channel) {
        saved &= channel.equals(pending.put(channel.channelId(), channel));
    }

    synchronized void put(PactChannel channel) {
        pending.remove(channel.channelId());
        channels.put(channel.channelId(), channel);
        saved = false;
    }

    synchronized void remove(long channelId) {
        pending.remove(channelId);
        channels.remove(channelId);
        saved = false;
    }

    /** Whether {@link #toJson} would return the same as after the last {@link #setSaved}. */
    synchronized boolean isSaved() {
        return saved;
    }

    synchronized void setSaved() {
        saved = true;
    }

    /** The snapshot as a JSON object. ASCII only, so that its encoding in a file or a database column does not matter. */
    synchronized String toJson() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("complete", complete);
        fields.put("channels", maps(channels.values()));
        fields.put("pending", maps(pending.values()));
        return ApiJson.ascii(fields);
    }

    /**
     * Adds what {@link #toJson} has written.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    synchronized void read(String json) {
        Map<String, Object> fields = ApiJson.object(json);
        if (fields == null || !(fields.get("complete") instanceof Boolean wasComplete)) {
            throw new IllegalArgumentException("not the JSON of a snapshot");
        }
        complete = wasComplete;
        channels(fields.get("channels")).forEach(channel -> channels.put(channel.channelId(), channel));
        channels(fields.get("pending")).forEach(channel -> pending.put(channel.channelId(), channel));
    }

    private static List<Map<String, Object>> maps(Collection<PactChannel> channels) {
        return channels.stream().map(PactChannel::toMap).toList();
    }

    private static List<PactChannel> channels(Object list) {
        if (!(list instanceof List<?> maps)) {
            throw new IllegalArgumentException("no list of channels");
        }
        return maps.stream().map(ChannelSnapshot::channel).toList();
    }

    private static PactChannel channel(Object fields) {
        if (!(fields instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("not a channel");
        }
        return PactChannel.ofMap(map);
    }
}
