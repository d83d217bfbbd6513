/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.client.PactChannelsClient;
import im.pact.camel.channels.client.PactChannelsException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.support.ScheduledBatchPollingConsumer;

/**
 * A consumer that sends its exchanges into the route batch by batch, waits until each batch is delivered, observes the waits that the
 * service asks for, and stops in any phase. A subclass decides which batches a poll has.
 */
public abstract class BatchConsumer extends ScheduledBatchPollingConsumer {

    final PollThrottle throttle = new PollThrottle();
    final PollStatistics statistics = new PollStatistics();

    /** The batches that are being sent into the route. */
    private final Set<InFlightExchanges> sending = ConcurrentHashMap.newKeySet();

    private final AtomicInteger pending = new AtomicInteger();

    private volatile PactChannelsClient client;

    BatchConsumer(PactChannelsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    /** Sends the requests; another one after the consumer was suspended. */
    PactChannelsClient client() {
        return client;
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

    /**
     * Sends a request. A wait that the service asks for is kept from this moment on, even if the response is not used: a poll can end
     * while the next page is being prefetched.
     */
    <T> T request(Supplier<T> sender) {
        try {
            return sender.get();
        } catch (PactChannelsException e) {
            if (e.getRetryAfter() != null) {
                throttle.pauseFor(e.getRetryAfter());
            }
            throw e;
        }
    }

    /** Prepares the exchanges of a batch. */
    InFlightExchanges inFlight(ExchangeBatch batch) {
        return new InFlightExchanges(getEndpoint().getConfiguration(), batch, statistics, this);
    }

    /** Sends a batch and waits until it is delivered. Returns whether all its exchanges were sent. */
    boolean send(ExchangeBatch batch, InFlightExchanges inFlight) throws Exception {
        sending.add(inFlight);
        pending.addAndGet(batch.size());
        try {
            return send(exchanges(batch), inFlight) == batch.size();
        } finally {
            pending.addAndGet(-batch.size());
            sending.remove(inFlight);
            batch.finished();
        }
    }

    private Queue<Exchange> exchanges(ExchangeBatch batch) {
        Queue<Exchange> exchanges = new ArrayDeque<>(batch.size());
        for (int index = 0; index < batch.size(); index++) {
            // Not released by its unit of work: a pooled exchange would be empty when its failure is reported.
            Exchange exchange = createExchange(false);
            batch.fill(exchange, index);
            exchanges.add(exchange);
        }
        return exchanges;
    }

    private int send(Queue<Exchange> exchanges, InFlightExchanges inFlight) throws Exception {
        int sent = 0;
        while (!exchanges.isEmpty()) {
            inFlight.awaitRoom();
            if (!isExchangeAllowed() || inFlight.isStoppedByFailure()) {
                break;
            }
            Exchange exchange = exchanges.remove();
            getAsyncProcessor().process(exchange, inFlight.add(exchange, sent));
            sent++;
        }
        exchanges.forEach(unsent -> releaseExchange(unsent, false));
        if (isStopping() || isStopped()) {
            inFlight.abandon();
        }
        inFlight.await();
        return sent;
    }

    /**
     * Camel does not call it. Batches of several companies are sent at the same time, and a queue alone does not identify its batch.
     */
    @Override
    public int processBatch(Queue<Object> exchanges) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getPendingExchangesSize() {
        pendingExchanges = pending.get();
        return super.getPendingExchangesSize();
    }

    /** A poll strategy that retries immediately has to wait too. */
    @Override
    protected boolean isPollAllowed() {
        return throttle.isPollAllowed() && super.isPollAllowed();
    }

    final boolean isNextBatchAllowed() {
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

    /** Prepares the first poll. The client is open. */
    abstract void prepare() throws Exception;

    @Override
    protected void doStart() throws Exception {
        client = getEndpoint().newClient();
        prepare();
        throttle.started();
        super.doStart();
    }

    /** Closing the client ends a request, and the poll with it. If Camel finds a running poll, it waits a whole second. */
    @Override
    protected void doSuspend() throws Exception {
        client.close();
        if (sending.isEmpty()) {
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
        sending.forEach(InFlightExchanges::abandon);
        super.doStop();
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

    @ManagedAttribute(description = "End of the wait that the service has asked for (ISO 8601); otherwise empty")
    public String getWaitUntil() {
        return Objects.toString(throttle.waitUntil(), null);
    }

    @Override
    public PactChannelsEndpoint getEndpoint() {
        return (PactChannelsEndpoint) super.getEndpoint();
    }
}
