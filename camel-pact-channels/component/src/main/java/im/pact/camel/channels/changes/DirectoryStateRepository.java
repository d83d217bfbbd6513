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
 * Keeps each value in a file of its own in a folder, for {@code emit=change}. It holds nothing in memory, so that machines that
 * take turns, one leader at a time, can share the folder: each reads what the one before has written, and none writes anything
 * else than what it is given. A value is replaced as a whole; a process that is killed leaves the one before, and at most a file
 * {@code .*.tmp} that nobody reads.
 *
 * <p>Safe for use by many threads.
 */
public class DirectoryStateRepository extends ServiceSupport implements StateRepository<String, String> {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryStateRepository.class);

    private String folder;

    /** For {@link #setFolder}. */
    public DirectoryStateRepository() {}

    /**
     * @param folder the path of the folder; see {@link #setFolder}
     */
    public DirectoryStateRepository(String folder) {
        this.folder = folder;
    }

    /**
     * Replaces a value.
     *
     * @throws UncheckedIOException if it can't be written; the value before is still there then
     */
    @Override
    public void setState(String key, String value) {
        Path file = file(key);
        Path unfinished = null;
        try {
            unfinished = Files.createTempFile(Path.of(folder), ".", ".tmp");
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                // Before it has its name: after a power cut there would be an empty file of this name otherwise.
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            deleteQuietly(unfinished);
            throw new UncheckedIOException("State '" + key + "' can't be written to " + file, e);
        }
    }

    /**
     * The value as it is in the folder now, or {@code null} if there is none.
     *
     * @throws UncheckedIOException if it can't be read
     */
    @Override
    public String getState(String key) {
        Path file = file(key);
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("State '" + key + "' can't be read from " + file, e);
        }
    }

    /** The path of the folder. */
    public String getFolder() {
        return folder;
    }

    /** The path of the folder. It is made if there is none, and is for this kind of repository alone. */
    public void setFolder(String folder) {
        this.folder = folder;
    }

    @Override
    protected void doStart() throws Exception {
        Files.createDirectories(Path.of(Objects.requireNonNull(folder, "DirectoryStateRepository needs a folder")));
    }

    /** A key can be any text, a file name can't. */
    private Path file(String key) {
        return Path.of(folder, URLEncoder.encode(key, StandardCharsets.UTF_8).replace("*", "%2A") + ".state");
    }

    private static void deleteQuietly(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.debug("Left behind: {}", file, e);
        }
    }
}
