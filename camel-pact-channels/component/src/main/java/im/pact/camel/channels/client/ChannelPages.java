/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import im.pact.camel.channels.model.ChannelList;
import im.pact.camel.channels.model.ChannelPage;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.request.PageRequest;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * Iterates over the pages of a listing. Each page is requested when it is taken, not before. The listing ends at a page that names
 * no next one, or after the maximum number of pages. An empty page that names a next one is followed, but not more than three in a
 * row.
 *
 * <p>A channel that is repeated in a page, or in the next page, is removed. For an unknown page token the service returns the first
 * page, so the listing would never end: it is an error if the service names a token again, or returns a page that starts like an
 * earlier one. {@link #remaining()} and {@link #channels()} throw that exception; {@link #next()} returns an empty page instead of the
 * repeated one, {@link #check()} throws.
 *
 * <p>Not thread-safe.
 */
public final class ChannelPages implements Iterator<ChannelPage> {

    private static final int MAX_EMPTY_PAGES = 3;

    private final Source source;
    private final long companyId;
    private final int maxPages;
    private final Set<String> usedTokens = new HashSet<>();
    private final RepeatedChannels repeated = new RepeatedChannels();

    /** The next page, {@code null} at the end of the listing. */
    private PageRequest next;

    private int taken;
    private int emptyPages;
    private boolean startedOver;

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
        return taken < maxPages && isContinued();
    }

    private boolean isContinued() {
        return next != null && !startedOver && !isDeadEnd();
    }

    /** Too many empty pages. A service that ends its listings with empty pages may also name the same token again. */
    private boolean isDeadEnd() {
        return emptyPages > MAX_EMPTY_PAGES || emptyPages > 0 && usedTokens.contains(next.pageToken());
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
        emptyPages = page.channels().isEmpty() ? emptyPages + 1 : 0;
        startedOver = repeated.startsLikeAnEarlierPage(page.channels());
        next = page.nextPageToken() == null ? null : next.at(page.nextPageToken());
        return new ChannelPage(
                startedOver ? new ChannelList() : repeated.removeFrom(page.channels()), page.nextPageToken());
    }

    /** Continues a listing from the position that another object has reached. To be called before the first page is taken. */
    public void continueFrom(Position position) {
        emptyPages = position.emptyPages();
        if (position.firstChannelId() != null) {
            repeated.setStart(position.firstChannelId());
        }
    }

    /** The position after the last page that was taken. */
    public Position position() {
        return new Position(nextPageToken(), repeated.start(), emptyPages);
    }

    /** Throws an exception if the last page starts like an earlier one. */
    public void check() {
        if (startedOver) {
            throw PactChannelsUnexpectedResponseException.startedOver(companyId, taken);
        }
    }

    /** Whether the listing was read to its end, and no page repeated channels of the previous one. */
    public boolean isComplete() {
        return taken > 0 && next == null && !startedOver && !repeated.foundInPreviousPage();
    }

    /** Number of pages taken. */
    public int taken() {
        return taken;
    }

    /** The token of the next page, {@code null} at the end of the listing. */
    public String nextPageToken() {
        return isContinued() ? next.pageToken() : null;
    }

    /** The channels of all remaining pages. */
    public ChannelList remaining() {
        ChannelList channels = new ChannelList();
        while (hasNext()) {
            channels.addAll(next().channels());
        }
        check();
        return channels;
    }

    /** The channels of the remaining pages. A page is requested when the channels before it are used up. */
    public ChannelStream<PactChannel> channels() {
        return new ChannelStream<>(new Channels(), channel -> channel);
    }

    private final class Channels implements Iterator<PactChannel> {

        private Iterator<PactChannel> page = Collections.emptyIterator();

        @Override
        public boolean hasNext() {
            while (!page.hasNext() && ChannelPages.this.hasNext()) {
                page = ChannelPages.this.next().channels().iterator();
            }
            check();
            return page.hasNext();
        }

        @Override
        public PactChannel next() {
            if (!hasNext()) {
                throw new NoSuchElementException("No channel after page " + taken);
            }
            return page.next();
        }
    }

    /**
     * A position in a listing that is read page by page with separate objects.
     *
     * @param nextPageToken  the token of the next page, {@code null} at the end of the listing
     * @param firstChannelId the first channel of the listing, {@code null} if it has none so far
     * @param emptyPages     the number of empty pages before this position
     */
    public record Position(String nextPageToken, Long firstChannelId, int emptyPages) {}

    /** Requests pages. */
    @FunctionalInterface
    public interface Source {

        /** Returns one page of a company's channels. */
        ChannelPage listChannels(long companyId, PageRequest page);
    }
}
