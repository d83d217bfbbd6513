/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.PollStatistics.Poll;
import im.pact.camel.channels.changes.Change;
import im.pact.camel.channels.changes.ChangeTracker;
import im.pact.camel.channels.changes.ChannelSnapshot;
import im.pact.camel.channels.client.ChannelPages;
import im.pact.camel.channels.client.PactChannelsClient;
import im.pact.camel.channels.client.PactChannelsException;
import im.pact.camel.channels.client.PrefetchedPages;
import im.pact.camel.channels.model.ChannelPage;
import im.pact.camel.channels.request.LogText;
import im.pact.camel.channels.request.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks over all pages of a listing at every poll and emits what it finds. The next page is asked for when everything made of
 * the page before has been delivered, so no more than one page is ever held (two with {@code prefetch}), and a slow route
 * slows the walk down.
 */
@ManagedResource(description = "Managed PactChannelsConsumer")
public class PactChannelsConsumer extends ScheduledBatchPollingConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(PactChannelsConsumer.class);

    /** As many removals are emitted together as a page can have channels. */
    private static final int BATCH = 100;

    /** What Camel's file repository can take. */
    private static final Pattern STATE_KEY = Pattern.compile("[^=\\p{Cntrl}]+");

    private volatile PactChannelsClient client;
    private volatile InFlightExchanges delivery;
    private ExecutorService prefetcher;

    /** With emit=change, else {@code null}. */
    private ChannelSnapshot known;

    /** For who names no repository: it lasts as long as the route. */
    private final MemoryStateRepository memory = new MemoryStateRepository();

    private final PollThrottle pacing = new PollThrottle();
    private final PollStatistics figures = new PollStatistics();

    /** Held by the thread that walks. */
    private final Lock walking = new ReentrantLock();

    /** Whether that thread is busy with the route, and not with the service. */
    private volatile boolean emitting;

    public PactChannelsConsumer(PactChannelsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    /**
     * One walk at a time, whatever the scheduler does: Quartz, for one, polls again while a walk is under way. A poll that is
     * left out is none to Camel, so it changes neither the health nor any of its counters.
     */
    @Override
    public void run() {
        if (!pacing.isPollAllowed()) {
            LOG.debug("Not polled: the service asked for a wait until {}", pacing.waitUntil());
            pacing.polled();
        } else if (walking.tryLock()) {
            try {
                super.run();
            } finally {
                pacing.polled();
                walking.unlock();
            }
        } else {
            LOG.debug("Not polled: the walk before is still under way");
        }
    }

    @Override
    protected int poll() throws Exception {
        shutdownRunningTask = null;
        pendingExchanges = 0;
        long emittedBefore = figures.emitted();
        Instant begin = Instant.now();
        long start = System.nanoTime();
        PollStatistics.Outcome end = PollStatistics.Outcome.failed;
        figures.pollStarted();
        try {
            end = walk();
        } finally {
            figures.pollEnded(new Poll(begin, Duration.ofNanos(System.nanoTime() - start), end));
        }
        LOG.debug("The walk ended: {}", end);
        return Math.toIntExact(figures.emitted() - emittedBefore);
    }

    private PollStatistics.Outcome walk() throws Exception {
        ChannelPages listing = getEndpoint().newListing(this::listChannels);
        Iterator<ChannelPage> walk = prefetcher == null ? listing : new PrefetchedPages(listing, prefetcher);
        ChangeTracker changes =
                known == null ? null : new ChangeTracker(known, configuration().isEmitExisting());
        for (int index = 0; walk.hasNext() && isNextPageAllowed(); index++) {
            ChannelPage page;
            try {
                page = walk.next();
            } catch (PactChannelsException e) {
                if (isNextPageAllowed()) {
                    throw e;
                }
                return PollStatistics.Outcome.stopped;
            }
            forceConsumerAsReady();
            figures.pageRead();
            boolean all = emit(
                    changes == null
                            ? new PageBatch(configuration(), page, index, !walk.hasNext())
                            : changeEmission(changes.changes(page)));
            if (isToStopOnFailure()) {
                return PollStatistics.Outcome.stopOnFailure;
            } else if (!all) {
                return PollStatistics.Outcome.stopped;
            }
        }
        if (!isNextPageAllowed()) {
            return PollStatistics.Outcome.stopped;
        } else if (!listing.isComplete()) {
            return PollStatistics.Outcome.incomplete;
        }
        return changes == null ? PollStatistics.Outcome.complete : emitRemovals(changes.removals());
    }

    /** Only a complete walk knows what is gone. */
    private PollStatistics.Outcome emitRemovals(List<Change> removals) throws Exception {
        for (int from = 0; from < removals.size() && isNextPageAllowed(); from += BATCH) {
            boolean all = emit(changeEmission(removals.subList(from, Math.min(from + BATCH, removals.size()))));
            if (isToStopOnFailure()) {
                return PollStatistics.Outcome.stopOnFailure;
            } else if (!all) {
                return PollStatistics.Outcome.stopped;
            }
        }
        if (!isNextPageAllowed()) {
            return PollStatistics.Outcome.stopped;
        }
        known.completed();
        known.save();
        return PollStatistics.Outcome.complete;
    }

    /**
     * Asks for a page. A wait that the service answers with is kept from this moment on, also if nobody comes to take the page:
     * a walk can end while the next page is fetched ahead.
     */
    private ChannelPage listChannels(long companyId, PageRequest page) {
        try {
            return client.listChannels(companyId, page);
        } catch (PactChannelsException e) {
            if (e.getRetryAfter() != null) {
                pacing.pauseFor(e.getRetryAfter());
            }
            throw e;
        }
    }

    private ExchangeBatch changeEmission(List<Change> changes) {
        return new ChangeBatch(configuration().getOutputType(), known, changes);
    }

    /**
     * Sends them, and remembers before what will be sent, and after what has arrived.
     *
     * @return whether all were sent; a consumer can be suspended in between, and be resumed by now
     */
    private boolean emit(ExchangeBatch emission) throws Exception {
        saveKnown();
        emitting = true;
        try {
            return processBatch(exchanges(emission)) == emission.size();
        } finally {
            emitting = false;
            saveKnown();
        }
    }

    private void saveKnown() {
        if (known != null) {
            known.save();
        }
    }

    private Queue<Object> exchanges(ExchangeBatch emission) {
        Queue<Object> exchanges = new ArrayDeque<>(emission.size());
        for (int index = 0; index < emission.size(); index++) {
            // Not released by its unit of work: a pooled exchange would be empty when its failure is to be reported.
            Exchange exchange = createExchange(false);
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
        Integer maxInFlight = configuration().getMaxInFlight();
        InFlightExchanges page =
                new InFlightExchanges(maxInFlight == null ? Math.max(1, exchanges.size()) : maxInFlight, figures);
        delivery = page;
        int sent = 0;
        while (!exchanges.isEmpty()) {
            page.awaitRoom();
            if (!isEmissionAllowed() || isToStopOnFailure()) {
                break;
            }
            Exchange exchange = (Exchange) exchanges.remove();
            pendingExchanges = exchanges.size();
            page.expect(exchange);
            getAsyncProcessor().process(exchange, defaultConsumerCallback(exchange, false));
            sent++;
        }
        exchanges.forEach(unsent -> releaseExchange((Exchange) unsent, false));
        if (isStopping() || isStopped()) {
            page.abandon();
        }
        page.await();
        return sent;
    }

    private boolean isToStopOnFailure() {
        return configuration().isStopOnFailure() && delivery.failed() > 0;
    }

    /** Also a poll strategy that wants to try again at once has to wait as long as the service asks for. */
    @Override
    protected boolean isPollAllowed() {
        return pacing.isPollAllowed() && super.isPollAllowed();
    }

    /** Whether the next page may be asked for. */
    private boolean isNextPageAllowed() {
        return isRunAllowed() && !isSuspendingOrSuspended() && shutdownRunningTask == null;
    }

    /** Whether the next exchange of the page may be sent. */
    private boolean isEmissionAllowed() {
        boolean toBeFinished = shutdownRunningTask == ShutdownRunningTask.CompleteAllTasks;
        return isBatchAllowed() && (toBeFinished || !isSuspendingOrSuspended());
    }

    /** A walk that was stopped does not know whether there is nothing. */
    @Override
    protected void processEmptyMessage() throws Exception {
        if (isNextPageAllowed()) {
            super.processEmptyMessage();
        }
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
        if (configuration().getEmit() == EmitMode.change) {
            known = loadKnownChannels();
        }
        if (configuration().isPrefetch()) {
            prefetcher = executors().newSingleThreadExecutor(this, "PactChannelsPrefetch");
        }
        pacing.started();
        getEndpoint().getComponent().consumers().add(this);
        super.doStart();
    }

    @Override
    protected void doSuspend() throws Exception {
        client.close();
        awaitEndOfCall();
        super.doSuspend();
    }

    /**
     * A call ends with its client, and so does the walk. When Camel finds a consumer that still polls, it looks again only after
     * a second.
     */
    private void awaitEndOfCall() throws InterruptedException {
        if (!emitting && walking.tryLock(500, TimeUnit.MILLISECONDS)) {
            walking.unlock();
        }
    }

    @Override
    protected void doResume() throws Exception {
        client = getEndpoint().newClient();
        super.doResume();
    }

    @Override
    protected void doStop() throws Exception {
        getEndpoint().getComponent().consumers().remove(this);
        if (client != null) {
            client.close();
        }
        if (delivery != null) {
            delivery.abandon();
        }
        super.doStop();
        if (prefetcher != null) {
            // Who waits for a page that is not begun any more would wait for ever.
            for (Runnable page : prefetcher.shutdownNow()) {
                ((Future<?>) page).cancel(false);
            }
            executors().shutdownNow(prefetcher);
            prefetcher = null;
        }
    }

    private ChannelSnapshot loadKnownChannels() {
        StateRepository<String, String> repository = configuration().getStateRepository();
        if (repository == null) {
            repository = memory;
        }
        ServiceHelper.startService(repository);
        String key = configuration().getStateKey() == null
                ? getRouteId()
                : configuration().getStateKey();
        if (key == null) {
            throw new IllegalArgumentException(
                    "list: emit=change needs a stateKey here, since the consumer does not know"
                            + " its route, as behind master:");
        }
        if (!STATE_KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("list: stateKey must be a text without = and control characters (was "
                    + LogText.ofValue(key) + ")");
        }
        ChannelSnapshot channels =
                new ChannelSnapshot(repository, key + "." + configuration().getCompanyId());
        channels.load(damage -> getExceptionHandler().handleException(new IllegalStateException(damage)));
        return channels;
    }

    private PactChannelsConfiguration configuration() {
        return getEndpoint().getConfiguration();
    }

    private ExecutorServiceManager executors() {
        return getEndpoint().getCamelContext().getExecutorServiceManager();
    }

    @ManagedAttribute(description = "Walks over the listing that were begun")
    public long getPolls() {
        return figures.polls();
    }

    @ManagedAttribute(description = "Pages that were read")
    public long getPages() {
        return figures.pages();
    }

    @ManagedAttribute(description = "Exchanges that were sent into the route")
    public long getEmitted() {
        return figures.emitted();
    }

    @ManagedAttribute(description = "Exchanges that completed in the route")
    public long getDelivered() {
        return figures.delivered();
    }

    @ManagedAttribute(description = "Exchanges that failed in the route")
    public long getFailed() {
        return figures.failed();
    }

    @ManagedAttribute(description = "When the last walk began that is over, ISO 8601")
    public String getLastPollTime() {
        Poll poll = figures.lastPoll();
        return poll == null ? null : poll.begin().toString();
    }

    @ManagedAttribute(description = "How long that walk lasted, in milliseconds; -1 before the first")
    public long getLastPollMillis() {
        Poll poll = figures.lastPoll();
        return poll == null ? -1 : poll.length().toMillis();
    }

    @ManagedAttribute(
            description =
                    "How that walk ended: complete, incomplete (it hit maxPages, or met an empty page that named a next"
                            + " one), stopped, stopOnFailure or failed (a call failed)")
    public String getLastPollOutcome() {
        Poll poll = figures.lastPoll();
        return poll == null ? null : poll.outcome().name();
    }

    @ManagedAttribute(
            description = "Until when the service has asked not to be called, ISO 8601; empty when it has not")
    public String getWaitUntil() {
        return Objects.toString(pacing.waitUntil(), null);
    }

    @ManagedAttribute(
            description =
                    "The earliest time of the next poll, ISO 8601. With another scheduler than Camel's own, or a fixed"
                            + " rate, only a wait is known that the service has asked for; else it is empty, as it is while a walk is under"
                            + " way")
    public String getNextPoll() {
        return Objects.toString(pacing.nextPoll(this), null);
    }

    @Override
    public PactChannelsEndpoint getEndpoint() {
        return (PactChannelsEndpoint) super.getEndpoint();
    }
}
