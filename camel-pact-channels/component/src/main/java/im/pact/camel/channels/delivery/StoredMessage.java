/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * A message as a {@link MessageStore} keeps it. {@link MessageStore#replace} stores the next version of a message only if this
 * version is still the stored one.
 *
 * @param key        the key that the sender has chosen, such as an order number
 * @param companyId  the company
 * @param channelId  the channel
 * @param phone      the recipient, as it is sent
 * @param state      the state
 * @param jobId      the job of the service that delivers the message; {@code null} until the service has accepted the message
 * @param reason     why the message was not delivered, or {@code null}
 * @param createdAt  when the request was sent; in milliseconds, as all times
 * @param finishedAt when the state became final, or {@code null}
 * @param dueAt      when the message has to be checked or emitted next; {@code null} as soon as its final state was emitted
 * @param version    the version. It increases with each change, and is higher than that of a removed message with the same key
 */
public record StoredMessage(
        String key,
        long companyId,
        long channelId,
        String phone,
        MessageState state,
        Long jobId,
        String reason,
        Instant createdAt,
        Instant finishedAt,
        Instant dueAt,
        long version) {

    /** The maximum length of a key and of a phone. */
    public static final int MAX_LENGTH = 255;

    private static final int MAX_REASON_LENGTH = 1000;

    /** @throws IllegalArgumentException if key or phone is empty, too long, or cannot be stored by every database */
    public StoredMessage {
        check("messageKey", key);
        check("phone", phone);
        Objects.requireNonNull(state, "state");
        reason = shortened(reason);
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
        finishedAt = finishedAt == null ? null : finishedAt.truncatedTo(ChronoUnit.MILLIS);
        dueAt = dueAt == null ? null : dueAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * A message that is about to be sent.
     *
     * @param now   the current time
     * @param dueAt when the request has ended in any case
     */
    public static StoredMessage sending(
            String key, long companyId, long channelId, String phone, Instant now, Instant dueAt) {
        return new StoredMessage(
                key,
                companyId,
                channelId,
                phone,
                MessageState.SENDING,
                null,
                null,
                now,
                null,
                dueAt,
                now.toEpochMilli());
    }

    /** This message, about to be sent a second time. */
    StoredMessage sendingAgain(Instant now, Instant dueAt) {
        Instant later = now.isAfter(createdAt) ? now : createdAt.plusMillis(1);
        return new StoredMessage(
                key, companyId, channelId, phone, MessageState.SENDING, null, null, later, null, dueAt, version + 1);
    }

    /** This message, accepted by the service. */
    StoredMessage sent(long job, Instant checkAt) {
        return next(MessageState.SENT, job, null, null, checkAt);
    }

    /** This message in a final state, due to be emitted. */
    StoredMessage finished(MessageState result, String why, Instant time, Instant emitAt) {
        return next(result, jobId, why, time, emitAt);
    }

    /** This message, due at another time; {@code null} if it was emitted. */
    StoredMessage dueAt(Instant time) {
        return next(state, jobId, reason, finishedAt, time);
    }

    private StoredMessage next(MessageState newState, Long job, String why, Instant finished, Instant due) {
        return new StoredMessage(
                key, companyId, channelId, phone, newState, job, why, createdAt, finished, due, version + 1);
    }

    /** Whether the message is the same attempt as another one. */
    boolean isSameAttempt(StoredMessage other) {
        return createdAt.equals(other.createdAt);
    }

    /** Whether both are for the same person through the same channel. */
    boolean isForSameRecipient(StoredMessage other) {
        return companyId == other.companyId && channelId == other.channelId && phone.equals(other.phone);
    }

    private static void check(String name, String text) {
        if (text == null || text.isEmpty()) {
            throw new IllegalArgumentException("sendFirst: " + name + " is missing");
        } else if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("sendFirst: " + name + " must be at most " + MAX_LENGTH
                    + " characters long (was " + text.length() + ")");
        } else if (text.codePoints().anyMatch(StoredMessage::isNotStorable)) {
            throw new IllegalArgumentException(
                    "sendFirst: " + name + " must not contain the character U+0000 or half of a surrogate pair");
        }
    }

    private static boolean isNotStorable(int codePoint) {
        return codePoint == 0 || codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static String shortened(String text) {
        if (text == null) {
            return null;
        }
        String storable = new String(text.replace("\0", "").getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        if (storable.length() <= MAX_REASON_LENGTH) {
            return storable;
        }
        boolean splitsPair = Character.isHighSurrogate(storable.charAt(MAX_REASON_LENGTH - 1));
        return storable.substring(0, splitsPair ? MAX_REASON_LENGTH - 1 : MAX_REASON_LENGTH);
    }
}
