/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.delivery;

import im.pact.camel.channels.client.PactChannelsOutcomeUnknownException;
import im.pact.camel.channels.model.DeliveryJob;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of stored messages: which state follows another one, and when. Safe for use by many threads and machines. */
public final class MessageTracker {

    private static final Logger LOG = LoggerFactory.getLogger(MessageTracker.class);

    private final MessageStore store;
    private final Clock clock;

    public MessageTracker(MessageStore store) {
        this(store, Clock.systemUTC());
    }

    MessageTracker(MessageStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Stores a message durably before it is sent.
     *
     * @param timeout the time after which the request has ended in any case
     * @param resend  whether to send the message a second time if the outcome of the first request is unknown
     * @return the message. In state {@link MessageState#SENDING} the caller has to send it now; otherwise it was sent before
     * @throws PactChannelsOutcomeUnknownException if it is not known whether the message was sent
     * @throws IllegalArgumentException            if the key is that of a message to another person or channel
     */
    public StoredMessage begin(
            String key, long companyId, long channelId, String phone, Duration timeout, boolean resend) {
        Instant now = clock.instant();
        StoredMessage message = StoredMessage.sending(key, companyId, channelId, phone, now, now.plus(timeout));
        while (true) {
            StoredMessage before = store.putIfAbsent(message);
            if (before == null) {
                return message;
            }
            checkRecipient(before, message);
            if (before.jobId() != null) {
                return before;
            } else if (!resend) {
                throw new PactChannelsOutcomeUnknownException(
                        companyId, channelId, key, before.state().name(), before.createdAt());
            }
            StoredMessage again = before.sendingAgain(now, now.plus(timeout));
            if (store.replace(before, again)) {
                return again;
            }
        }
    }

    private static void checkRecipient(StoredMessage before, StoredMessage message) {
        if (!before.isForSameRecipient(message)) {
            throw new IllegalArgumentException("sendFirst: messageKey " + message.key()
                    + " was used for another message (" + recipient(before) + "), not for " + recipient(message)
                    + ". Each message needs a separate key");
        }
    }

    private static String recipient(StoredMessage message) {
        return "company " + message.companyId() + ", channel " + message.channelId() + ", phone " + message.phone();
    }

    /** The service has accepted a message. */
    public void sent(StoredMessage sending, long jobId, Duration firstCheck) {
        StoredMessage stored = update(
                sending, current -> current.jobId() == null ? current.sent(jobId, now().plus(firstCheck)) : null);
        if (stored == null) {
            LOG.warn("The message {} was sent twice: another request with its key was sent meanwhile", sending.key());
        }
    }

    /** A message was certainly not sent: its key can be used again. */
    public void notSent(StoredMessage sending) {
        StoredMessage current = sending;
        while (current != null && current.isSameAttempt(sending) && !store.remove(current)) {
            current = store.find(sending.key());
        }
    }

    /** The outcome of the request is unknown. */
    public void unknown(StoredMessage sending) {
        update(
                sending,
                current -> current.state() == MessageState.SENDING
                        ? current.finished(MessageState.UNKNOWN, null, now(), now())
                        : null);
    }

    /**
     * The service has reported the result of a job, for example by an event. A message that is finished is not changed.
     *
     * @param reason why the message was not delivered, or {@code null}
     * @param time   the time of the result
     * @return whether a message was waiting for this result
     */
    public boolean finish(long companyId, long jobId, boolean delivered, String reason, Instant time) {
        StoredMessage message = store.findSent(companyId, jobId);
        return message != null
                && update(
                                message,
                                current -> current.state() == MessageState.SENT
                                        ? current.finished(result(delivered), delivered ? null : reason, time, now())
                                        : null)
                        != null;
    }

    /** Leases messages that are due since the given time, the oldest due first. */
    public List<StoredMessage> claim(long companyId, Instant dueSince, Duration lease, int limit) {
        return store.claim(companyId, dueSince, now().plus(lease), limit);
    }

    /** The request of a message has ended without a trace: the process was killed, or the store failed. */
    public StoredMessage lost(StoredMessage sending, Duration lease) {
        return finish(sending, MessageState.UNKNOWN, null, now(), now().plus(lease));
    }

    /**
     * The service has returned the job of a message.
     *
     * @param job the job; {@code null} if the service does not know it
     * @return the message if it is finished now, leased until it is emitted; otherwise {@code null}
     */
    public StoredMessage checked(StoredMessage sent, DeliveryJob job, CheckSchedule schedule, Duration lease) {
        Instant now = now();
        Instant emitAt = now.plus(lease);
        if (job != null && job.isDone()) {
            return finish(sent, result(job.isDelivered()), job.reason(), now, emitAt);
        } else if (schedule.isExpired(sent, now)) {
            return finish(sent, MessageState.EXPIRED, null, now, emitAt);
        }
        postpone(sent, schedule);
        return null;
    }

    /** The job of a message could not be requested: it is due later, even if it is expired. */
    public void postpone(StoredMessage sent, CheckSchedule schedule) {
        store.replace(sent, sent.dueAt(schedule.next(sent, now())));
    }

    /** Gives the lease of a message back: it is due in a claim of a later time. */
    public void release(StoredMessage claimed) {
        store.replace(claimed, claimed.dueAt(now().plusMillis(1)));
    }

    /** The final state of a message was emitted: it is never due again, even if another machine has leased it meanwhile. */
    public void emitted(StoredMessage finished) {
        update(finished, current -> current.state() == finished.state() ? current.dueAt(null) : null);
    }

    /** Returns the message in its final state, or {@code null} if it was changed meanwhile, as by an event or another machine. */
    private StoredMessage finish(
            StoredMessage before, MessageState state, String reason, Instant time, Instant emitAt) {
        StoredMessage finished = before.finished(state, reason, time, emitAt);
        return store.replace(before, finished) ? finished : null;
    }

    /** Changes a message of which a consumer may have changed the version meanwhile, unless it is another attempt now. */
    private StoredMessage update(StoredMessage before, UnaryOperator<StoredMessage> change) {
        StoredMessage current = before;
        while (current != null && current.isSameAttempt(before)) {
            StoredMessage next = change.apply(current);
            if (next == null || store.replace(current, next)) {
                return next;
            }
            current = store.find(before.key());
        }
        return null;
    }

    private static MessageState result(boolean delivered) {
        return delivered ? MessageState.DELIVERED : MessageState.NOT_DELIVERED;
    }

    private Instant now() {
        return clock.instant();
    }
}
