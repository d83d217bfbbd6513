/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.client.ChannelPages;
import im.pact.camel.channels.client.PactChannelsClient;
import im.pact.camel.channels.model.ChannelPage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Exchange;
import org.apache.camel.support.PollingConsumerSupport;

/**
 * Takes one channel, or one page, at a time when it is asked to, as {@code pollEnrich} and {@code ConsumerTemplate} do: the
 * next one of the walk that the call before was on. When a walk is over it has nothing for once, and the call after that
 * begins a new walk. Camel's usual polling consumer would walk ahead in a thread of its own and keep what nobody asked for.
 *
 * <p>A failed request is thrown at the caller, who may ask again.
 */
class PactChannelsPollingConsumer extends PollingConsumerSupport {

    /** Not the lock of the service: that one is held by whoever stops it, who must not wait for a request. */
    private final Lock walking = new ReentrantLock();

    private final Condition stopped = walking.newCondition();

    private volatile PactChannelsClient client;
    private ChannelPages pages;
    private PageBatch page;
    private int index;

    PactChannelsPollingConsumer(PactChannelsEndpoint endpoint) {
        super(endpoint);
    }

    /** The next exchange, or {@code null} at the end of the walk. Lasts as long as the request for a page, if it needs one. */
    @Override
    public Exchange receiveNoWait() {
        walking.lock();
        try {
            return next();
        } finally {
            walking.unlock();
        }
    }

    /** The next exchange; between two walks it waits as long as a consumer would. {@code null} when it is stopped. */
    @Override
    public Exchange receive() {
        return receive(Long.MAX_VALUE);
    }

    /** The next exchange, or {@code null} when there was none within that time in milliseconds. */
    @Override
    public Exchange receive(long timeout) {
        walking.lock();
        try {
            long left = timeout;
            Exchange exchange = next();
            while (exchange == null && left > 0 && isRunAllowed()) {
                long pause = Math.min(left, betweenWalks());
                stopped.await(pause, TimeUnit.MILLISECONDS);
                left -= pause;
                exchange = left > 0 ? next() : null;
            }
            return exchange;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            walking.unlock();
        }
    }

    private long betweenWalks() {
        return Math.max(1, getEndpoint().getTimeUnit().toMillis(getEndpoint().getDelay()));
    }

    private Exchange next() {
        if (!isRunAllowed()) {
            return null;
        }
        if (pages == null) {
            pages = getEndpoint().newListing(client::listChannels);
        }
        while ((page == null || index == page.size()) && pages.hasNext()) {
            ChannelPage taken = pages.next();
            page = new PageBatch(getEndpoint().getConfiguration(), taken, pages.taken() - 1, !pages.hasNext());
            index = 0;
        }
        if (page == null || index == page.size()) {
            pages = null;
            page = null;
            return null;
        }
        Exchange exchange = getEndpoint().createExchange();
        page.fill(exchange, index++);
        return exchange;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        getEndpoint().checkConsumable();
        if (getEndpoint().getConfiguration().getEmit() == EmitMode.change) {
            throw new IllegalArgumentException("list: emit=change needs a route that begins with it");
        }
        client = getEndpoint().newClient();
    }

    @Override
    protected void doStop() throws Exception {
        // Before the lock: a request that is under way holds it, and ends with this.
        if (client != null) {
            client.close();
        }
        walking.lock();
        try {
            pages = null;
            page = null;
            stopped.signalAll();
        } finally {
            walking.unlock();
        }
        super.doStop();
    }

    @Override
    public PactChannelsEndpoint getEndpoint() {
        return (PactChannelsEndpoint) super.getEndpoint();
    }
}
