/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.changes.Change;
import im.pact.camel.channels.changes.ChangeTracker;
import im.pact.camel.channels.client.Pages;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.model.Page;
import java.util.Iterator;
import java.util.List;

/** The batches of one poll, in their order. A page is requested when its batch is, and not before. */
abstract class PollBatches implements Iterator<ExchangeBatch> {

    private final Pages<PactChannel> listing;

    /** The same pages; fetched ahead with {@code prefetch}. */
    final Iterator<Page<PactChannel>> pages;

    private PollBatches(Pages<PactChannel> listing, Iterator<Page<PactChannel>> pages) {
        this.listing = listing;
        this.pages = pages;
    }

    /** A batch for each page. */
    static PollBatches ofPages(
            PactChannelsConfiguration options, Pages<PactChannel> listing, Iterator<Page<PactChannel>> pages) {
        return new PageBatches(options, listing, pages);
    }

    /** A batch for the changes of each page, and after a complete listing batches of removals. */
    static PollBatches ofChanges(
            ChangeTracker tracker, OutputType output, Pages<PactChannel> listing, Iterator<Page<PactChannel>> pages) {
        return new ChangeBatches(tracker, output, listing, pages);
    }

    /** Whether the listing was read to its end. */
    boolean isComplete() {
        return listing.isComplete();
    }

    private static final class PageBatches extends PollBatches {

        private final PactChannelsConfiguration options;
        private final RecordHeaders headers = new RecordHeaders();
        private int pageIndex;

        PageBatches(PactChannelsConfiguration options, Pages<PactChannel> listing, Iterator<Page<PactChannel>> pages) {
            super(listing, pages);
            this.options = options;
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
    }

    private static final class ChangeBatches extends PollBatches {

        /** The maximum number of removals in a batch, as many as a page can have channels. */
        private static final int BATCH_SIZE = 100;

        private final ChangeTracker tracker;
        private final OutputType output;
        private List<Change> removals = List.of();

        ChangeBatches(
                ChangeTracker tracker,
                OutputType output,
                Pages<PactChannel> listing,
                Iterator<Page<PactChannel>> pages) {
            super(listing, pages);
            this.tracker = tracker;
            this.output = output;
        }

        @Override
        public boolean hasNext() {
            return pages.hasNext() || !removals.isEmpty();
        }

        @Override
        public ExchangeBatch next() {
            return new ChangeBatch(output, tracker, pages.hasNext() ? changesOfNextPage() : nextRemovals());
        }

        private List<Change> changesOfNextPage() {
            List<Change> changes = tracker.detect(pages.next());
            if (!pages.hasNext() && isComplete()) {
                removals = tracker.removals();
            }
            return changes;
        }

        private List<Change> nextRemovals() {
            List<Change> batch = removals.subList(0, Math.min(BATCH_SIZE, removals.size()));
            removals = removals.subList(batch.size(), removals.size());
            return batch;
        }
    }
}
