/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import im.pact.camel.channels.model.ApiList;
import im.pact.camel.channels.model.ApiObject;
import java.util.HashSet;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Finds items that a listing repeats: in the same page, in the next page if the service counts positions and items are added
 * meanwhile, or in all pages if the service starts over. Holds no more than the ids of one page. Not thread-safe.
 *
 * @param <T> channels or companies
 */
final class RepeatedItems<T extends ApiObject> {

    private final ToLongFunction<T> id;

    /** The ids of the previous page, and their range. */
    private long[] previous = {};

    private long low = Long.MAX_VALUE;
    private long high = Long.MIN_VALUE;

    private boolean foundInPreviousPage;

    /** Pages with items so far. */
    private int pages;

    /** The first id of the first page. */
    private long start;

    /** The first id of page 1, 2, 4, 8 …, which is enough to find a cycle of any length (Brent's algorithm). */
    private long checkpoint;

    /** @param id returns the id of an item */
    RepeatedItems(ToLongFunction<T> id) {
        this.id = id;
    }

    /** Whether the page starts with the same item as an earlier page, so that the listing would never end. */
    boolean startsLikeAnEarlierPage(ApiList<T> page) {
        if (page.isEmpty()) {
            return false;
        }
        long first = id.applyAsLong(page.get(0));
        boolean again = pages > 0 && (first == start || first == checkpoint);
        pages++;
        start = pages == 1 ? first : start;
        checkpoint = Integer.bitCount(pages) == 1 ? first : checkpoint;
        return again;
    }

    /** The first id of the first page, or {@code null}. */
    Long start() {
        return pages == 0 ? null : Long.valueOf(start);
    }

    /** Sets the first id of a first page that was read before. */
    void setStart(long firstId) {
        start = firstId;
        pages = 1;
    }

    /** The items of the page, each once, without those of the previous page. */
    ApiList<T> removeFrom(ApiList<T> page) {
        if (page.isEmpty()) {
            return page;
        }
        long[] ids = new long[page.size()];
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        boolean rising = true;
        boolean falling = true;
        for (int i = 0; i < ids.length; i++) {
            ids[i] = id.applyAsLong(page.get(i));
            min = Math.min(min, ids[i]);
            max = Math.max(max, ids[i]);
            rising &= i == 0 || ids[i] > ids[i - 1];
            falling &= i == 0 || ids[i] < ids[i - 1];
        }
        // The usual case. Sets take 40 ns more per channel, 3 % of a poll (ConsumerBenchmark).
        boolean sorted = (rising || falling) && (min > high || max < low);
        ApiList<T> result = sorted ? page : unique(page);
        previous = ids;
        low = min;
        high = max;
        return result;
    }

    /** Whether a page has repeated items of the previous one. */
    boolean foundInPreviousPage() {
        return foundInPreviousPage;
    }

    private ApiList<T> unique(ApiList<T> page) {
        Set<Long> previousIds = LongStream.of(previous).boxed().collect(Collectors.toSet());
        Set<Long> seen = new HashSet<>();
        ApiList<T> items = new ApiList<>();
        for (T item : page) {
            long itemId = id.applyAsLong(item);
            boolean inPreviousPage = previousIds.contains(itemId);
            foundInPreviousPage |= inPreviousPage;
            if (!inPreviousPage && seen.add(itemId)) {
                items.add(item);
            }
        }
        return items;
    }
}
