/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.changes.ChangeTracker;
import im.pact.camel.channels.changes.ChannelSnapshot;
import im.pact.camel.channels.changes.StoredSnapshot;
import im.pact.camel.channels.client.ChannelPages;
import im.pact.camel.channels.client.PrefetchedPages;
import im.pact.camel.channels.model.ChannelPage;
import java.util.Iterator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.ObjectHelper;

/** Creates the batches of each poll. Holds what outlasts a poll: the snapshot of {@code emit=change}, the thread of {@code prefetch}. */
final class PollSource extends ServiceSupport {

    private final PactChannelsEndpoint endpoint;
    private final Supplier<String> routeId;
    private final ChannelPages.Source pages;
    private ChannelSnapshot snapshot;
    private ExecutorService prefetcher;

    /**
     * @param endpoint the endpoint to poll
     * @param routeId  returns the id of the route, or {@code null} if it is not known
     * @param pages    requests a page
     */
    PollSource(PactChannelsEndpoint endpoint, Supplier<String> routeId, ChannelPages.Source pages) {
        this.endpoint = endpoint;
        this.routeId = routeId;
        this.pages = pages;
    }

    /** The batches of a new poll. */
    PollBatches batches() {
        ChannelPages listing = endpoint.newListing(pages);
        Iterator<ChannelPage> pages = prefetcher == null ? listing : new PrefetchedPages(listing, prefetcher);
        PactChannelsConfiguration options = options();
        return switch (options.getEmit()) {
            case record, page -> PollBatches.ofPages(options, listing, pages);
            case change ->
                PollBatches.ofChanges(
                        new ChangeTracker(snapshot, options.isEmitExisting()), options.getOutputType(), listing, pages);
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
        String key = options().getStateKey() == null ? routeId.get() : options().getStateKey();
        if (ObjectHelper.isEmpty(key)) {
            throw new IllegalArgumentException(
                    "list: stateKey is missing. A consumer that does not know its route needs one, as behind master:");
        }
        ServiceHelper.startService(repository);
        return StoredSnapshot.load(repository, key + "." + options().getCompanyId());
    }

    @Override
    protected void doStop() {
        if (prefetcher != null) {
            // The polling thread would wait forever for a page whose request has not started.
            for (Runnable page : prefetcher.shutdownNow()) {
                ((Future<?>) page).cancel(false);
            }
            executors().shutdownNow(prefetcher);
            prefetcher = null;
        }
    }

    private PactChannelsConfiguration options() {
        return endpoint.getConfiguration();
    }

    private ExecutorServiceManager executors() {
        return endpoint.getCamelContext().getExecutorServiceManager();
    }
}
