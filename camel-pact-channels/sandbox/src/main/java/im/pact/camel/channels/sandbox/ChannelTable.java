/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Ids and providers of a company's channels, sorted by id.
 *
 * <p>Two parallel arrays and a binary search: a million channels fit into a small heap, and a page in the middle costs
 * no more than the first one. Not thread-safe: guarded by the monitor of its {@link Company}.
 */
final class ChannelTable {

    /** A cursor before all channels. */
    static final long BEFORE_ALL = Long.MIN_VALUE;

    /** A cursor after all channels. */
    static final long AFTER_ALL = Long.MAX_VALUE;

    private long[] ids = new long[8];
    private String[] providers = new String[8];
    private int size;

    record Row(long id, String provider) {}

    int size() {
        return size;
    }

    /** Grows the arrays once for {@code count} channels that are added next. */
    void reserve(int count) {
        if (size + count > ids.length) {
            int capacity = Math.max(size + count, ids.length * 2);
            ids = Arrays.copyOf(ids, capacity);
            providers = Arrays.copyOf(providers, capacity);
        }
    }

    void add(long id, String provider) {
        reserve(1);
        int index = size == 0 || ids[size - 1] < id ? size : insertionPoint(id);
        System.arraycopy(ids, index, ids, index + 1, size - index);
        System.arraycopy(providers, index, providers, index + 1, size - index);
        ids[index] = id;
        providers[index] = provider;
        size++;
    }

    void remove(long id) {
        int index = Arrays.binarySearch(ids, 0, size, id);
        if (index < 0) {
            return;
        }
        size--;
        System.arraycopy(ids, index + 1, ids, index, size - index);
        System.arraycopy(providers, index + 1, providers, index, size - index);
        providers[size] = null;
    }

    /** The provider of a channel, or null if there is no such channel. */
    String provider(long id) {
        int index = Arrays.binarySearch(ids, 0, size, id);
        return index < 0 ? null : providers[index];
    }

    /** At most {@code limit} rows after the cursor, in the given direction. The channel of the cursor may be gone. */
    List<Row> rows(long cursor, boolean ascending, int limit) {
        List<Row> rows = new ArrayList<>(Math.min(limit, size));
        int index = ascending ? firstGreater(cursor) : insertionPoint(cursor) - 1;
        while (rows.size() < limit && index >= 0 && index < size) {
            rows.add(new Row(ids[index], providers[index]));
            index += ascending ? 1 : -1;
        }
        return rows;
    }

    private int firstGreater(long id) {
        int index = Arrays.binarySearch(ids, 0, size, id);
        return index >= 0 ? index + 1 : -index - 1;
    }

    private int insertionPoint(long id) {
        int index = Arrays.binarySearch(ids, 0, size, id);
        return index >= 0 ? index : -index - 1;
    }
}
