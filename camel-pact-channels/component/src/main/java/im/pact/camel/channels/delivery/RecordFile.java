/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.delivery;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of records that is only appended to. Each record has its length and a checksum, so a record that was cut by a crash is
 * recognized. Only {@link #sync} is thread-safe.
 *
 * <p>It is written by streams: an interrupted thread would close a {@link FileChannel} for all.
 */
final class RecordFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RecordFile.class);

    private static final byte[] HEADER = "pact-channels messages 1\n".getBytes(StandardCharsets.US_ASCII);

    /** Length and checksum. */
    private static final int PREFIX = 8;

    private static final int MAX_RECORD = 1 << 16;

    /** More bytes than a crash can leave without a valid record at the end. */
    private static final int MAX_TAIL = 16 << 20;

    private static final int BUFFER = 1 << 18;

    private final FileOutputStream out;
    private final GroupCommit commit;
    private volatile long length;

    private RecordFile(Path file) throws IOException {
        this.out = new FileOutputStream(file.toFile(), true);
        this.length = Files.size(file);
        this.commit = new GroupCommit(() -> length, () -> out.getFD().sync());
    }

    /**
     * Opens a file, or creates it.
     *
     * @param records receives the records that the file has, the oldest first
     * @throws IOException if it is another file, or damaged in another way than by a crash
     */
    static RecordFile open(Path file, Consumer<byte[]> records) throws IOException {
        if (!Files.exists(file)) {
            return create(file, Collections.emptyIterator());
        }
        long end = read(file, records);
        if (end < Files.size(file)) {
            cutTail(file, end);
        }
        return new RecordFile(file);
    }

    /** Replaces a file as a whole: a crash leaves the old one or the new one. */
    static RecordFile create(Path file, Iterator<byte[]> records) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileOutputStream target = new FileOutputStream(temporary.toFile());
                OutputStream buffer = new BufferedOutputStream(target, BUFFER)) {
            buffer.write(HEADER);
            while (records.hasNext()) {
                buffer.write(framed(records.next()));
            }
            buffer.flush();
            target.getFD().sync();
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        syncDirectory(directory);
        return new RecordFile(file);
    }

    /** The number of bytes of the file. */
    long length() {
        return length;
    }

    /** The number of bytes that a record takes. */
    static int lengthOf(byte[] record) {
        return PREFIX + record.length;
    }

    /** Appends a record. It survives the end of the process, and after {@link #sync} a power failure too. */
    void append(byte[] record) throws IOException {
        byte[] framed = framed(record);
        out.write(framed);
        length += framed.length;
    }

    /**
     * Makes the first bytes durable.
     *
     * @param bytes the length of the file after a record was appended
     */
    void sync(long bytes) throws IOException {
        commit.await(bytes);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static byte[] framed(byte[] record) {
        return ByteBuffer.allocate(lengthOf(record))
                .putInt(record.length)
                .putInt(checksum(record))
                .put(record)
                .array();
    }

    private static int checksum(byte[] record) {
        CRC32C checksum = new CRC32C();
        checksum.update(record, 0, record.length);
        return (int) checksum.getValue();
    }

    /** Returns the end of the last record before the end of the file or the first damaged record. */
    private static long read(Path file, Consumer<byte[]> records) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            if (!Arrays.equals(in.readNBytes(HEADER.length), HEADER)) {
                throw new IOException(file + " is not a file of messages");
            }
            long end = HEADER.length;
            while (true) {
                byte[] record = readRecord(in);
                if (record == null) {
                    return end;
                }
                records.accept(record);
                end += lengthOf(record);
            }
        }
    }

    private static byte[] readRecord(DataInputStream in) throws IOException {
        try {
            int size = in.readInt();
            int checksum = in.readInt();
            if (size < 1 || size > MAX_RECORD) {
                return null;
            }
            byte[] record = new byte[size];
            in.readFully(record);
            return checksum(record) == checksum ? record : null;
        } catch (EOFException e) {
            return null;
        }
    }

    /** A crash damages only the end. With a valid record after it, the damage has another cause, and messages would be forgotten. */
    private static void cutTail(Path file, long end) throws IOException {
        long tail = Files.size(file) - end;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(tail, MAX_TAIL));
            while (bytes.hasRemaining() && channel.read(bytes, end + bytes.position()) >= 0) {
                // Until the end.
            }
            if (tail > MAX_TAIL || containsRecord(bytes.flip())) {
                throw new IOException(file + " is damaged at byte " + end
                        + ", not only at its end. Restore it from a backup; without it messages could be sent twice");
            }
            LOG.warn("{} ends with an incomplete record, as after a crash. The last {} bytes were removed", file, tail);
            channel.truncate(end);
            channel.force(true);
        }
    }

    private static boolean containsRecord(ByteBuffer bytes) {
        for (int start = 1; start + PREFIX < bytes.limit(); start++) {
            int size = bytes.getInt(start);
            if (size > 0 && size <= bytes.limit() - start - PREFIX && size <= MAX_RECORD) {
                byte[] record = new byte[size];
                bytes.get(start + PREFIX, record);
                if (checksum(record) == bytes.getInt(start + 4)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Makes the new name of a file durable. Not every operating system can open a directory. */
    private static void syncDirectory(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.debug("Directory not synced: {}", directory, e);
        }
    }
}
