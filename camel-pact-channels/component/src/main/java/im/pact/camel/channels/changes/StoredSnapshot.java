/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.changes;

import im.pact.camel.channels.model.ApiJson;
import org.apache.camel.spi.StateRepository;

/**
 * A snapshot that is stored as one JSON text under one key, so that a restart goes on with it. Every write replaces the whole text;
 * that a killed process leaves the old text or the new one is what the repository is responsible for, as
 * {@link DirectoryStateRepository} is.
 */
public final class StoredSnapshot extends ChannelSnapshot {

    private final StateRepository<String, String> repository;
    private final String key;

    /** The length of the longest text that the repository has stored completely. */
    private int verifiedLength;

    private StoredSnapshot(StateRepository<String, String> repository, String key) {
        this.repository = repository;
        this.key = key;
    }

    /**
     * The snapshot that is stored under this key, or an empty one.
     *
     * @throws IllegalStateException if the stored text is damaged. It isn't replaced: an empty snapshot would report every channel
     *     as added, and lose the removals
     */
    public static StoredSnapshot load(StateRepository<String, String> repository, String key) {
        StoredSnapshot snapshot = new StoredSnapshot(repository, key);
        String json = repository.getState(key);
        if (json != null) {
            try {
                snapshot.read(json);
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException(
                        "The state '" + key + "' in the state repository is damaged (" + e.getMessage()
                                + "). Restore it, or delete it to start over: then every channel is reported as added, and no"
                                + " channel that was removed since the last poll",
                        e);
            }
        }
        return snapshot;
    }

    /** @throws IllegalStateException if the repository has not stored the text as it is */
    @Override
    public synchronized void save() {
        if (!isSaved()) {
            String json = toJson();
            repository.setState(key, json);
            if (json.length() > verifiedLength) {
                verify(json);
            }
            setSaved();
        }
    }

    /** A repository may cut long texts, as a column of a database does. That would be found after the next restart only. */
    private void verify(String json) {
        String stored = repository.getState(key);
        if (stored == null || !ApiJson.object(json).equals(ApiJson.object(stored))) {
            throw new IllegalStateException("The state repository has not stored the state '" + key + "' completely: "
                    + json.length() + " characters were written, "
                    + (stored == null ? 0 : stored.length()) + " were read");
        }
        verifiedLength = json.length();
    }
}
