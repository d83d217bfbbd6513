/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.changes.ChangeTracker;
import im.pact.camel.channels.changes.ChannelSnapshot;
import im.pact.camel.channels.changes.StateKeys;
import im.pact.camel.channels.changes.StoredSnapshot;
import im.pact.camel.channels.client.Pages;
import im.pact.camel.channels.client.PrefetchedPages;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.model.Page;
import im.pact.camel.channels.request.PageRequest;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.Route;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.ObjectHelper;

/** Creates the batches of each poll. Holds what outlasts a poll: the snapshot of {@code emit=change}, the thread of {@code prefetch}. */
final class PollSource extends ServiceSupport {

    private final PactChannelsEndpoint endpoint;
    private final Supplier<Route> route;
    private final BiFunction<Long, PageRequest, Page<PactChannel>> pages;
    private ChannelSnapshot snapshot;
    private String claimedKey;
    private ExecutorService prefetcher;

    /**
     * @param endpoint the endpoint of the consumer
     * @param route    its route, or {@code null}
     * @param pages    requests a page
     */
    PollSource(
            PactChannelsEndpoint endpoint,
            Supplier<Route> route,
            BiFunction<Long, PageRequest, Page<PactChannel>> pages) {
        this.endpoint = endpoint;
        this.route = route;
        this.pages = pages;
    }

    /** The batches of a new poll. */
    PollBatches batches() {
        Pages<PactChannel> listing = endpoint.newListing(pages);
        Iterator<Page<PactChannel>> pages = prefetcher == null ? listing : new PrefetchedPages<>(listing, prefetcher);
        PactChannelsConfiguration options = options();
        return switch (options.getEmit()) {
            case record, page -> PollBatches.ofPages(options, listing, pages);
            case change ->
                PollBatches.ofChanges(
                        new ChangeTracker(
                                snapshot, options.isEmitExisting(), options.getRemovalPolls(), ignoredFields()),
                        options.getOutputType(),
                        listing,
                        pages);
        };
    }

    @Override
    protected void doStart() {
        if (options().getEmit() == EmitMode.change) {
            snapshot = loadSnapshot();
        }
        if (options().isPrefetch()) {
            prefetcher = executors().newSingleThreadExecutor(endpoint, "PactChannelsPrefetch");
        }
    }

    private ChannelSnapshot loadSnapshot() {
        StateRepository<String, String> repository = options().getStateRepository();
        if (repository == null) {
            return new ChannelSnapshot();
        }
        ServiceHelper.startService(repository);
        String key = stateKey(repository) + "." + options().getCompanyId();
        StoredSnapshot stored = StoredSnapshot.load(repository, key);
        stateKeys().claim(repository, key);
        claimedKey = key;
        return stored;
    }

    private String stateKey(StateRepository<String, String> repository) {
        if (!ObjectHelper.isEmpty(options().getStateKey())) {
            return options().getStateKey();
        }
        Route from = route.get();
        if (from == null) {
            throw new IllegalArgumentException(
                    "list: stateKey is missing. A consumer that does not know its route needs one, as behind master:");
        }
        boolean generated = !from.isCustomId() || from.isCreatedByKamelet();
        if (generated && !(repository instanceof MemoryStateRepository)) {
            throw new IllegalArgumentException("list: stateKey is missing. The id " + from.getRouteId()
                    + " of the route is generated, so it can be another one after a restart. Set stateKey, or the id of the"
                    + " route");
        }
        return from.getRouteId();
    }

    @Override
    protected void doStop() {
        if (claimedKey != null) {
            stateKeys().release(options().getStateRepository(), claimedKey);
            claimedKey = null;
        }
        if (prefetcher != null) {
            // The polling thread would wait forever for a page whose request has not started.
            for (Runnable page : prefetcher.shutdownNow()) {
                ((Future<?>) page).cancel(false);
            }
            executors().shutdownNow(prefetcher);
            prefetcher = null;
        }
    }

    private StateKeys stateKeys() {
        return StateKeys.of(endpoint.getCamelContext());
    }

    private Set<String> ignoredFields() {
        String fields = options().getIgnoreFields();
        return fields == null
                ? Set.of()
                : Arrays.stream(fields.split(",")).map(String::strip).collect(Collectors.toSet());
    }

    private PactChannelsConfiguration options() {
        return endpoint.getConfiguration();
    }

    private ExecutorServiceManager executors() {
        return endpoint.getCamelContext().getExecutorServiceManager();
    }
}
