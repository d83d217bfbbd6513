/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.client.PactChannelsException;
import im.pact.camel.channels.client.PactChannelsNotFoundException;
import im.pact.camel.channels.client.PactChannelsRejectedException;
import im.pact.camel.channels.client.PactChannelsUnexpectedResponseException;
import im.pact.camel.channels.delivery.CheckSchedule;
import im.pact.camel.channels.delivery.MessageTracker;
import im.pact.camel.channels.delivery.StoredMessage;
import im.pact.camel.channels.model.DeliveryJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the messages that are finished, among all that were due when the poll started. Only leased messages are held in memory. */
final class DeliveryPoll {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryPoll.class);

    /** The maximum number of messages that are leased together, and of a batch. */
    private static final int BATCH_SIZE = 50;

    /** A finished message does not wait longer for others of its batch. */
    private static final long MAX_WAIT = TimeUnit.SECONDS.toNanos(1);

    private final Instant start = Instant.now();
    private final MessageTracker tracker;
    private final long companyId;
    private final CheckSchedule schedule;
    private final Duration lease;
    private final Function<StoredMessage, DeliveryJob> jobs;
    private final BooleanSupplier allowed;

    private final Queue<StoredMessage> claimed = new ArrayDeque<>();
    private boolean complete;
    private PactChannelsException failure;

    /**
     * @param options the options {@code companyId}, {@code jobDelay}, {@code maxJobDelay}, {@code deliveryTimeout} and
     *                {@code leaseTime}
     * @param jobs    requests the job of a message
     * @param allowed whether to continue
     */
    DeliveryPoll(
            PactChannelsConfiguration options,
            MessageTracker tracker,
            Function<StoredMessage, DeliveryJob> jobs,
            BooleanSupplier allowed) {
        this.tracker = tracker;
        this.companyId = options.getCompanyId();
        this.schedule = new CheckSchedule(
                Duration.ofMillis(options.getJobDelay()),
                Duration.ofMillis(options.getMaxJobDelay()),
                Duration.ofMillis(options.getDeliveryTimeout()));
        this.lease = Duration.ofMillis(options.getLeaseTime());
        this.jobs = jobs;
        this.allowed = allowed;
    }

    /** Whether every message that was due is checked. */
    boolean isComplete() {
        return complete;
    }

    /**
     * The next finished messages; empty if the poll is complete or not allowed to continue.
     *
     * @throws PactChannelsException if the service failed, after the messages that were finished before
     */
    List<StoredMessage> next() {
        if (failure != null) {
            throw failure;
        }
        List<StoredMessage> finished = new ArrayList<>();
        long first = 0;
        while (allowed.getAsBoolean()
                && finished.size() < BATCH_SIZE
                && (finished.isEmpty() || System.nanoTime() - first < MAX_WAIT)) {
            if (claimed.isEmpty()) {
                claimed.addAll(tracker.claim(companyId, start, lease, BATCH_SIZE));
            }
            StoredMessage message = claimed.poll();
            if (message == null) {
                complete = true;
                break;
            }
            try {
                StoredMessage checked = checked(message);
                if (checked != null && finished.isEmpty()) {
                    first = System.nanoTime();
                }
                if (checked != null) {
                    finished.add(checked);
                }
            } catch (PactChannelsException e) {
                tracker.postpone(message, schedule);
                if (finished.isEmpty()) {
                    throw e;
                }
                failure = e;
                break;
            }
        }
        return finished;
    }

    /** Makes the messages that are still leased due for the next poll, on this or another machine. */
    void release() {
        claimed.forEach(tracker::release);
    }

    /** Returns the message if it is finished, otherwise {@code null}. */
    private StoredMessage checked(StoredMessage message) {
        return switch (message.state()) {
            case SENDING -> tracker.lost(message, lease);
            case SENT -> tracker.checked(message, job(message), schedule, lease);
            case UNKNOWN, DELIVERED, NOT_DELIVERED, EXPIRED -> message;
        };
    }

    /** The job of a message, or {@code null} if the service has no usable response about it, which must not hold up the others. */
    private DeliveryJob job(StoredMessage message) {
        try {
            return jobs.apply(message);
        } catch (PactChannelsNotFoundException
                | PactChannelsRejectedException
                | PactChannelsUnexpectedResponseException e) {
            LOG.warn("The delivery of the message {} is not known: {}", message.key(), e.getMessage());
            return null;
        }
    }
}
