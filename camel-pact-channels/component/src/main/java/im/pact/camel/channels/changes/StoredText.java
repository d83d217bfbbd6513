/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.changes;

import im.pact.camel.channels.model.ApiJson;
import java.util.function.Consumer;
import org.apache.camel.spi.StateRepository;

/**
 * A JSON text under one key of a state repository. Every write replaces the whole text; that a killed process leaves the old text or
 * the new one is what the repository is responsible for, as {@link DirectoryStateRepository} is. Not thread-safe.
 */
final class StoredText {

    private final StateRepository<String, String> repository;
    private final String key;

    /** The length of the longest text that the repository has stored completely. */
    private int verifiedLength;

    StoredText(StateRepository<String, String> repository, String key) {
        this.repository = repository;
        this.key = key;
    }

    /**
     * Reads the text, if there is one.
     *
     * @param reader      throws an {@link IllegalArgumentException} for a text that it cannot read
     * @param consequence the consequence if the text is deleted, for the message
     * @throws IllegalStateException if the stored text is damaged. It isn't replaced
     */
    void read(Consumer<String> reader, String consequence) {
        String json = repository.getState(key);
        if (json != null) {
            try {
                reader.accept(json);
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException(
                        "The state '" + key + "' in the state repository is damaged (" + e.getMessage()
                                + "). Restore it, or delete it to start over: then " + consequence,
                        e);
            }
        }
    }

    /** @throws IllegalStateException if the repository has not stored the text as it is */
    void write(String json) {
        repository.setState(key, json);
        if (json.length() > verifiedLength) {
            verify(json);
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
