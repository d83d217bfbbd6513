/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The classes and tests that the manual names exist. */
class SourceReferencesTest {

    private static final Path PAGES = Path.of("src", "main", "asciidoc");
    private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]\\w+)`");

    /** Classes of Camel and HttpClient on the architecture page. */
    private static final Set<String> LIBRARIES =
            Set.of("HttpClient", "HttpEndpoint", "ScheduledBatchPollingConsumer", "ConsumerTemplate");

    private static Set<String> sources;

    @BeforeAll
    static void findSources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            sources = files.filter(file -> file.toString().matches(".*/src/(main|test)/java/.*[.]java"))
                    .map(file -> file.getFileName().toString())
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void every_test_that_a_page_names_exists() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.filter(page -> page.toString().endsWith(".adoc"))
                            .flatMap(SourceReferencesTest::classes)
                            .filter(name -> name.endsWith("Test")))
                    .contains("ConsumerTest")
                    .filteredOn(name -> !sources.contains(name))
                    .isEmpty();
        }
    }

    @Test
    void every_class_that_the_architecture_page_names_exists() {
        assertThat(classes(PAGES.resolve("architecture.adoc")))
                .contains("PactChannelsProducer")
                .filteredOn(name -> !LIBRARIES.contains(name) && !sources.contains(name))
                .isEmpty();
    }

    private static Stream<String> classes(Path page) {
        try {
            return CLASS.matcher(Files.readString(page)).results().map(match -> match.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
