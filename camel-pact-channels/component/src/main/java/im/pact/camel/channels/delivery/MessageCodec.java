/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.delivery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Messages as bytes. A record of the file is a key, followed by a message without its key, or by nothing if it was removed. */
final class MessageCodec {

    private static final MessageState[] STATES = MessageState.values();

    /** State, six numbers and times, two lengths. */
    private static final int FIXED = 1 + 7 * Long.BYTES + 2 * Short.BYTES;

    private static final long NO_NUMBER = Long.MIN_VALUE;

    private MessageCodec() {}

    /** A record of a message. */
    static byte[] record(String key, byte[] value) {
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Short.BYTES + name.length + value.length)
                .putShort((short) name.length)
                .put(name)
                .put(value)
                .array();
    }

    /** A record of the removal of a message. */
    static byte[] removal(String key) {
        return record(key, new byte[0]);
    }

    /** The key of a record. */
    static String key(byte[] record) {
        return new String(record, Short.BYTES, keyLength(record), StandardCharsets.UTF_8);
    }

    /** The message in a record, empty if it was removed. */
    static byte[] value(byte[] record) {
        int start = Short.BYTES + keyLength(record);
        byte[] value = new byte[record.length - start];
        System.arraycopy(record, start, value, 0, value.length);
        return value;
    }

    private static int keyLength(byte[] record) {
        return ByteBuffer.wrap(record).getShort();
    }

    static byte[] encode(StoredMessage message) {
        byte[] phone = message.phone().getBytes(StandardCharsets.UTF_8);
        byte[] reason =
                message.reason() == null ? new byte[0] : message.reason().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(FIXED + phone.length + reason.length)
                .put((byte) message.state().ordinal())
                .putLong(message.companyId())
                .putLong(message.channelId())
                .putLong(message.jobId() == null ? NO_NUMBER : message.jobId())
                .putLong(millis(message.createdAt()))
                .putLong(millis(message.finishedAt()))
                .putLong(millis(message.dueAt()))
                .putLong(message.version())
                .putShort((short) phone.length)
                .put(phone)
                .putShort((short) (message.reason() == null ? -1 : reason.length))
                .put(reason)
                .array();
    }

    static StoredMessage decode(String key, byte[] value) {
        ByteBuffer bytes = ByteBuffer.wrap(value);
        MessageState state = STATES[bytes.get()];
        long companyId = bytes.getLong();
        long channelId = bytes.getLong();
        long jobId = bytes.getLong();
        Instant createdAt = instant(bytes.getLong());
        Instant finishedAt = instant(bytes.getLong());
        Instant dueAt = instant(bytes.getLong());
        long version = bytes.getLong();
        return new StoredMessage(
                key,
                companyId,
                channelId,
                text(bytes),
                state,
                jobId == NO_NUMBER ? null : jobId,
                text(bytes),
                createdAt,
                finishedAt,
                dueAt,
                version);
    }

    private static String text(ByteBuffer bytes) {
        short length = bytes.getShort();
        if (length < 0) {
            return null;
        }
        byte[] text = new byte[length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static long millis(Instant time) {
        return time == null ? NO_NUMBER : time.toEpochMilli();
    }

    private static Instant instant(long millis) {
        return millis == NO_NUMBER ? null : Instant.ofEpochMilli(millis);
    }
}
