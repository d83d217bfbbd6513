/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.PollStatistics.Outcome;
import im.pact.camel.channels.client.PactChannelsClient;
import im.pact.camel.channels.client.PactChannelsException;
import im.pact.camel.channels.delivery.MessageTracker;
import im.pact.camel.channels.delivery.StoredMessage;
import im.pact.camel.channels.model.DeliveryJob;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the messages of a message store until they are delivered, and emits each once at its end. A poll requests the jobs that
 * are due, the oldest due first, one by one on one thread. The next batch is made when the previous one is delivered.
 */
@ManagedResource(description = "Managed PactChannelsDeliveryConsumer")
public class PactChannelsDeliveryConsumer extends ScheduledBatchPollingConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(PactChannelsDeliveryConsumer.class);

    private final PollThrottle throttle = new PollThrottle();
    private final PollStatistics statistics = new PollStatistics();

    private MessageTracker tracker;
    private volatile PactChannelsClient client;
    private volatile InFlightExchanges inFlight;

    /** Whether the polling thread is in the route, and not in a request. */
    private volatile boolean sending;

    public PactChannelsDeliveryConsumer(PactChannelsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    /** A skipped poll is invisible to Camel: it affects neither health nor counters. */
    @Override
    public void run() {
        if (throttle.tryStart()) {
            try {
                super.run();
            } finally {
                throttle.ended();
            }
        }
    }

    @Override
    protected int poll() throws Exception {
        shutdownRunningTask = null;
        long emittedBefore = statistics.emitted();
        Outcome outcome = Outcome.failed;
        PollStatistics.Start start = statistics.pollStarted();
        DeliveryPoll poll = new DeliveryPoll(options(), tracker, this::requestJob, this::isNextBatchAllowed);
        try {
            outcome = send(poll);
        } catch (PactChannelsException e) {
            if (isNextBatchAllowed()) {
                throw e;
            }
            // The request was ended because the consumer is being stopped.
            outcome = Outcome.stopped;
        } finally {
            statistics.pollEnded(start, outcome);
            LOG.debug("Poll ended: {}", outcome);
            poll.release();
        }
        return Math.toIntExact(statistics.emitted() - emittedBefore);
    }

    /** A wait that the service asks for is kept from this moment on. */
    private DeliveryJob requestJob(StoredMessage message) {
        try {
            return client.job(message.companyId(), message.channelId(), message.jobId());
        } catch (PactChannelsException e) {
            if (e.getRetryAfter() != null) {
                throttle.pauseFor(e.getRetryAfter());
            }
            throw e;
        }
    }

    private Outcome send(DeliveryPoll poll) throws Exception {
        while (isNextBatchAllowed()) {
            List<StoredMessage> finished = poll.next();
            forceConsumerAsReady();
            if (!finished.isEmpty()) {
                boolean sentAll =
                        send(new DeliveryBatch(finished, tracker, options().getOutputType()));
                if (inFlight.isStoppedByFailure()) {
                    return Outcome.stopOnFailure;
                } else if (!sentAll) {
                    // The consumer was suspended, and may have been resumed by now.
                    break;
                }
            }
            if (poll.isComplete()) {
                return Outcome.complete;
            }
        }
        return Outcome.stopped;
    }

    /** Sends a batch and waits until it is delivered. Returns whether all its exchanges were sent. */
    private boolean send(DeliveryBatch batch) throws Exception {
        inFlight = new InFlightExchanges(options(), batch, statistics, this);
        sending = true;
        pendingExchanges = batch.size();
        try {
            return processBatch(exchanges(batch)) == batch.size();
        } finally {
            pendingExchanges = 0;
            sending = false;
            batch.finished();
        }
    }

    private Queue<Object> exchanges(ExchangeBatch batch) {
        Queue<Object> exchanges = new ArrayDeque<>(batch.size());
        for (int index = 0; index < batch.size(); index++) {
            // Not released by its unit of work: a pooled exchange would be empty when its failure is reported.
            Exchange exchange = createExchange(false);
            batch.fill(exchange, index);
            exchanges.add(exchange);
        }
        return exchanges;
    }

    @Override
    public int processBatch(Queue<Object> exchanges) throws Exception {
        int sent = 0;
        while (!exchanges.isEmpty()) {
            inFlight.awaitRoom();
            if (!isExchangeAllowed() || inFlight.isStoppedByFailure()) {
                break;
            }
            Exchange exchange = (Exchange) exchanges.remove();
            getAsyncProcessor().process(exchange, inFlight.add(exchange, sent));
            sent++;
        }
        exchanges.forEach(unsent -> releaseExchange((Exchange) unsent, false));
        if (isStopping() || isStopped()) {
            inFlight.abandon();
        }
        inFlight.await();
        return sent;
    }

    /** A poll strategy that retries immediately has to wait too. */
    @Override
    protected boolean isPollAllowed() {
        return throttle.isPollAllowed() && super.isPollAllowed();
    }

    private boolean isNextBatchAllowed() {
        return isRunAllowed() && !isSuspendingOrSuspended() && shutdownRunningTask == null;
    }

    private boolean isExchangeAllowed() {
        boolean completesBatch = shutdownRunningTask == ShutdownRunningTask.CompleteAllTasks;
        return isBatchAllowed() && (completesBatch || !isSuspendingOrSuspended());
    }

    /** Not after a poll that was stopped: it cannot know that there is nothing. */
    @Override
    protected void processEmptyMessage() throws Exception {
        if (isNextBatchAllowed()) {
            super.processEmptyMessage();
        }
    }

    /** A poll has found all there is, so the next one is not started immediately. */
    @Override
    public boolean isGreedy() {
        return false;
    }

    @Override
    protected void doStart() throws Exception {
        getEndpoint().checkDeliveriesConsumable();
        getEndpoint().startMessageStore();
        tracker = new MessageTracker(options().getMessageStore());
        client = getEndpoint().newClient();
        throttle.started();
        super.doStart();
    }

    /** Closing the client ends a request, and the poll with it. If Camel finds a running poll, it waits a whole second. */
    @Override
    protected void doSuspend() throws Exception {
        client.close();
        if (!sending) {
            throttle.awaitEnd(Duration.ofMillis(500));
        }
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        client = getEndpoint().newClient();
        super.doResume();
    }

    @Override
    protected void doStop() throws Exception {
        if (client != null) {
            client.close();
        }
        if (inFlight != null) {
            inFlight.abandon();
        }
        super.doStop();
    }

    private PactChannelsConfiguration options() {
        return getEndpoint().getConfiguration();
    }

    @ManagedAttribute(description = "Number of messages that are not finished, or that were not emitted yet")
    public long getOpenMessages() {
        return options().getMessageStore().countOpen(options().getCompanyId());
    }

    @ManagedAttribute(description = "Number of polls that were started")
    public long getPolls() {
        return statistics.polls();
    }

    @ManagedAttribute(description = "Number of exchanges sent into the route")
    public long getEmitted() {
        return statistics.emitted();
    }

    @ManagedAttribute(description = "Number of exchanges that completed in the route")
    public long getDelivered() {
        return statistics.delivered();
    }

    @ManagedAttribute(description = "Number of exchanges that failed in the route")
    public long getFailed() {
        return statistics.failed();
    }

    @ManagedAttribute(description = "Start of the last poll that has ended (ISO 8601)")
    public String getLastPollTime() {
        return statistics.lastPollTime();
    }

    @ManagedAttribute(description = "Duration of the last poll in milliseconds; -1 before the first poll has ended")
    public long getLastPollMillis() {
        return statistics.lastPollMillis();
    }

    @ManagedAttribute(
            description = "Outcome of the last poll: complete, stopped, stopOnFailure, or failed (a request or the"
                    + " message store failed)")
    public String getLastPollOutcome() {
        return statistics.lastPollOutcome();
    }

    @ManagedAttribute(description = "End of the wait that the service has asked for (ISO 8601); otherwise empty")
    public String getWaitUntil() {
        return Objects.toString(throttle.waitUntil(), null);
    }

    @Override
    public PactChannelsEndpoint getEndpoint() {
        return (PactChannelsEndpoint) super.getEndpoint();
    }
}
