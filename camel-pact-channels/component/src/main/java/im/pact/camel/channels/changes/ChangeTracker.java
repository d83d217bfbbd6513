/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.changes;

import im.pact.camel.channels.model.ChannelPage;
import im.pact.camel.channels.model.PactChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One walk over the listing that looks for what is not as it is known. For one thread. */
public final class ChangeTracker {

    private final ChannelSnapshot known;
    private final boolean silent;
    private final Set<Long> seen = new HashSet<>();

    /**
     * @param known        what is known
     * @param emitExisting whether the channels that the very first walk finds count as added; otherwise they are only
     *                     remembered
     */
    public ChangeTracker(ChannelSnapshot known, boolean emitExisting) {
        this.known = known;
        this.silent = !emitExisting && !known.isComplete();
    }

    /** The channels of a page that are new or look different. Those that are new are announced. */
    public List<Change> changes(ChannelPage page) {
        List<Change> changes = new ArrayList<>();
        for (PactChannel channel : page.channels()) {
            boolean first = seen.add(channel.channelId());
            PactChannel before = known.get(channel.channelId());
            if (silent) {
                known.put(channel);
            } else if (first && before == null) {
                known.markPending(channel);
                changes.add(new Change(ChangeType.added, channel));
            } else if (first && !channel.equals(before)) {
                changes.add(new Change(ChangeType.changed, channel));
            }
        }
        return changes;
    }

    /** The channels that are there no more. Only after the last page is it known which those are. */
    public List<Change> removals() {
        List<PactChannel> gone = known.missingFrom(seen);
        if (silent) {
            gone.forEach(channel -> known.remove(channel.channelId()));
            return List.of();
        }
        return gone.stream()
                .map(channel -> new Change(ChangeType.removed, channel))
                .toList();
    }
}
