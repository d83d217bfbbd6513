/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.client.PactChannelsClient;
import im.pact.camel.channels.client.Pages;
import im.pact.camel.channels.model.PactChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.PollingConsumerSupport;

/**
 * Receives channels, or pages, one by one, as {@code pollEnrich} and {@code ConsumerTemplate} do. A page is requested when its first
 * channel is received. At the end of the listing it returns {@code null} once, and then starts over. Camel's usual polling consumer
 * would read ahead in a separate thread, and keep exchanges that are never received.
 *
 * <p>A request runs in a separate thread, so that a slow service does not exceed the timeout of the caller. The request continues, and
 * a later call returns its result. If a request fails, the exception is thrown at the caller, and the next call retries.
 */
class PactChannelsPollingConsumer extends PollingConsumerSupport {

    /** The time for a request in {@link #receiveNoWait()}, which otherwise would return nothing at the start of each page. */
    private static final long NO_WAIT_MILLIS = 2_000;

    /** The interval in which a thread that waits for the next poll looks for the end of the application. */
    private static final long MAX_SLEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Not the lock of the service: the thread that stops the service holds that one, and must not wait for a request. */
    private final Lock receiving = new ReentrantLock();

    private final Condition stopped = receiving.newCondition();

    private volatile PactChannelsClient client;
    private PollBatches batches;
    private ExchangeBatch batch;
    private int index;

    /** The next batch, as long as it is being requested. */
    private Future<ExchangeBatch> request;

    PactChannelsPollingConsumer(PactChannelsEndpoint endpoint) {
        super(endpoint);
    }

    /** The next exchange, or {@code null} at the end of the listing, or if the request of a page takes longer than two seconds. */
    @Override
    public Exchange receiveNoWait() {
        return receive(NO_WAIT_MILLIS, false);
    }

    /** The next exchange. At the end of the listing it waits as long as a consumer would. {@code null} if it is stopped. */
    @Override
    public Exchange receive() {
        return receive(Long.MAX_VALUE, true);
    }

    /** The next exchange, or {@code null} after the timeout in milliseconds. */
    @Override
    public Exchange receive(long timeout) {
        return timeout > 0 ? receive(timeout, true) : receiveNoWait();
    }

    private Exchange receive(long timeout, boolean waits) {
        Deadline deadline = new Deadline(timeout);
        try {
            if (!receiving.tryLock(deadline.nanosLeft(), TimeUnit.NANOSECONDS)) {
                return null;
            }
            try {
                Exchange exchange = next(deadline);
                while (exchange == null && waits && isAllowed() && deadline.nanosLeft() > 0) {
                    awaitNextPoll(deadline);
                    exchange = deadline.nanosLeft() > 0 ? next(deadline) : null;
                }
                return exchange;
            } finally {
                receiving.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private void awaitNextPoll(Deadline deadline) throws InterruptedException {
        long delay = getEndpoint().getTimeUnit().toNanos(getEndpoint().getDelay());
        for (long left = delay; left > 0 && isAllowed() && deadline.nanosLeft() > 0; left -= MAX_SLEEP_NANOS) {
            stopped.awaitNanos(Math.min(Math.min(left, MAX_SLEEP_NANOS), deadline.nanosLeft()));
        }
    }

    /** Camel stops routes before the consumers that they poll, so a route that waits here would delay the stop. */
    private boolean isAllowed() {
        return isRunAllowed() && !getEndpoint().getCamelContext().isStopping();
    }

    private Exchange next(Deadline deadline) throws InterruptedException {
        while (isRunAllowed() && (batch == null || index == batch.size())) {
            if (request == null) {
                if (batches == null) {
                    batches = newBatches();
                } else if (!batches.hasNext()) {
                    forget();
                    return null;
                }
                request = getEndpoint().getComponent().requestExecutor().submit(batches::next);
            }
            try {
                batch = request.get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
                index = 0;
                request = null;
            } catch (TimeoutException e) {
                return null;
            } catch (ExecutionException e) {
                request = null;
                throw RuntimeCamelException.wrapRuntimeException(e.getCause());
            }
        }
        if (!isRunAllowed()) {
            return null;
        }
        Exchange exchange = getEndpoint().createExchange();
        batch.fill(exchange, index++);
        return exchange;
    }

    private PollBatches newBatches() {
        PactChannelsConfiguration options = getEndpoint().getConfiguration();
        long companyId = options.getCompanyId();
        Pages<PactChannel> listing = getEndpoint().newListing(companyId, page -> client.listChannels(companyId, page));
        return PollBatches.ofPages(
                new BatchOptions(options.getEmit(), options.getOutputType(), null), listing, listing);
    }

    private void forget() {
        batches = null;
        batch = null;
        request = null;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        getEndpoint().checkConsumable();
        if (getEndpoint().getConfiguration().getEmit() == EmitMode.change) {
            throw new IllegalArgumentException(
                    "list: emit=change is not supported by poll and pollEnrich, only by from");
        }
        if (getEndpoint().getConfiguration().getCompanies() != null) {
            throw new IllegalArgumentException("list: companies is not supported by poll and pollEnrich, only by from");
        }
        client = getEndpoint().newClient();
    }

    @Override
    protected void doStop() throws Exception {
        // Before the lock is taken: a thread that waits for a request holds it, and the request ends when its client is
        // closed.
        if (client != null) {
            client.close();
        }
        receiving.lock();
        try {
            forget();
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

    /** The end of a timeout. */
    private static final class Deadline {

        private final long start = System.nanoTime();
        private final long nanos;

        Deadline(long millis) {
            nanos = TimeUnit.MILLISECONDS.toNanos(millis);
        }

        long nanosLeft() {
            return Math.max(0, nanos - (System.nanoTime() - start));
        }
    }
}
