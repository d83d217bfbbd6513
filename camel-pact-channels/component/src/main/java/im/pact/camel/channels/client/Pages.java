/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import im.pact.camel.channels.model.ApiList;
import im.pact.camel.channels.model.ApiObject;
import im.pact.camel.channels.model.Company;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.model.Page;
import im.pact.camel.channels.request.PageRequest;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Iterates over the pages of a listing. Each page is requested when it is taken, not before. The listing ends at a page that names
 * no next one, or after the maximum number of pages. An empty page that names a next one is followed, but not more than three in a
 * row.
 *
 * <p>An item that is repeated in a page, or in the next page, is removed. For an unknown page token the service returns the first
 * page, so the listing would never end: it is an error if the service names a token again, or returns a page that starts like an
 * earlier one. {@link #remaining()} and {@link #items()} throw that exception; {@link #next()} returns an empty page instead of the
 * repeated one, {@link #check()} throws.
 *
 * <p>Not thread-safe.
 *
 * @param <T> channels or companies
 */
public final class Pages<T extends ApiObject> implements Iterator<Page<T>> {

    private static final int MAX_EMPTY_PAGES = 3;

    private final String operation;
    private final String path;
    private final Function<PageRequest, Page<T>> source;
    private final int maxPages;
    private final Set<String> usedTokens = new HashSet<>();
    private final RepeatedItems<T> repeated;

    /** The next page, {@code null} at the end of the listing. */
    private PageRequest next;

    private int taken;
    private int emptyPages;
    private boolean startedOver;

    /**
     * @param operation the operation, for messages
     * @param path      the path of the request, for messages
     * @param source    requests a page
     * @param id        returns the id of an item
     */
    private Pages(
            String operation,
            String path,
            Function<PageRequest, Page<T>> source,
            ToLongFunction<T> id,
            PageRequest first,
            int maxPages) {
        this.operation = operation;
        this.path = path;
        this.source = source;
        this.repeated = new RepeatedItems<>(id);
        this.next = first;
        this.maxPages = maxPages;
    }

    /**
     * The channels of a company.
     *
     * @param companyId the company
     * @param source    requests a page of its channels, as {@link PactChannelsClient#listChannels} does
     * @param first     the first page, and the size of all pages
     * @param maxPages  maximum number of pages
     */
    public static Pages<PactChannel> ofChannels(
            long companyId, Function<PageRequest, Page<PactChannel>> source, PageRequest first, int maxPages) {
        return new Pages<>(
                "list", "/companies/" + companyId + "/channels", source, PactChannel::channelId, first, maxPages);
    }

    /**
     * The companies.
     *
     * @param source   requests a page of them, as {@link PactChannelsClient#listCompanies} does
     * @param first    the first page, and the size of all pages
     * @param maxPages maximum number of pages
     */
    public static Pages<Company> ofCompanies(
            Function<PageRequest, Page<Company>> source, PageRequest first, int maxPages) {
        return new Pages<>("companies", "/companies", source, Company::companyId, first, maxPages);
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
    public Page<T> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("No page after page " + taken);
        }
        String token = next.pageToken();
        if (usedTokens.contains(token)) {
            throw PactChannelsUnexpectedResponseException.repeatedPageToken(operation, path, taken);
        }
        Page<T> page = source.apply(next);
        if (token != null) {
            usedTokens.add(token);
        }
        taken++;
        emptyPages = page.items().isEmpty() ? emptyPages + 1 : 0;
        startedOver = repeated.startsLikeAnEarlierPage(page.items());
        next = page.nextPageToken() == null ? null : next.at(page.nextPageToken());
        return new Page<>(startedOver ? new ApiList<>() : repeated.removeFrom(page.items()), page.nextPageToken());
    }

    /** Continues a listing from the position that another object has reached. To be called before the first page is taken. */
    public void continueFrom(Position position) {
        emptyPages = position.emptyPages();
        if (position.firstId() != null) {
            repeated.setStart(position.firstId());
        }
    }

    /** The position after the last page that was taken. */
    public Position position() {
        return new Position(nextPageToken(), repeated.start(), emptyPages);
    }

    /** Throws an exception if the last page starts like an earlier one. */
    public void check() {
        if (startedOver) {
            throw PactChannelsUnexpectedResponseException.startedOver(operation, path, taken);
        }
    }

    /** Whether the listing was read to its end, and no page repeated items of the previous one. */
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

    /** The items of all remaining pages. */
    public ApiList<T> remaining() {
        ApiList<T> items = new ApiList<>();
        while (hasNext()) {
            items.addAll(next().items());
        }
        check();
        return items;
    }

    /** The items of the remaining pages. A page is requested when the items before it are used up. */
    public ItemStream<T> items() {
        return new ItemStream<>(operation, new Items());
    }

    private final class Items implements Iterator<T> {

        private Iterator<T> page = Collections.emptyIterator();

        @Override
        public boolean hasNext() {
            while (!page.hasNext() && Pages.this.hasNext()) {
                page = Pages.this.next().items().iterator();
            }
            check();
            return page.hasNext();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("No item after page " + taken);
            }
            return page.next();
        }
    }

    /**
     * A position in a listing that is read page by page with separate objects.
     *
     * @param nextPageToken the token of the next page, {@code null} at the end of the listing
     * @param firstId       the id of the first item of the listing, {@code null} if it has none so far
     * @param emptyPages    the number of empty pages before this position
     */
    public record Position(String nextPageToken, Long firstId, int emptyPages) {}
}
