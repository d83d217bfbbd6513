/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/** How many requests the service has accepted in each part of the last minute. Thread-safe, without locks. */
final class RecentRequests {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private static final long SLOT = SECOND / 4;

    /** A power of two. */
    private static final int SLOTS = 256;

    private static final long COUNT_MASK = 0xffff_ffffL;

    /** The number of the slot in the upper half, the count in the lower half. */
    private final AtomicLongArray slots = new AtomicLongArray(SLOTS);

    private final long origin;

    RecentRequests(long now) {
        this.origin = now;
    }

    /** Counts an accepted request. */
    void add(long sentAt) {
        long number = number(sentAt);
        int index = (int) number & SLOTS - 1;
        long slot;
        long counted;
        do {
            slot = slots.get(index);
            if (slot >>> 32 > number) {
                return;
            }
            counted = slot >>> 32 == number ? slot + 1 : number << 32 | 1;
        } while (!slots.compareAndSet(index, slot, counted));
    }

    /**
     * The rate at which the service has accepted requests before it rejected one. The window of its limit consists of an unknown
     * time before the rejection and the wait after it, in whole seconds. The rate is highest in the window that is full.
     *
     * @param wait the wait that the service requests
     * @return requests per nanosecond
     */
    double highestRate(long rejectedAt, long wait) {
        long last = number(rejectedAt);
        double highest = 0;
        long requests = 0;
        for (int age = 0; age < SLOTS; age++) {
            long slot = slots.get((int) (last - age) & SLOTS - 1);
            if (slot >>> 32 == last - age) {
                requests += slot & COUNT_MASK;
            }
            long time = age * SLOT + wait;
            highest = Math.max(highest, (double) requests / Math.max(SECOND, time - time % SECOND));
        }
        return highest;
    }

    /** The number of the slot for a time. The first one is not 0, as empty slots are. */
    private long number(long time) {
        return SLOTS + Math.max(0, time - origin) / SLOT;
    }
}
