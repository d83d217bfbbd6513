/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.delivery;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A message store in a file, for one process. Each change is appended to the file, and the file is rewritten when more than half of
 * it is outdated. A message is written to the disk before its request is sent; threads that send together share the wait for the disk.
 * A second process that opens the same file fails. Leases are kept in memory, since no other process could claim the messages.
 *
 * <p>All messages are held in memory, some 200 bytes each, and some 200 more until they are finished.
 */
public class FileMessageStore extends ServiceSupport implements MessageStore {

    private static final Logger LOG = LoggerFactory.getLogger(FileMessageStore.class);

    /** The file is not rewritten for less than this number of outdated bytes. */
    private static final long MIN_OUTDATED = 1 << 20;

    private final Lock mutex = new ReentrantLock();

    /** Without their keys, as {@link MessageCodec} encodes them: half the size of the objects. */
    private final Map<String, byte[]> messages = new HashMap<>();

    private final OpenMessages open = new OpenMessages();

    private Path file;
    private FileChannel lockFile;
    private RecordFile records;

    /** The number of bytes of the records that are not outdated. */
    private long current;

    /** For {@link #setFile}. */
    public FileMessageStore() {}

    /**
     * @param file the file; see {@link #setFile}
     */
    public FileMessageStore(Path file) {
        this.file = file;
    }

    @Override
    public StoredMessage putIfAbsent(StoredMessage message) {
        long end;
        RecordFile target;
        mutex.lock();
        try {
            StoredMessage before = get(message.key());
            if (before != null) {
                return before;
            }
            end = write(message);
            target = records;
        } finally {
            mutex.unlock();
        }
        sync(target, end);
        return null;
    }

    @Override
    public StoredMessage find(String key) {
        mutex.lock();
        try {
            return get(key);
        } finally {
            mutex.unlock();
        }
    }

    @Override
    public StoredMessage findSent(long companyId, long jobId) {
        mutex.lock();
        try {
            opened();
            String key = open.sent(companyId, jobId);
            return key == null ? null : get(key);
        } finally {
            mutex.unlock();
        }
    }

    @Override
    public boolean replace(StoredMessage before, StoredMessage next) {
        long end;
        RecordFile target;
        mutex.lock();
        try {
            StoredMessage stored = get(before.key());
            if (stored == null || stored.version() != before.version()) {
                return false;
            }
            if (isPostponed(before, next)) {
                put(next);
                return true;
            }
            end = write(next);
            target = records;
        } finally {
            mutex.unlock();
        }
        if (next.state() == MessageState.SENDING) {
            sync(target, end);
        }
        return true;
    }

    @Override
    public boolean remove(StoredMessage message) {
        mutex.lock();
        try {
            StoredMessage stored = get(message.key());
            if (stored == null || stored.version() != message.version()) {
                return false;
            }
            append(MessageCodec.removal(message.key()));
            open.remove(stored);
            current -= lengthOf(message.key(), messages.remove(message.key()));
            return true;
        } finally {
            mutex.unlock();
        }
    }

    @Override
    public List<StoredMessage> claim(long companyId, Instant now, Instant leaseEnd, int limit) {
        mutex.lock();
        try {
            opened();
            List<StoredMessage> claimed = new ArrayList<>();
            for (String key : open.due(companyId, now, limit)) {
                StoredMessage message = get(key).dueAt(leaseEnd);
                put(message);
                claimed.add(message);
            }
            return claimed;
        } finally {
            mutex.unlock();
        }
    }

    @Override
    public long countOpen(long companyId) {
        mutex.lock();
        try {
            opened();
            return open.count(companyId);
        } finally {
            mutex.unlock();
        }
    }

    /** The path of the file. */
    public String getFile() {
        return Objects.toString(file, null);
    }

    /**
     * The path of the file. It is created if necessary, with its directory. Next to it are a file .lock and, for moments, a file .tmp.
     * The file system must be local: others do not always keep the order of writes, or locks.
     */
    public void setFile(String file) {
        this.file = Path.of(file);
    }

    @Override
    protected void doStart() throws Exception {
        Objects.requireNonNull(file, "file is missing");
        Files.createDirectories(file.toAbsolutePath().getParent());
        mutex.lock();
        try {
            lockFile = lock(file.resolveSibling(file.getFileName() + ".lock"));
            load();
        } catch (IOException e) {
            doStop();
            throw e;
        } finally {
            mutex.unlock();
        }
    }

    @Override
    protected void doStop() throws Exception {
        mutex.lock();
        try {
            if (records != null) {
                records.sync(records.length());
            }
        } finally {
            if (records != null) {
                abandon(records);
            }
            messages.clear();
            open.clear();
            if (lockFile != null) {
                lockFile.close();
                lockFile = null;
            }
            mutex.unlock();
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Of this process.
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw new IOException(
                    file + " is locked: another process or Camel context uses the messages. Only one can");
        }
        return channel;
    }

    private void load() throws IOException {
        messages.clear();
        open.clear();
        current = 0;
        records = RecordFile.open(file, record -> {
            String key = MessageCodec.key(record);
            byte[] value = MessageCodec.value(record);
            byte[] before = value.length == 0 ? messages.remove(key) : messages.put(key, value);
            current += lengthOf(key, value) - lengthOf(key, before);
        });
        messages.forEach((key, value) -> open.add(MessageCodec.decode(key, value)));
    }

    /** The records; after a failure those that the file really has. */
    private RecordFile opened() {
        if (lockFile == null) {
            throw new IllegalStateException("The message store " + file + " is not started");
        }
        if (records == null) {
            try {
                load();
            } catch (IOException e) {
                throw failed(e);
            }
        }
        return records;
    }

    private StoredMessage get(String key) {
        opened();
        byte[] value = messages.get(key);
        return value == null ? null : MessageCodec.decode(key, value);
    }

    /** Such a change may be lost: after a restart the message is due earlier than necessary. */
    private static boolean isPostponed(StoredMessage before, StoredMessage next) {
        return next.dueAt() != null && next.equals(before.dueAt(next.dueAt()));
    }

    /** Returns the end of the file after the record. */
    private long write(StoredMessage message) {
        append(MessageCodec.record(message.key(), MessageCodec.encode(message)));
        long end = records.length();
        put(message);
        compactIfOutdated();
        return end;
    }

    private void append(byte[] record) {
        try {
            records.append(record);
        } catch (IOException e) {
            abandon(records);
            throw failed(e);
        }
    }

    private void put(StoredMessage message) {
        byte[] value = MessageCodec.encode(message);
        byte[] before = messages.put(message.key(), value);
        if (before != null) {
            open.remove(MessageCodec.decode(message.key(), before));
        }
        open.add(message);
        current += lengthOf(message.key(), value) - lengthOf(message.key(), before);
    }

    /** The length of a record; 0 if there is no message. */
    private static int lengthOf(String key, byte[] value) {
        return value == null || value.length == 0 ? 0 : RecordFile.lengthOf(MessageCodec.record(key, value));
    }

    private void compactIfOutdated() {
        if (records.length() - current < Math.max(current, MIN_OUTDATED)) {
            return;
        }
        RecordFile before = records;
        try {
            // After that no thread waits for the old file.
            before.sync(before.length());
            before.close();
            records = RecordFile.create(
                    file,
                    messages.entrySet().stream()
                            .map(message -> MessageCodec.record(message.getKey(), message.getValue()))
                            .iterator());
        } catch (IOException e) {
            LOG.warn("{} was not compacted", file, e);
            abandon(before);
        }
    }

    /** Without the lock, so that other threads can append meanwhile. */
    private void sync(RecordFile target, long end) {
        try {
            target.sync(end);
        } catch (IOException e) {
            mutex.lock();
            try {
                abandon(target);
            } finally {
                mutex.unlock();
            }
            throw failed(e);
        }
    }

    /** The file is read again before it is used the next time. */
    private void abandon(RecordFile failed) {
        if (records == failed) {
            records = null;
        }
        try {
            failed.close();
        } catch (IOException e) {
            LOG.debug("{} was not closed", file, e);
        }
    }

    private MessageStoreException failed(IOException e) {
        return new MessageStoreException("The message store " + file + " failed: " + e.getMessage(), e);
    }
}
