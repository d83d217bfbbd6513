/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import im.pact.camel.channels.model.ChannelList;
import im.pact.camel.channels.model.ChannelPage;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.request.PageRequest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The walk over the pages of a listing. A page is asked for when it is taken and never before. The walk ends at a page that
 * names no next one, at an empty page, or after as many pages as were allowed; a token that comes a second time is an error,
 * for the service answers a token that it does not know with the first page, and the walk would never end.
 *
 * <p>For one thread.
 */
public final class ChannelPages implements Iterator<ChannelPage> {

    private final Source source;
    private final long companyId;
    private final int maxPages;
    private final PageTokens tokens = new PageTokens();

    /** The page to ask for next, {@code null} when the walk is over. */
    private PageRequest next;

    private int taken;
    private boolean complete;

    /**
     * @param source    asks for the pages, as {@link PactChannelsClient#listChannels} does
     * @param companyId whose channels
     * @param first     where to begin, and how large the pages are
     * @param maxPages  the most pages to ask for
     */
    public ChannelPages(Source source, long companyId, PageRequest first, int maxPages) {
        this.source = source;
        this.companyId = companyId;
        this.maxPages = maxPages;
        this.next = first;
    }

    /** Known without a request: the page before has said so. */
    @Override
    public boolean hasNext() {
        return next != null && taken < maxPages;
    }

    /**
     * Asks the service for the next page.
     *
     * @throws PactChannelsException when the call fails (asking again repeats it), and when the service has named a page that
     *     was already read
     */
    @Override
    public ChannelPage next() {
        if (!hasNext()) {
            throw new NoSuchElementException("No page after page " + taken);
        }
        String token = next.pageToken();
        if (token != null && tokens.contains(token)) {
            throw PactChannelsUnexpectedResponseException.repeatedPageToken(companyId, taken);
        }
        ChannelPage page = source.listChannels(companyId, next);
        if (token != null) {
            tokens.add(token);
        }
        taken++;
        boolean over = page.nextPageToken() == null || page.channels().isEmpty();
        complete = page.nextPageToken() == null;
        next = over ? null : next.at(page.nextPageToken());
        return page;
    }

    /** Whether everything was read: the last page named none after it. */
    public boolean isComplete() {
        return complete;
    }

    /** How many pages were taken. */
    public int taken() {
        return taken;
    }

    /** Where the walk would go on, {@code null} when there is nothing after the pages taken so far. */
    public String nextPageToken() {
        return next == null ? null : next.pageToken();
    }

    /** All that is left of the walk, in one list. */
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

    /** What is left of the walk, channel by channel; the next page is asked for when the one before is used up. */
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

    /** Where the pages come from. */
    @FunctionalInterface
    public interface Source {

        /** One page of a company's channels. */
        ChannelPage listChannels(long companyId, PageRequest page);
    }
}
