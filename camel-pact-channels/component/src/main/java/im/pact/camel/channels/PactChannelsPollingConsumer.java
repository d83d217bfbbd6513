/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.client.ChannelPages;
import im.pact.camel.channels.client.PactChannelsClient;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Exchange;
import org.apache.camel.support.PollingConsumerSupport;

/**
 * Receives channels, or pages, one by one, as {@code pollEnrich} and {@code ConsumerTemplate} do. A page is requested when its first
 * channel is received. At the end of the listing it returns {@code null} once, and then starts over. Camel's usual polling consumer
 * would read ahead in a separate thread, and keep exchanges that are never received.
 *
 * <p>If a request fails, the exception is thrown at the caller. The next call retries.
 */
class PactChannelsPollingConsumer extends PollingConsumerSupport {

    /** Not the lock of the service: the thread that stops the service holds that one, and must not wait for a request. */
    private final Lock receiving = new ReentrantLock();

    private final Condition stopped = receiving.newCondition();

    private volatile PactChannelsClient client;
    private PollBatches batches;
    private ExchangeBatch batch;
    private int index;

    PactChannelsPollingConsumer(PactChannelsEndpoint endpoint) {
        super(endpoint);
    }

    /** The next exchange, or {@code null} at the end of the listing. Requests a page if necessary. */
    @Override
    public Exchange receiveNoWait() {
        receiving.lock();
        try {
            return next();
        } finally {
            receiving.unlock();
        }
    }

    /** The next exchange. At the end of the listing it waits as long as a consumer would. {@code null} if it is stopped. */
    @Override
    public Exchange receive() {
        return receive(Long.MAX_VALUE);
    }

    /** The next exchange, or {@code null} after the timeout in milliseconds. */
    @Override
    public Exchange receive(long timeout) {
        receiving.lock();
        try {
            long left = timeout;
            Exchange exchange = next();
            while (exchange == null && left > 0 && isRunAllowed()) {
                long pause = Math.min(left, delayMillis());
                stopped.await(pause, TimeUnit.MILLISECONDS);
                left -= pause;
                exchange = left > 0 ? next() : null;
            }
            return exchange;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            receiving.unlock();
        }
    }

    private long delayMillis() {
        return Math.max(1, getEndpoint().getTimeUnit().toMillis(getEndpoint().getDelay()));
    }

    private Exchange next() {
        if (!isRunAllowed()) {
            return null;
        }
        if (batches == null) {
            ChannelPages listing = getEndpoint().newListing(client::listChannels);
            batches = PollBatches.ofPages(getEndpoint().getConfiguration(), listing, listing);
        }
        while ((batch == null || index == batch.size()) && batches.hasNext()) {
            batch = batches.next();
            index = 0;
        }
        if (batch == null || index == batch.size()) {
            batches = null;
            batch = null;
            return null;
        }
        Exchange exchange = getEndpoint().createExchange();
        batch.fill(exchange, index++);
        return exchange;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        getEndpoint().checkConsumable();
        if (getEndpoint().getConfiguration().getEmit() == EmitMode.change) {
            throw new IllegalArgumentException(
                    "list: emit=change is not supported by poll and pollEnrich, only by from");
        }
        client = getEndpoint().newClient();
    }

    @Override
    protected void doStop() throws Exception {
        // Before the lock is taken: a running request holds it, and ends when its client is closed.
        if (client != null) {
            client.close();
        }
        receiving.lock();
        try {
            batches = null;
            batch = null;
            stopped.signalAll();
        } finally {
            receiving.unlock();
        }
        super.doStop();
    }

    @Override
    public PactChannelsEndpoint getEndpoint() {
        return (PactChannelsEndpoint) super.getEndpoint();
    }
}
