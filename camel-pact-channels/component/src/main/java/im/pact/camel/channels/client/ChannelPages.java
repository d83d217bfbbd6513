/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import im.pact.camel.channels.model.ChannelList;
import im.pact.camel.channels.model.ChannelPage;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.request.PageRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * Iterates over the pages of a listing. Each page is requested when it is taken, not before. The listing ends at a page without
 * a next one, at an empty page, or after the maximum number of pages. A repeated page token is an error: for an
 * unknown token the service returns the first page, so the listing would never end.
 *
 * <p>Not thread-safe.
 */
public final class ChannelPages implements Iterator<ChannelPage> {

    private final Source source;
    private final long companyId;
    private final int maxPages;
    private final Set<String> usedTokens = new HashSet<>();

    /** The next page, {@code null} at the end of the listing. */
    private PageRequest next;

    private int taken;
    private boolean complete;

    /**
     * @param source    requests the pages, as {@link PactChannelsClient#listChannels} does
     * @param companyId the company
     * @param first     the first page, and the size of all pages
     * @param maxPages  maximum number of pages
     */
    public ChannelPages(Source source, long companyId, PageRequest first, int maxPages) {
        this.source = source;
        this.companyId = companyId;
        this.maxPages = maxPages;
        this.next = first;
    }

    /** Sends no request: the previous page says whether there is a next one. */
    @Override
    public boolean hasNext() {
        return next != null && taken < maxPages;
    }

    /**
     * Requests the next page.
     *
     * @throws PactChannelsException if the request fails (calling again repeats it), and if the service names a page token again
     */
    @Override
    public ChannelPage next() {
        if (!hasNext()) {
            throw new NoSuchElementException("No page after page " + taken);
        }
        String token = next.pageToken();
        if (usedTokens.contains(token)) {
            throw PactChannelsUnexpectedResponseException.repeatedPageToken(companyId, taken);
        }
        ChannelPage page = source.listChannels(companyId, next);
        if (token != null) {
            usedTokens.add(token);
        }
        taken++;
        complete = page.nextPageToken() == null;
        next = complete || page.channels().isEmpty() ? null : next.at(page.nextPageToken());
        return page;
    }

    /** Whether the listing was read to its end: the last page named no next one. */
    public boolean isComplete() {
        return complete;
    }

    /** Number of pages taken. */
    public int taken() {
        return taken;
    }

    /** The token of the next page, {@code null} at the end of the listing. */
    public String nextPageToken() {
        return next == null ? null : next.pageToken();
    }

    /** The channels of all remaining pages. */
    public ChannelList remaining() {
        ChannelList first = hasNext() ? next().channels() : ChannelList.EMPTY;
        if (!hasNext()) {
            return first;
        }
        List<PactChannel> channels = new ArrayList<>(first);
        while (hasNext()) {
            channels.addAll(next().channels());
        }
        return new ChannelList(channels);
    }

    /** Iterates over the channels of the remaining pages. A page is requested when the channels before it are used up. */
    public Iterator<PactChannel> channels() {
        return new Iterator<>() {

            private Iterator<PactChannel> page = List.<PactChannel>of().iterator();

            @Override
            public boolean hasNext() {
                while (!page.hasNext() && ChannelPages.this.hasNext()) {
                    page = ChannelPages.this.next().channels().iterator();
                }
                return page.hasNext();
            }

            @Override
            public PactChannel next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("No channel after page " + taken);
                }
                return page.next();
            }
        };
    }

    /** Requests pages. */
    @FunctionalInterface
    public interface Source {

        /** Returns one page of a company's channels. */
        ChannelPage listChannels(long companyId, PageRequest page);
    }
}
