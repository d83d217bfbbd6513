/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.PropertyBindingSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state repository that replaces values atomically, and that machines can share. */
class DirectoryStateRepositoryTest {

    @TempDir
    Path directory;

    @Test
    void keeps_the_last_value_of_each_key() {
        DirectoryStateRepository repository = repository();
        repository.setState("a", "1");
        repository.setState("b", "2");
        repository.setState("a", "новый\n=");

        assertThat(repository.getState("a")).isEqualTo("новый\n=");
        assertThat(repository.getState("b")).isEqualTo("2");
        assertThat(repository.getState("c")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "../a", "a/b", "a\\b", "*", "a=b", "a b", "маршрут", "NUL:", ""})
    void accepts_any_key_and_stays_in_its_directory(String key) throws Exception {
        Path home = Files.createDirectory(directory.resolve("home"));
        DirectoryStateRepository repository = new DirectoryStateRepository(home.toString());
        repository.setState(key, "1");
        repository.setState(key + "2", "2");

        assertThat(repository.getState(key)).isEqualTo("1");
        assertThat(files(home)).hasSize(2);
        assertThat(files(directory)).containsExactly(home);
    }

    @Test
    void reads_what_another_repository_has_written() {
        StateRepository<String, String> one = repository();
        StateRepository<String, String> other = repository();
        one.setState("a", "1");
        assertThat(other.getState("a")).isEqualTo("1");

        other.setState("a", "2");
        assertThat(one.getState("a")).isEqualTo("2");
    }

    @Test
    void writes_nothing_when_it_stops() {
        DirectoryStateRepository one = repository();
        one.setState("a", "1");
        DirectoryStateRepository other = repository();
        other.setState("a", "2");
        one.stop();

        assertThat(other.getState("a")).isEqualTo("2");
    }

    /** A write fails here because a directory has the name of the file. */
    @Test
    void failure_is_reported_and_leaves_no_temporary_file() throws Exception {
        DirectoryStateRepository repository = repository();
        repository.setState("a", "1");
        Path file = files(directory).get(0);
        Files.delete(file);
        Files.createDirectories(file.resolve("in the way"));

        assertThatThrownBy(() -> repository.setState("a", "2"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("State 'a' was not written to " + file);
        assertThatThrownBy(() -> repository.getState("a"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("State 'a' was not read from " + file);
        assertThat(files(directory)).containsExactly(file);
    }

    @Test
    void creates_its_directory_and_can_be_configured_by_properties() throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            DirectoryStateRepository repository = new DirectoryStateRepository();
            PropertyBindingSupport.build()
                    .withCamelContext(context)
                    .withTarget(repository)
                    .withProperty("directory", directory.resolve("a/b").toString())
                    .bind();
            repository.start();
            repository.setState("a", "1");
        }
        assertThat(files(directory.resolve("a/b"))).hasSize(1);
    }

    @Test
    void does_not_start_without_a_directory() {
        assertThatThrownBy(() -> new DirectoryStateRepository().start()).hasMessageContaining("directory is missing");
    }

    private DirectoryStateRepository repository() {
        DirectoryStateRepository repository = new DirectoryStateRepository(directory.toString());
        repository.start();
        return repository;
    }

    private static List<Path> files(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
