/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.model.Channel;
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
class KnownChannelsTest {

    @TempDir
    Path folder;

    private final List<String> damages = new ArrayList<>();

    @Test
    void keepsEverythingThatAChannelShows() {
        StateRepository<String, String> repository = new MemoryStateRepository();
        Channel channel = new Channel(
                4_000_000_000L, "нов=ый\n", Map.of("state", Map.of("on", true, "list", List.of(1, "a=b\r\n", 1.5))));
        KnownChannels written = load(repository);
        written.put(channel);
        written.completed();
        written.save();

        KnownChannels read = load(repository);

        assertThat(read.get(4_000_000_000L)).isEqualTo(channel);
        assertThat(read.isComplete()).isTrue();
        assertThat(damages).isEmpty();
    }

    @Test
    void keepsNothingThatAFileRepositoryCanNotTake() {
        List<String> texts = new ArrayList<>();
        KnownChannels known = load(new MemoryStateRepository() {
            @Override
            public void setState(String key, String value) {
                assertThat(key).doesNotContain("=", "\n");
                texts.add(value);
            }
        });
        known.put(new Channel(1, "a\nb\r\u2028\u0085"));
        known.save();

        assertThat(texts).isNotEmpty().allMatch(text -> text != null && !text.contains("\n") && !text.contains("\r"));
    }

    @Test
    void writesOnlyWhatHasChanged() {
        List<String> keys = new ArrayList<>();
        KnownChannels known = load(new MemoryStateRepository() {
            @Override
            public void setState(String key, String value) {
                keys.add(key);
            }
        });
        keys.clear();
        known.save();
        assertThat(keys).isEmpty();

        known.put(new Channel(1, "viber"));
        known.save();
        known.save();
        assertThat(keys).hasSize(1);

        known.announce(new Channel(2, "viber"));
        known.save();
        known.announce(new Channel(2, "viber"));
        known.save();
        assertThat(keys).as("announced again").hasSize(2);
    }

    @Test
    void knowsWhatIsMissing() {
        KnownChannels known = load(new MemoryStateRepository());
        for (long id = 1; id <= 4; id++) {
            known.put(new Channel(id, "viber"));
        }
        known.remove(4);

        assertThat(known.without(Set.of(1L, 3L))).extracting(Channel::channelId).containsExactly(2L);
    }

    @Test
    void whatIsAnnouncedIsNotKnownButMissingWhenItIsGone() {
        StateRepository<String, String> repository = new MemoryStateRepository();
        KnownChannels written = load(repository);
        for (long id = 1; id <= 4; id++) {
            written.announce(new Channel(id, "viber"));
        }
        written.put(new Channel(2, "viber"));
        written.remove(3);
        written.save();

        KnownChannels read = load(repository);

        assertThat(read.get(1)).isNull();
        assertThat(read.get(2)).isEqualTo(new Channel(2, "viber"));
        assertThat(read.without(Set.of(4L))).extracting(Channel::channelId).containsExactly(1L, 2L);
        assertThat(damages).isEmpty();
    }

    /** Camel's file repository appends lines, so what a kill leaves is the file up to some byte. */
    @Test
    void aKillAtAnyByteOfAWriteLosesNoMoreThanThatWrite() throws Exception {
        Path file = folder.resolve("state");
        KnownChannels written = load(repository(file));
        for (long id = 1; id <= 3; id++) {
            written.put(new Channel(id, "viber"));
            written.save();
        }
        byte[] before = Files.readAllBytes(file);
        written.put(new Channel(4, "вк"));
        written.save();
        byte[] after = Files.readAllBytes(file);
        int key = "key.0".length();

        // Camel can't read a line that ends within its key.
        for (int length = before.length + key + 1; length <= after.length; length++) {
            Path killed = folder.resolve("killed-" + length);
            Files.write(killed, Arrays.copyOf(after, length));
            KnownChannels read = load(repository(killed));
            assertThat(read.get(3)).as("cut at %d", length).isNotNull();

            // Life goes on behind the cut, and the next start reads it.
            read.put(new Channel(5, "viber"));
            read.save();
            assertThat(load(repository(killed)).get(5)).as("cut at %d", length).isNotNull();
            assertThat(load(repository(killed)).get(3)).as("cut at %d", length).isNotNull();
        }
        assertThat(damages).isEmpty();
    }

    private KnownChannels load(StateRepository<String, String> repository) {
        repository.start();
        KnownChannels known = new KnownChannels(repository, "key");
        known.load(damages::add);
        return known;
    }

    private static StateRepository<String, String> repository(Path file) {
        return FileStateRepository.fileStateRepository(file.toFile());
    }
}
