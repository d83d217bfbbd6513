/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The companies of one poll, each once. Pages of a list of companies are requested when they are needed. Safe for use by many threads. */
final class PollCompanies {

    private final Iterator<List<Long>> pages;
    private final BooleanSupplier complete;
    private final Consumer<Collection<Long>> listed;
    private final Set<Long> companyIds = new LinkedHashSet<>();
    private Iterator<Long> page = Collections.emptyIterator();
    private boolean ended;

    /**
     * @param pages    the ids of the companies, in parts
     * @param complete whether all parts together are the complete list
     * @param listed   is notified of the companies of a part before they are polled
     */
    PollCompanies(Iterator<List<Long>> pages, BooleanSupplier complete, Consumer<Collection<Long>> listed) {
        this.pages = pages;
        this.complete = complete;
        this.listed = listed;
    }

    /** The next company, or {@code null} after the last one. A failure ends the companies. */
    synchronized Long next() {
        while (!ended && !page.hasNext()) {
            ended = true;
            if (pages.hasNext()) {
                page = newIds(pages.next());
                ended = false;
            }
        }
        return ended ? null : page.next();
    }

    private Iterator<Long> newIds(List<Long> ids) {
        Set<Long> newIds = new LinkedHashSet<>(ids);
        newIds.removeAll(companyIds);
        companyIds.addAll(newIds);
        listed.accept(newIds);
        return newIds.iterator();
    }

    /** The other companies are not polled. */
    synchronized void end() {
        ended = true;
    }

    /** Whether the complete list was read, and all its companies were taken. */
    synchronized boolean isComplete() {
        return ended && !page.hasNext() && !pages.hasNext() && complete.getAsBoolean();
    }

    /** All companies of the list. */
    synchronized Set<Long> ids() {
        return Set.copyOf(companyIds);
    }
}
