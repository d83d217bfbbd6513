/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.changes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A state repository that stores each value in a separate file of a directory. A value is replaced as a whole: a process that is
 * killed, or a power failure, leaves the old value or the new one, and at most a file {@code .*.tmp} that is never read.
 *
 * <p>Nothing is cached, so machines can share the directory as long as only one of them writes: each reads the values that another
 * one has written. Safe for use by many threads.
 */
public class DirectoryStateRepository extends ServiceSupport implements StateRepository<String, String> {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryStateRepository.class);

    private String directory;

    /** For {@link #setDirectory}. */
    public DirectoryStateRepository() {}

    /**
     * @param directory the path of the directory; see {@link #setDirectory}
     */
    public DirectoryStateRepository(String directory) {
        this.directory = directory;
    }

    /**
     * Replaces a value.
     *
     * @throws UncheckedIOException if the write fails; the old value is kept
     */
    @Override
    public void setState(String key, String value) {
        Path file = file(key);
        Path temporary = null;
        try {
            temporary = Files.createTempFile(Path.of(directory), ".", ".tmp");
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                // Before the file is renamed: otherwise a power failure can leave an empty file of the final name.
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            deleteQuietly(temporary);
            throw new UncheckedIOException("State '" + key + "' was not written to " + file, e);
        }
    }

    /**
     * The value as it is in the directory now, or {@code null}.
     *
     * @throws UncheckedIOException if the read fails
     */
    @Override
    public String getState(String key) {
        Path file = file(key);
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("State '" + key + "' was not read from " + file, e);
        }
    }

    /** The path of the directory. */
    public String getDirectory() {
        return directory;
    }

    /**
     * The path of the directory. It is created if necessary, and must not be used for anything else.
     */
    public void setDirectory(String directory) {
        this.directory = directory;
    }

    @Override
    protected void doStart() throws Exception {
        Files.createDirectories(Path.of(Objects.requireNonNull(directory, "directory is missing")));
    }

    /** Any text can be a key, but not a file name. */
    private Path file(String key) {
        return Path.of(directory, URLEncoder.encode(key, StandardCharsets.UTF_8).replace("*", "%2A") + ".state");
    }

    private static void deleteQuietly(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.debug("Temporary file not deleted: {}", file, e);
        }
    }
}
