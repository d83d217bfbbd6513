/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.changes.ChangeTracker;
import im.pact.camel.channels.changes.CompanySnapshots;
import im.pact.camel.channels.changes.StateKeys;
import im.pact.camel.channels.client.Pages;
import im.pact.camel.channels.client.PrefetchedPages;
import im.pact.camel.channels.model.Company;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.model.Page;
import im.pact.camel.channels.request.PageRequest;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.Route;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.ObjectHelper;

/**
 * Creates the companies of each poll, and the batches of each company. Holds what outlasts a poll: the snapshots of
 * {@code emit=change}, the threads of {@code prefetch}.
 */
final class PollSource extends ServiceSupport {

    private final PactChannelsEndpoint endpoint;
    private final Supplier<Route> route;
    private final BiFunction<Long, PageRequest, Page<PactChannel>> channelPages;
    private final Function<PageRequest, Page<Company>> companyPages;
    private CompanySelection selection;
    private CompanySnapshots snapshots;
    private ExecutorService prefetcher;

    /**
     * @param endpoint     the endpoint of the consumer
     * @param route        its route, or {@code null}
     * @param channelPages requests a page of the channels of a company
     * @param companyPages requests a page of the companies
     */
    PollSource(
            PactChannelsEndpoint endpoint,
            Supplier<Route> route,
            BiFunction<Long, PageRequest, Page<PactChannel>> channelPages,
            Function<PageRequest, Page<Company>> companyPages) {
        this.endpoint = endpoint;
        this.route = route;
        this.channelPages = channelPages;
        this.companyPages = companyPages;
    }

    /**
     * The companies of a new poll.
     *
     * @param executor requests pages of companies ahead; {@code null} if they are requested when they are needed
     */
    PollCompanies companies(ExecutorService executor) {
        return selection.companies(companyPages, executor, companyIds -> {
            if (tracksCompanies()) {
                snapshots.known().listed(companyIds);
            }
        });
    }

    /** The batches of a company in a new poll. */
    PollBatches batches(long companyId) {
        Pages<PactChannel> listing = endpoint.newListing(companyId, page -> channelPages.apply(companyId, page));
        Iterator<Page<PactChannel>> pages = prefetcher == null ? listing : new PrefetchedPages<>(listing, prefetcher);
        BatchOptions batch = new BatchOptions(
                options().getEmit(),
                options().getOutputType(),
                options().getCompanies() == null ? null : StepResult.companyId(companyId));
        return switch (options().getEmit()) {
            case record, page -> PollBatches.ofPages(batch, listing, pages);
            case change ->
                PollBatches.ofChanges(
                        new ChangeTracker(
                                snapshots.of(companyId),
                                options().isEmitExisting(),
                                options().getRemovalPolls(),
                                ignoredFields()),
                        batch,
                        listing,
                        pages);
        };
    }

    /**
     * The batches of the companies that have left the list, after a poll.
     *
     * @param companies the companies of the poll; nothing is removed if their list is not complete
     */
    PollBatches removedCompanies(PollCompanies companies) {
        List<Long> removed = tracksCompanies() && companies.isComplete()
                ? snapshots.known().countMissing(companies.ids(), options().getRemovalPolls())
                : List.of();
        return PollBatches.ofRemovedCompanies(
                snapshots, removed, options().getOutputType(), options().isEmitCompanyRemovals());
    }

    private boolean tracksCompanies() {
        return options().getEmit() == EmitMode.change && options().getCompanies() != null;
    }

    @Override
    protected void doStart() {
        selection = endpoint.companySelection();
        if (options().getEmit() == EmitMode.change) {
            snapshots = newSnapshots();
            try {
                // A snapshot that is damaged fails the start, if it is known now that it is needed.
                selection.fixed().forEach(snapshots::of);
                if (tracksCompanies()) {
                    snapshots.known();
                }
            } catch (RuntimeException e) {
                snapshots.release();
                throw e;
            }
        }
        if (options().isPrefetch()) {
            prefetcher = executors()
                    .newFixedThreadPool(
                            endpoint, "PactChannelsPrefetch", options().getCompanyThreads());
        }
    }

    private CompanySnapshots newSnapshots() {
        StateRepository<String, String> repository = options().getStateRepository();
        if (repository == null) {
            return CompanySnapshots.inMemory();
        }
        ServiceHelper.startService(repository);
        return CompanySnapshots.stored(repository, stateKey(repository), StateKeys.of(endpoint.getCamelContext()));
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
        if (snapshots != null) {
            snapshots.release();
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
