/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.ChangeEmission.Change;
import im.pact.camel.channels.client.ChannelPages;
import im.pact.camel.channels.client.PactChannelsClient;
import im.pact.camel.channels.client.PactChannelsException;
import im.pact.camel.channels.model.ChannelPage;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
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

    /** Longer than anybody waits, and short enough to be counted in nanoseconds. */
    private static final long MAX_WAIT_SECONDS = TimeUnit.DAYS.toSeconds(365);

    /** As many removals are emitted together as a page can have channels. */
    private static final int BATCH = 100;

    /** What Camel's file repository can take. */
    private static final Pattern STATE_KEY = Pattern.compile("[^=\\p{Cntrl}]+");

    private volatile PactChannelsClient client;
    private volatile PageDelivery delivery;
    private ExecutorService prefetcher;

    /** With emit=change, else {@code null}. */
    private KnownChannels known;

    /** For who names no repository: it lasts as long as the route. */
    private final MemoryStateRepository memory = new MemoryStateRepository();

    /** No poll before this {@link System#nanoTime()}. */
    private volatile long notBefore = System.nanoTime();

    private final LongAdder walks = new LongAdder();
    private final LongAdder pages = new LongAdder();
    private final LongAdder emissions = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile long lastWalkMillis = -1;

    public PactChannelsConsumer(PactChannelsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    @Override
    protected int poll() throws Exception {
        shutdownRunningTask = null;
        pendingExchanges = 0;
        int emitted = 0;
        long start = System.nanoTime();
        walks.increment();
        ChannelPages listing = getEndpoint().newWalk(client);
        Iterator<ChannelPage> walk = prefetcher == null ? listing : new PrefetchedPages(listing, prefetcher);
        ChangeWalk changes =
                known == null ? null : new ChangeWalk(known, configuration().isEmitExisting());
        for (int index = 0; walk.hasNext() && isWalkAllowed(); index++) {
            ChannelPage page;
            try {
                page = walk.next();
            } catch (PactChannelsException e) {
                if (isWalkAllowed()) {
                    keepAway(e);
                    throw e;
                }
                LOG.debug("The walk was ended after {} pages because the consumer stops", index);
                return emitted;
            }
            forceConsumerAsReady();
            pages.increment();
            emitted += emit(
                    changes == null
                            ? new PageEmission(configuration(), page, index, !walk.hasNext())
                            : changeEmission(changes.changes(page)));
            if (isToStopOnFailure()) {
                LOG.debug("The walk was ended in page {} because a record failed", index);
                return emitted;
            }
        }
        if (changes != null && listing.isComplete() && isWalkAllowed()) {
            emitted += emitRemovals(changes.removals());
        }
        lastWalkMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return emitted;
    }

    private int emitRemovals(List<Change> removals) throws Exception {
        int emitted = 0;
        for (int from = 0; from < removals.size() && isWalkAllowed(); from += BATCH) {
            emitted += emit(changeEmission(removals.subList(from, Math.min(from + BATCH, removals.size()))));
            if (isToStopOnFailure()) {
                return emitted;
            }
        }
        if (isWalkAllowed()) {
            known.completed();
            known.save();
        }
        return emitted;
    }

    private Emission changeEmission(List<Change> changes) {
        return new ChangeEmission(configuration().getOutputType(), known, changes);
    }

    /** Sends them, and remembers what has arrived. */
    private int emit(Emission emission) throws Exception {
        try {
            return processBatch(exchanges(emission));
        } finally {
            if (known != null) {
                known.save();
            }
        }
    }

    /** A service that asks to wait is not asked again before, whatever the scheduler says. */
    private void keepAway(PactChannelsException failure) {
        if (failure.getRetryAfter() != null) {
            long seconds = Math.min(failure.getRetryAfter().toSeconds() + 1, MAX_WAIT_SECONDS);
            notBefore = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        }
    }

    private Queue<Object> exchanges(Emission emission) {
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
        Integer maxInFlight = configuration().getMaxInFlight();
        PageDelivery page = new PageDelivery(maxInFlight == null ? Math.max(1, exchanges.size()) : maxInFlight);
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
            emissions.increment();
            getAsyncProcessor().process(exchange, defaultConsumerCallback(exchange, true));
            sent++;
        }
        exchanges.forEach(unsent -> releaseExchange((Exchange) unsent, false));
        if (isStopping() || isStopped()) {
            page.abandon();
        }
        page.await();
        failures.add(page.failed());
        return sent;
    }

    private boolean isToStopOnFailure() {
        return configuration().isStopOnFailure() && delivery.failed() > 0;
    }

    /** Not before the wait is over that the service asked for. */
    @Override
    protected boolean isPollAllowed() {
        return System.nanoTime() - notBefore >= 0 && super.isPollAllowed();
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
        if (configuration().getEmit() == EmitMode.change) {
            known = loadKnownChannels();
        }
        if (configuration().isPrefetch()) {
            prefetcher = executors().newSingleThreadExecutor(this, "PactChannelsPrefetch");
        }
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
        if (prefetcher != null) {
            executors().shutdownNow(prefetcher);
            prefetcher = null;
        }
    }

    private KnownChannels loadKnownChannels() {
        StateRepository<String, String> repository = configuration().getStateRepository();
        if (repository == null) {
            repository = memory;
        }
        ServiceHelper.startService(repository);
        String key = configuration().getStateKey() == null
                ? getRouteId()
                : configuration().getStateKey();
        if (key == null || !STATE_KEY.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "list: stateKey must be a text without = and control characters (was " + key + ")");
        }
        KnownChannels channels =
                new KnownChannels(repository, key + "." + configuration().getCompanyId());
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
    public long getWalks() {
        return walks.sum();
    }

    @ManagedAttribute(description = "Pages that were read")
    public long getPages() {
        return pages.sum();
    }

    @ManagedAttribute(description = "Exchanges that were sent into the route")
    public long getEmitted() {
        return emissions.sum();
    }

    @ManagedAttribute(description = "Exchanges that failed in the route")
    public long getFailed() {
        return failures.sum();
    }

    @ManagedAttribute(description = "How long the last complete walk lasted, in milliseconds; -1 before the first")
    public long getLastWalkMillis() {
        return lastWalkMillis;
    }

    @Override
    public PactChannelsEndpoint getEndpoint() {
        return (PactChannelsEndpoint) super.getEndpoint();
    }
}
