/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.changes;

import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.model.PactChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.processor.state.FileStateRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of the channels, and what becomes of it when the process is killed. */
class ChannelSnapshotTest {

    @TempDir
    Path folder;

    private final List<String> damages = new ArrayList<>();

    @Test
    void keeps_everything_that_a_channel_shows() {
        StateRepository<String, String> repository = new MemoryStateRepository();
        PactChannel channel = new PactChannel(
                4_000_000_000L, "нов=ый\n", Map.of("state", Map.of("on", true, "list", List.of(1, "a=b\r\n", 1.5))));
        ChannelSnapshot written = load(repository);
        written.put(channel);
        written.completed();
        written.save();

        ChannelSnapshot read = load(repository);

        assertThat(read.get(4_000_000_000L)).isEqualTo(channel);
        assertThat(read.isComplete()).isTrue();
        assertThat(damages).isEmpty();
    }

    @Test
    void keeps_nothing_that_a_file_repository_can_not_take() {
        List<String> texts = new ArrayList<>();
        ChannelSnapshot known = load(new MemoryStateRepository() {
            @Override
            public void setState(String key, String value) {
                assertThat(key).doesNotContain("=", "\n");
                texts.add(value);
            }
        });
        known.put(new PactChannel(1, "a\nb\r\u2028\u0085"));
        known.save();

        assertThat(texts).isNotEmpty().allMatch(text -> text != null && !text.contains("\n") && !text.contains("\r"));
    }

    @Test
    void writes_only_what_has_changed() {
        List<String> keys = new ArrayList<>();
        ChannelSnapshot known = load(new MemoryStateRepository() {
            @Override
            public void setState(String key, String value) {
                keys.add(key);
            }
        });
        keys.clear();
        known.save();
        assertThat(keys).isEmpty();

        known.put(new PactChannel(1, "viber"));
        known.save();
        known.save();
        assertThat(keys).hasSize(1);

        known.markPending(new PactChannel(2, "viber"));
        known.save();
        known.markPending(new PactChannel(2, "viber"));
        known.save();
        assertThat(keys).as("announced again").hasSize(2);
    }

    @Test
    void knows_what_is_missing() {
        ChannelSnapshot known = load(new MemoryStateRepository());
        for (long id = 1; id <= 4; id++) {
            known.put(new PactChannel(id, "viber"));
        }
        known.remove(4);

        assertThat(known.missingFrom(Set.of(1L, 3L)))
                .extracting(PactChannel::channelId)
                .containsExactly(2L);
    }

    @Test
    void what_is_announced_is_not_known_but_missing_when_it_is_gone() {
        StateRepository<String, String> repository = new MemoryStateRepository();
        ChannelSnapshot written = load(repository);
        for (long id = 1; id <= 4; id++) {
            written.markPending(new PactChannel(id, "viber"));
        }
        written.put(new PactChannel(2, "viber"));
        written.remove(3);
        written.save();

        ChannelSnapshot read = load(repository);

        assertThat(read.get(1)).isNull();
        assertThat(read.get(2)).isEqualTo(new PactChannel(2, "viber"));
        assertThat(read.missingFrom(Set.of(4L)))
                .extracting(PactChannel::channelId)
                .containsExactly(1L, 2L);
        assertThat(damages).isEmpty();
    }

    /** Camel's file repository appends lines, so what a kill leaves is the file up to some byte. */
    @Test
    void a_kill_at_any_byte_of_a_write_loses_no_more_than_that_write() throws Exception {
        Path file = folder.resolve("state");
        ChannelSnapshot written = load(repository(file));
        for (long id = 1; id <= 3; id++) {
            written.put(new PactChannel(id, "viber"));
            written.save();
        }
        byte[] before = Files.readAllBytes(file);
        written.put(new PactChannel(4, "вк"));
        written.save();
        byte[] after = Files.readAllBytes(file);
        int key = "key.0".length();

        // Camel can't read a line that ends within its key.
        for (int length = before.length + key + 1; length <= after.length; length++) {
            Path killed = folder.resolve("killed-" + length);
            Files.write(killed, Arrays.copyOf(after, length));
            ChannelSnapshot read = load(repository(killed));
            assertThat(read.get(3)).as("cut at %d", length).isNotNull();

            // Life goes on behind the cut, and the next start reads it.
            read.put(new PactChannel(5, "viber"));
            read.save();
            assertThat(load(repository(killed)).get(5)).as("cut at %d", length).isNotNull();
            assertThat(load(repository(killed)).get(3)).as("cut at %d", length).isNotNull();
        }
        assertThat(damages).isEmpty();
    }

    private ChannelSnapshot load(StateRepository<String, String> repository) {
        repository.start();
        ChannelSnapshot known = new ChannelSnapshot(repository, "key");
        known.load(damages::add);
        return known;
    }

    private static StateRepository<String, String> repository(Path file) {
        return FileStateRepository.fileStateRepository(file.toFile());
    }
}
