/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.pact.camel.channels.model.PactChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stored state of emit=change. */
class ChannelSnapshotTest {

    private final List<String> written = new ArrayList<>();
    private final MemoryStateRepository repository = new MemoryStateRepository() {
        @Override
        public void setState(String key, String value) {
            written.add(value);
            super.setState(key, value);
        }
    };

    @Test
    void keeps_all_fields_of_a_channel() {
        PactChannel channel = new PactChannel(
                4_000_000_000L, "нов=ый\n", Map.of("state", Map.of("on", true, "list", List.of(1, "a=b\r\n", 1.5))));
        StoredSnapshot snapshot = load();
        snapshot.put(channel);
        snapshot.setComplete();
        snapshot.save();

        StoredSnapshot loaded = load();

        assertThat(loaded.get(4_000_000_000L)).isEqualTo(channel);
        assertThat(loaded.isComplete()).isTrue();
    }

    @Test
    void is_one_line_of_plain_json() {
        StoredSnapshot snapshot = load();
        snapshot.put(new PactChannel(1, "viber"));
        snapshot.putPending(new PactChannel(2, "а\nb\r\u2028\u0085"));
        snapshot.save();

        assertThat(repository.getState("key"))
                .isEqualTo(
                        "{\"complete\":false,\"channels\":[{\"external_id\":1,\"provider\":\"viber\"}],"
                                + "\"pending\":[{\"external_id\":2,\"provider\":\"\\u0430\\nb\\r\\u2028\\u0085\"}],\"missing\":{}}");
    }

    @Test
    void is_written_only_if_something_has_changed() {
        StoredSnapshot snapshot = load();
        snapshot.save();
        assertThat(written).isEmpty();

        snapshot.put(new PactChannel(1, "viber"));
        snapshot.save();
        snapshot.save();
        assertThat(written).hasSize(1);

        snapshot.putPending(new PactChannel(2, "viber"));
        snapshot.save();
        snapshot.putPending(new PactChannel(2, "viber"));
        snapshot.save();
        assertThat(written).as("pending already").hasSize(2);

        snapshot.setComplete();
        snapshot.save();
        snapshot.setComplete();
        snapshot.save();
        assertThat(written).as("complete already").hasSize(3);

        snapshot.remove(1);
        snapshot.save();
        assertThat(written).hasSize(4);
    }

    @Test
    void is_written_again_after_a_failed_write() {
        StoredSnapshot snapshot = StoredSnapshot.load(
                new MemoryStateRepository() {
                    @Override
                    public void setState(String key, String value) {
                        written.add(value);
                        if (written.size() == 1) {
                            throw new IllegalStateException("database is down");
                        }
                        super.setState(key, value);
                    }
                },
                "key");
        snapshot.put(new PactChannel(1, "viber"));
        assertThatThrownBy(snapshot::save).hasMessage("database is down");

        snapshot.save();

        assertThat(written).hasSize(2);
    }

    @Test
    void finds_missing_channels() {
        ChannelSnapshot snapshot = new ChannelSnapshot();
        for (long id = 1; id <= 4; id++) {
            snapshot.put(new PactChannel(id, "viber"));
        }
        snapshot.remove(4);

        assertThat(snapshot.countMissing(Set.of(1L, 3L), 1))
                .extracting(PactChannel::channelId)
                .containsExactly(2L);
    }

    @Test
    void pending_channel_is_not_received_but_can_be_missing() {
        StoredSnapshot snapshot = load();
        for (long id = 1; id <= 4; id++) {
            snapshot.putPending(new PactChannel(id, "viber"));
        }
        snapshot.put(new PactChannel(2, "viber"));
        snapshot.remove(3);
        snapshot.save();

        StoredSnapshot loaded = load();

        assertThat(loaded.get(1)).isNull();
        assertThat(loaded.get(2)).isEqualTo(new PactChannel(2, "viber"));
        assertThat(loaded.countMissing(Set.of(4L), 1))
                .extracting(PactChannel::channelId)
                .containsExactly(1L, 2L);
    }

    @Test
    void counts_how_often_a_channel_was_missing() {
        StoredSnapshot snapshot = load();
        snapshot.put(new PactChannel(1, "viber"));
        snapshot.put(new PactChannel(2, "viber"));

        assertThat(snapshot.countMissing(Set.of(), 3)).isEmpty();
        assertThat(snapshot.countMissing(Set.of(), 3)).isEmpty();
        snapshot.listed(2);
        snapshot.save();
        StoredSnapshot loaded = load();

        assertThat(loaded.countMissing(Set.of(), 3))
                .extracting(PactChannel::channelId)
                .containsExactly(1L);
        assertThat(loaded.countMissing(Set.of(), 3))
                .as("until it is removed")
                .extracting(PactChannel::channelId)
                .containsExactly(1L);
        assertThat(loaded.countMissing(Set.of(), 3)).hasSize(2);
    }

    /** As a column of a database does. */
    @Test
    void repository_that_cuts_the_text_is_an_error_at_the_first_save_that_is_too_long() {
        StoredSnapshot snapshot = StoredSnapshot.load(
                new MemoryStateRepository() {
                    @Override
                    public void setState(String key, String value) {
                        super.setState(key, value.substring(0, Math.min(value.length(), 255)));
                    }
                },
                "key");
        snapshot.put(new PactChannel(1, "viber"));
        snapshot.save();
        for (long id = 2; id <= 20; id++) {
            snapshot.put(new PactChannel(id, "viber"));
        }

        assertThatThrownBy(snapshot::save)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("The state repository has not stored the state 'key' completely:"
                        + " \\d{3} characters were written, 255 were read");
    }

    /** As a column of the type jsonb does. */
    @Test
    void repository_may_write_the_json_in_another_form() {
        StoredSnapshot snapshot = StoredSnapshot.load(
                new MemoryStateRepository() {
                    @Override
                    public void setState(String key, String value) {
                        super.setState(key, value.replace(":", " : "));
                    }
                },
                "key");
        snapshot.put(new PactChannel(1, "viber"));

        assertThatNoException().isThrownBy(snapshot::save);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "{}",
                "{\"complete\":true,\"channels\":[{\"external_id\":1,\"provi",
                "{\"complete\":\"yes\",\"channels\":[],\"pending\":[],\"missing\":{}}",
                "{\"complete\":true,\"channels\":[],\"pending\":[]}",
                "{\"complete\":true,\"channels\":[],\"missing\":{}}",
                "{\"complete\":true,\"channels\":{},\"pending\":[],\"missing\":{}}",
                "{\"complete\":true,\"channels\":[1],\"pending\":[],\"missing\":{}}",
                "{\"complete\":true,\"channels\":[],\"pending\":[],\"missing\":{\"a\":1}}",
                "{\"complete\":true,\"channels\":[],\"pending\":[],\"missing\":{\"1\":\"one\"}}",
                "{\"complete\":true,\"channels\":[],\"pending\":[{\"external_id\":\"x\"}],\"missing\":{}}",
                "{\"complete\":true,\"channels\":[{\"external_id\":1,\"provider\":2}],\"pending\":[],\"missing\":{}}",
                "{\"complete\":true,\"channels\":[],\"pending\":[],\"missing\":{}} and more"
            })
    void damaged_text_is_an_error_and_stays(String text) {
        repository.setState("key", text);

        assertThatThrownBy(this::load)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("The state 'key'", "is damaged", "Restore it, or delete it");
        assertThat(repository.getState("key")).isEqualTo(text);
    }

    private StoredSnapshot load() {
        return StoredSnapshot.load(repository, "key");
    }
}
