/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Ids and providers of a company's channels, sorted by id.
 *
 * <p>Two parallel arrays and a binary search: a million channels fit into a small heap, and the page in the middle costs
 * no more than the first one. Not thread-safe, {@link Company} sees to that.
 */
final class ChannelTable {

    /** A cursor that lies before, or behind, every channel. */
    static final long BEFORE_ALL = Long.MIN_VALUE;

    static final long BEHIND_ALL = Long.MAX_VALUE;

    private long[] ids = new long[8];
    private String[] providers = new String[8];
    private int size;

    record Row(long id, String provider) {}

    int size() {
        return size;
    }

    /** Makes room in one step, so that adding many does not copy the arrays again and again. */
    void reserve(int more) {
        if (size + more > ids.length) {
            int capacity = Math.max(size + more, ids.length * 2);
            ids = Arrays.copyOf(ids, capacity);
            providers = Arrays.copyOf(providers, capacity);
        }
    }

    void add(long id, String provider) {
        reserve(1);
        int at = size == 0 || ids[size - 1] < id ? size : insertionPoint(id);
        System.arraycopy(ids, at, ids, at + 1, size - at);
        System.arraycopy(providers, at, providers, at + 1, size - at);
        ids[at] = id;
        providers[at] = provider;
        size++;
    }

    void remove(long id) {
        int at = Arrays.binarySearch(ids, 0, size, id);
        if (at < 0) {
            return;
        }
        size--;
        System.arraycopy(ids, at + 1, ids, at, size - at);
        System.arraycopy(providers, at + 1, providers, at, size - at);
        providers[size] = null;
    }

    /** The provider of a channel, or null when there is no such channel. */
    String provider(long id) {
        int at = Arrays.binarySearch(ids, 0, size, id);
        return at < 0 ? null : providers[at];
    }

    /** At most {@code limit} rows behind the cursor, in the direction asked for. The cursor's own channel may be gone. */
    List<Row> rows(long cursor, boolean ascending, int limit) {
        List<Row> rows = new ArrayList<>(Math.min(limit, size));
        int at = ascending ? firstGreater(cursor) : insertionPoint(cursor) - 1;
        while (rows.size() < limit && at >= 0 && at < size) {
            rows.add(new Row(ids[at], providers[at]));
            at += ascending ? 1 : -1;
        }
        return rows;
    }

    private int firstGreater(long id) {
        int at = Arrays.binarySearch(ids, 0, size, id);
        return at >= 0 ? at + 1 : -at - 1;
    }

    private int insertionPoint(long id) {
        int at = Arrays.binarySearch(ids, 0, size, id);
        return at >= 0 ? at : -at - 1;
    }
}
