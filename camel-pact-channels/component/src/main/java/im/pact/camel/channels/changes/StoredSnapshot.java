/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.changes;

import org.apache.camel.spi.StateRepository;

/** A snapshot that is stored as one JSON text under one key, so that a restart goes on with it. */
public final class StoredSnapshot extends ChannelSnapshot {

    private final StoredText stored;

    private StoredSnapshot(StoredText stored) {
        this.stored = stored;
    }

    /**
     * The snapshot that is stored under this key, or an empty one.
     *
     * @throws IllegalStateException if the stored text is damaged. It isn't replaced: an empty snapshot would report every channel
     *     as added, and lose the removals
     */
    public static StoredSnapshot load(StateRepository<String, String> repository, String key) {
        StoredSnapshot snapshot = new StoredSnapshot(new StoredText(repository, key));
        snapshot.stored.read(
                snapshot::read,
                "every channel is reported as added, and no channel that was removed since the last poll");
        return snapshot;
    }

    /** @throws IllegalStateException if the repository has not stored the text as it is */
    @Override
    public synchronized void save() {
        if (!isSaved()) {
            stored.write(toJson());
            setSaved();
        }
    }
}
