/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Runs one example against a sandbox, with files and properties of the test instead of those of {@link Demo}. */
final class ExampleFixture implements AutoCloseable {

    /** The two languages of the routes. */
    enum Dsl {
        JAVA,
        YAML
    }

    final PactChannelsSandbox sandbox = PactChannelsSandbox.start();
    final Map<String, String> properties = new HashMap<>(Map.of(
            "camel.component.pact-channels.api-token", sandbox.apiToken(),
            "camel.component.pact-channels.base-uri", sandbox.baseUri(),
            "camel.component.pact-channels.retry-delay", "1",
            "companyId", Long.toString(sandbox.companyId())));

    private final Example example;
    private final Path directory;
    private final Logger people = (Logger) LoggerFactory.getLogger("example");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    ExampleFixture(String example, Path directory) {
        this.example = Examples.named(example).orElseThrow();
        this.directory = directory;
        log.start();
        people.addAppender(log);
    }

    /** Runs the routes until they have ended, and returns the status. */
    int run(Dsl dsl) throws Exception {
        Files.createDirectories(file(""));
        PrintStream out = new PrintStream(OutputStream.nullOutputStream());
        return new Demo(out, directory).run(example, dsl == Dsl.YAML, properties);
    }

    /** A file of the example. */
    Path file(String name) {
        return directory.resolve(example.name()).resolve(name);
    }

    /** Writes a file of the example atomically. */
    void write(String name, String text) {
        try {
            Files.createDirectories(file(name).getParent());
            Path unfinished = Files.createTempFile(directory, "", "");
            Files.writeString(unfinished, text);
            Files.move(unfinished, file(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The log messages of the routes. */
    List<String> logged() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Override
    public void close() {
        people.detachAppender(log);
        sandbox.close();
    }
}
