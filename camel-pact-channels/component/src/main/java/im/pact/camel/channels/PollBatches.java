/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.changes.Change;
import im.pact.camel.channels.changes.ChangeTracker;
import im.pact.camel.channels.changes.CompanySnapshots;
import im.pact.camel.channels.client.Pages;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.model.Page;
import java.util.Iterator;
import java.util.List;

/** The batches of one company in one poll, in their order. A page is requested when its batch is, and not before. */
abstract class PollBatches implements Iterator<ExchangeBatch> {

    /** The maximum number of removals in a batch, as many as a page can have channels. */
    private static final int MAX_REMOVALS = 100;

    private PollBatches() {}

    /** A batch for each page. */
    static PollBatches ofPages(BatchOptions options, Pages<PactChannel> listing, Iterator<Page<PactChannel>> pages) {
        return new PageBatches(options, listing, pages);
    }

    /** A batch for the changes of each page, and after a complete listing batches of removals. */
    static PollBatches ofChanges(
            ChangeTracker tracker,
            BatchOptions options,
            Pages<PactChannel> listing,
            Iterator<Page<PactChannel>> pages) {
        return new ChangeBatches(tracker, options, listing, pages);
    }

    /**
     * A batch for each company that has left the list of companies, and before it batches for its channels.
     *
     * @param removeChannels whether its channels are emitted as removed
     */
    static PollBatches ofRemovedCompanies(
            CompanySnapshots snapshots, List<Long> companyIds, OutputType output, boolean removeChannels) {
        return new RemovedCompanies(snapshots, companyIds.iterator(), output, removeChannels);
    }

    /** Whether the listing was read to its end. */
    abstract boolean isComplete();

    private static final class PageBatches extends PollBatches {

        private final BatchOptions options;
        private final Pages<PactChannel> listing;

        /** The same pages; fetched ahead with {@code prefetch}. */
        private final Iterator<Page<PactChannel>> pages;

        private final RecordHeaders headers;
        private int pageIndex;

        PageBatches(BatchOptions options, Pages<PactChannel> listing, Iterator<Page<PactChannel>> pages) {
            this.options = options;
            this.listing = listing;
            this.pages = pages;
            this.headers = new RecordHeaders(options.companyId());
        }

        @Override
        public boolean hasNext() {
            return pages.hasNext();
        }

        @Override
        public ExchangeBatch next() {
            Page<PactChannel> page = pages.next();
            return new PageBatch(options, page, pageIndex++, !pages.hasNext(), headers);
        }

        @Override
        boolean isComplete() {
            return listing.isComplete();
        }
    }

    private static final class ChangeBatches extends PollBatches {

        private final ChangeTracker tracker;
        private final BatchOptions options;
        private final Pages<PactChannel> listing;
        private final Iterator<Page<PactChannel>> pages;
        private final Removals removals = new Removals();

        ChangeBatches(
                ChangeTracker tracker,
                BatchOptions options,
                Pages<PactChannel> listing,
                Iterator<Page<PactChannel>> pages) {
            this.tracker = tracker;
            this.options = options;
            this.listing = listing;
            this.pages = pages;
        }

        @Override
        public boolean hasNext() {
            return pages.hasNext() || !removals.isEmpty();
        }

        @Override
        public ExchangeBatch next() {
            return new ChangeBatch(options, tracker, pages.hasNext() ? changesOfNextPage() : removals.next());
        }

        private List<Change> changesOfNextPage() {
            List<Change> changes = tracker.detect(pages.next());
            if (!pages.hasNext() && isComplete()) {
                removals.set(tracker.removals());
            }
            return changes;
        }

        @Override
        boolean isComplete() {
            return listing.isComplete();
        }
    }

    private static final class RemovedCompanies extends PollBatches {

        private final CompanySnapshots snapshots;
        private final Iterator<Long> companyIds;
        private final OutputType output;
        private final boolean removeChannels;
        private final Removals removals = new Removals();

        /** The company whose removals are emitted, or {@code null}. */
        private Long companyId;

        private ChangeTracker tracker;

        RemovedCompanies(
                CompanySnapshots snapshots, Iterator<Long> companyIds, OutputType output, boolean removeChannels) {
            this.snapshots = snapshots;
            this.companyIds = companyIds;
            this.output = output;
            this.removeChannels = removeChannels;
        }

        @Override
        public boolean hasNext() {
            return companyId != null || companyIds.hasNext();
        }

        @Override
        public ExchangeBatch next() {
            if (companyId == null) {
                companyId = companyIds.next();
                tracker = ChangeTracker.ofRemovedCompany(snapshots.of(companyId));
                removals.set(removeChannels ? tracker.removalsOfAll() : List.of());
            }
            if (!removals.isEmpty()) {
                return new ChangeBatch(new BatchOptions(EmitMode.change, output, companyId), tracker, removals.next());
            }
            long removed = companyId;
            companyId = null;
            // A removal whose exchange has failed is emitted again by the next poll, and the company after it.
            boolean isLast = !removeChannels || tracker.removalsOfAll().isEmpty();
            return isLast
                    ? new CompanyRemovedBatch(snapshots, removed)
                    : new ChangeBatch(new BatchOptions(EmitMode.change, output, removed), tracker, List.of());
        }

        @Override
        boolean isComplete() {
            return true;
        }
    }

    /** Removals, batch by batch. */
    private static final class Removals {

        private List<Change> remaining = List.of();

        void set(List<Change> removals) {
            remaining = removals;
        }

        boolean isEmpty() {
            return remaining.isEmpty();
        }

        List<Change> next() {
            List<Change> batch = remaining.subList(0, Math.min(MAX_REMOVALS, remaining.size()));
            remaining = remaining.subList(batch.size(), remaining.size());
            return batch;
        }
    }
}
