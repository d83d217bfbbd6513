/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.changes;

import im.pact.camel.channels.model.ApiJson;
import im.pact.camel.channels.model.PactChannel;
import java.util.ArrayList;
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

    /** In how many complete listings in a row a channel was missing. */
    private final Map<Long, Integer> missing = new TreeMap<>();

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

    /** The channel is listed. */
    synchronized void listed(long channelId) {
        saved &= missing.remove(channelId) == null;
    }

    /**
     * A listing was complete: counts it for the channels that it does not have.
     *
     * @param channelIds the channels of the listing
     * @param listings   how many complete listings in a row have to miss a channel
     * @return the pending and the received channels that so many listings have missed
     */
    synchronized List<PactChannel> countMissing(Set<Long> channelIds, int listings) {
        List<PactChannel> removed = new ArrayList<>();
        for (PactChannel channel : concat(pending.values(), channels.values())) {
            long channelId = channel.channelId();
            if (!channelIds.contains(channelId)) {
                int before = missing.getOrDefault(channelId, 0);
                int count = Math.min(before + 1, listings);
                missing.put(channelId, count);
                saved &= count == before;
                if (count == listings) {
                    removed.add(channel);
                }
            }
        }
        return removed;
    }

    private static List<PactChannel> concat(Collection<PactChannel> first, Collection<PactChannel> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
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
        missing.remove(channelId);
        saved = false;
    }

    /** The pending and the received channels. */
    synchronized List<PactChannel> all() {
        return concat(pending.values(), channels.values());
    }

    /** Forgets everything, as before the first listing. */
    synchronized void clear() {
        channels.clear();
        pending.clear();
        missing.clear();
        complete = false;
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
        fields.put("missing", missing);
        return ApiJson.ascii(fields);
    }

    /**
     * Adds what {@link #toJson} has written.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    synchronized void read(String json) {
        Map<String, Object> fields = ApiJson.object(json);
        if (fields == null
                || !(fields.get("complete") instanceof Boolean wasComplete)
                || !(fields.get("missing") instanceof Map<?, ?> counts)) {
            throw new IllegalArgumentException("not the JSON of a snapshot");
        }
        complete = wasComplete;
        channels(fields.get("channels")).forEach(channel -> channels.put(channel.channelId(), channel));
        channels(fields.get("pending")).forEach(channel -> pending.put(channel.channelId(), channel));
        counts.forEach((channelId, count) ->
                missing.put(Long.valueOf((String) channelId), number(count).intValue()));
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

    private static Number number(Object value) {
        if (!(value instanceof Number number)) {
            throw new IllegalArgumentException("not a number");
        }
        return number;
    }

    private static PactChannel channel(Object fields) {
        if (!(fields instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("not a channel");
        }
        return PactChannel.ofMap(map);
    }
}
