/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.client.ChannelPages;
import im.pact.camel.channels.client.PactChannelsClient;
import im.pact.camel.channels.client.PactChannelsException;
import im.pact.camel.channels.model.ChannelPage;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks over all pages of a listing at every poll and emits what it finds. The next page is asked for when everything made of
 * the page before has been delivered, so no more than one page is ever held, and a slow route slows the walk down.
 */
public class PactChannelsConsumer extends ScheduledBatchPollingConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(PactChannelsConsumer.class);

    private volatile PactChannelsClient client;
    private volatile PageDelivery delivery;

    public PactChannelsConsumer(PactChannelsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    @Override
    protected int poll() throws Exception {
        shutdownRunningTask = null;
        pendingExchanges = 0;
        int emitted = 0;
        ChannelPages pages = getEndpoint().newWalk(client);
        while (pages.hasNext() && isWalkAllowed()) {
            ChannelPage page;
            try {
                page = pages.next();
            } catch (PactChannelsException e) {
                if (isWalkAllowed()) {
                    throw e;
                }
                LOG.debug("The walk was ended after {} pages because the consumer stops", pages.taken());
                return emitted;
            }
            forceConsumerAsReady();
            emitted += processBatch(exchanges(page, pages.taken() - 1, !pages.hasNext()));
        }
        return emitted;
    }

    private Queue<Object> exchanges(ChannelPage page, int pageIndex, boolean lastPage) {
        PageEmission emission = new PageEmission(getEndpoint().getConfiguration(), page, pageIndex, lastPage);
        Queue<Object> exchanges = new ArrayDeque<>(emission.size());
        for (int index = 0; index < emission.size(); index++) {
            Exchange exchange = createExchange(true);
            emission.fill(exchange, index);
            exchanges.add(exchange);
        }
        return exchanges;
    }

    /**
     * Sends the exchanges of one page into the route and waits until they are delivered.
     *
     * @return how many were sent; fewer than given when the consumer was stopped on the way
     */
    @Override
    public int processBatch(Queue<Object> exchanges) throws Exception {
        PageDelivery page = new PageDelivery();
        delivery = page;
        int sent = 0;
        while (!exchanges.isEmpty() && isEmissionAllowed()) {
            Exchange exchange = (Exchange) exchanges.remove();
            pendingExchanges = exchanges.size();
            page.expect(exchange);
            getAsyncProcessor().process(exchange, defaultConsumerCallback(exchange, true));
            sent++;
        }
        exchanges.forEach(unsent -> releaseExchange((Exchange) unsent, false));
        if (isStopping() || isStopped()) {
            page.abandon();
        }
        page.await();
        return sent;
    }

    /** Whether the next page may be asked for. */
    private boolean isWalkAllowed() {
        return isPollAllowed() && !isSuspending() && shutdownRunningTask == null;
    }

    /** Whether the next exchange of the page may be sent. */
    private boolean isEmissionAllowed() {
        boolean toBeFinished = shutdownRunningTask == ShutdownRunningTask.CompleteAllTasks;
        return isBatchAllowed() && (toBeFinished || !isSuspendingOrSuspended());
    }

    /** A poll that found something is followed by the usual delay: it has found everything there is. */
    @Override
    public boolean isGreedy() {
        return false;
    }

    @Override
    protected void doStart() throws Exception {
        getEndpoint().checkConsumable();
        client = getEndpoint().newClient();
        super.doStart();
    }

    @Override
    protected void doSuspend() throws Exception {
        client.close();
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
        if (delivery != null) {
            delivery.abandon();
        }
        super.doStop();
    }

    @Override
    public PactChannelsEndpoint getEndpoint() {
        return (PactChannelsEndpoint) super.getEndpoint();
    }
}
