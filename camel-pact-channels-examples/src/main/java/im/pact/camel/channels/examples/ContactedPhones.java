/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Header;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The phone numbers that have received a message, for {@link FirstMessagesRoutes}. Each is a file in a directory, with the number as
 * its name. It is created before the message is sent, and contains the job id after that. An empty file is a message with an unknown
 * outcome. To send a message to a number again, delete its file.
 *
 * <p>Camel's {@code FileIdempotentRepository} is not used, because it rewrites its file when a key is removed: a process that is
 * killed meanwhile loses other keys, and would send a second message to their numbers.
 */
public class ContactedPhones extends ServiceSupport implements IdempotentRepository {

    private final Path directory;
    private final Set<String> sending = new HashSet<>();

    public ContactedPhones(String directory) {
        this.directory = Path.of(directory);
    }

    @Override
    protected void doInit() throws IOException {
        Files.createDirectories(directory);
    }

    /** Returns false if the number has a file. Waits if another thread is sending to the number, because that may fail. */
    @Override
    public synchronized boolean add(String number) {
        try {
            while (sending.contains(number)) {
                wait();
            }
            Files.createFile(file(number));
            return sending.add(number);
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** Stores the job of a message that was sent. */
    public void sent(@Header("CamelPactChannelsPhone") String number, @Header("CamelPactChannelsJobId") long jobId)
            throws IOException {
        Files.writeString(file(number), jobId + "\n");
    }

    /** Removes a number to which nothing was sent. */
    public void release(@Header("CamelPactChannelsPhone") String number) {
        remove(number);
    }

    /** The result of an earlier message to this number, for the report. */
    public String earlierResult(@Header("CamelPactChannelsPhone") String number) {
        return file(number).toFile().length() > 0
                ? "written before"
                : "unknown: an earlier message to this number may have been sent";
    }

    @Override
    public boolean contains(String number) {
        return Files.exists(file(number));
    }

    @Override
    public synchronized boolean confirm(String number) {
        notifyAll();
        return sending.remove(number);
    }

    @Override
    public synchronized boolean remove(String number) {
        try {
            return Files.deleteIfExists(file(number));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            confirm(number);
        }
    }

    @Override
    public synchronized void clear() {
        try (Stream<Path> files = Files.list(directory)) {
            files.map(file -> file.getFileName().toString()).forEach(this::remove);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String number) {
        return directory.resolve(number);
    }
}
