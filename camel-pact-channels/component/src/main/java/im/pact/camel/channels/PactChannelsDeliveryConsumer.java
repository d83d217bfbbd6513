/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.PollStatistics.Outcome;
import im.pact.camel.channels.client.PactChannelsException;
import im.pact.camel.channels.delivery.MessageTracker;
import im.pact.camel.channels.delivery.StoredMessage;
import im.pact.camel.channels.model.DeliveryJob;
import java.util.List;
import org.apache.camel.Processor;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the messages of a message store until they are delivered, and emits each once at its end. A poll requests the jobs that
 * are due, the oldest due first, one by one on one thread. The next batch is made when the previous one is delivered.
 */
@ManagedResource(description = "Managed PactChannelsDeliveryConsumer")
public class PactChannelsDeliveryConsumer extends BatchConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(PactChannelsDeliveryConsumer.class);

    private MessageTracker tracker;

    public PactChannelsDeliveryConsumer(PactChannelsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
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

    private DeliveryJob requestJob(StoredMessage message) {
        return request(() -> client().job(message.companyId(), message.channelId(), message.jobId()));
    }

    private Outcome send(DeliveryPoll poll) throws Exception {
        while (isNextBatchAllowed()) {
            List<StoredMessage> finished = poll.next();
            forceConsumerAsReady();
            if (!finished.isEmpty()) {
                ExchangeBatch batch =
                        new DeliveryBatch(finished, tracker, options().getOutputType());
                InFlightExchanges inFlight = inFlight(batch);
                boolean sentAll = send(batch, inFlight);
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

    @Override
    protected void doStart() throws Exception {
        getEndpoint().checkDeliveriesConsumable();
        super.doStart();
    }

    @Override
    void prepare() throws Exception {
        getEndpoint().startMessageStore();
        tracker = new MessageTracker(options().getMessageStore());
    }

    private PactChannelsConfiguration options() {
        return getEndpoint().getConfiguration();
    }

    @ManagedAttribute(description = "Number of messages that are not finished, or that were not emitted yet")
    public long getOpenMessages() {
        return options().getMessageStore().countOpen(options().getCompanyId());
    }

    @ManagedAttribute(
            description = "Outcome of the last poll: complete, stopped, stopOnFailure, or failed (a request or the"
                    + " message store failed)")
    public String getLastPollOutcome() {
        return statistics.lastPollOutcome();
    }
}
