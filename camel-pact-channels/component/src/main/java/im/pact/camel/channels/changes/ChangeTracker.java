/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.changes;

import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.model.Page;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Detects the changes of one poll, and decides when each of them is durable:
 *
 * <ul>
 *   <li>An added channel is stored as pending before the route receives it.
 *   <li>Every change is recorded as delivered when its exchange has completed, and stored when the batch that it belongs to has. Until
 *       then it is detected again by the next poll.
 *   <li>That a listing was complete is stored with the changes of its last page.
 * </ul>
 *
 * <p>{@link #delivered} may be called by any thread, everything else only by the one that polls.
 */
public final class ChangeTracker {

    private final ChannelSnapshot snapshot;
    private final boolean silent;
    private final int removalPolls;
    private final Set<String> ignoredFields;
    private final Set<Long> listed = new HashSet<>();

    /**
     * @param snapshot      the channels that the route has received
     * @param emitExisting  whether the channels of the very first listing are reported as added; otherwise they only enter the
     *                      snapshot
     * @param removalPolls  how many complete listings in a row have to miss a channel until it is reported as removed
     * @param ignoredFields the fields of the API whose change is not reported
     */
    public ChangeTracker(ChannelSnapshot snapshot, boolean emitExisting, int removalPolls, Set<String> ignoredFields) {
        this.snapshot = snapshot;
        this.silent = !emitExisting && !snapshot.isComplete();
        this.removalPolls = removalPolls;
        this.ignoredFields = ignoredFields;
    }

    /** For a company that is not listed any more. */
    public static ChangeTracker ofRemovedCompany(ChannelSnapshot snapshot) {
        return new ChangeTracker(snapshot, true, 1, Set.of());
    }

    /** The channels of a page that were added or changed. */
    public List<Change> detect(Page<PactChannel> page) {
        List<Change> changes = new ArrayList<>();
        for (PactChannel channel : page.items()) {
            if (listed.add(channel.channelId())) {
                detect(channel, changes);
            }
        }
        snapshot.save();
        return changes;
    }

    private void detect(PactChannel channel, List<Change> changes) {
        PactChannel before = snapshot.get(channel.channelId());
        snapshot.listed(channel.channelId());
        if (silent) {
            snapshot.put(channel);
        } else if (before == null) {
            snapshot.putPending(channel);
            changes.add(new Change(ChangeType.added, channel));
        } else if (isChanged(before, channel)) {
            changes.add(new Change(ChangeType.changed, channel));
        }
    }

    private boolean isChanged(PactChannel before, PactChannel channel) {
        return !channel.equals(before)
                && (ignoredFields.isEmpty() || !comparedFields(channel).equals(comparedFields(before)));
    }

    private Map<String, Object> comparedFields(PactChannel channel) {
        Map<String, Object> fields = channel.toMap();
        fields.keySet().removeAll(ignoredFields);
        return fields;
    }

    /** The channels that were removed. To be called once, after all pages of a complete listing. */
    public List<Change> removals() {
        List<PactChannel> missing = snapshot.countMissing(listed, silent ? 1 : removalPolls);
        snapshot.setComplete();
        if (silent) {
            missing.forEach(channel -> snapshot.remove(channel.channelId()));
            return List.of();
        }
        return removalsOf(missing);
    }

    /** All channels, as removed. */
    public List<Change> removalsOfAll() {
        return removalsOf(snapshot.all());
    }

    private static List<Change> removalsOf(List<PactChannel> channels) {
        return channels.stream()
                .map(channel -> new Change(ChangeType.removed, channel))
                .toList();
    }

    /** The exchange of a change has completed. */
    public void delivered(Change change) {
        if (change.type() == ChangeType.removed) {
            snapshot.remove(change.channel().channelId());
        } else {
            snapshot.put(change.channel());
        }
    }

    /** The exchanges of a batch have completed: stores the changes that were delivered. */
    public void finished() {
        snapshot.save();
    }
}
