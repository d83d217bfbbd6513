/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a consumer does, and remembers its last walk. Safe for use by many threads. */
final class WalkFigures {

    private final LongAdder walks = new LongAdder();
    private final LongAdder pages = new LongAdder();
    private final LongAdder emitted = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile Walk lastWalk;

    void walkBegan() {
        walks.increment();
    }

    void walkEnded(Walk walk) {
        lastWalk = walk;
    }

    void pageRead() {
        pages.increment();
    }

    void exchangeSent() {
        emitted.increment();
    }

    void exchangeDelivered() {
        delivered.increment();
    }

    void exchangeFailed() {
        failed.increment();
    }

    /** Walks that were begun. */
    long walks() {
        return walks.sum();
    }

    /** Pages that were read. */
    long pages() {
        return pages.sum();
    }

    /** Exchanges that were sent into the route. */
    long emitted() {
        return emitted.sum();
    }

    /** Exchanges that have completed without a failure. */
    long delivered() {
        return delivered.sum();
    }

    /** Exchanges that have completed with a failure. */
    long failed() {
        return failed.sum();
    }

    /** The walk that ended last, or {@code null}. */
    Walk lastWalk() {
        return lastWalk;
    }

    /**
     * A walk that is over.
     *
     * @param begin  when it began
     * @param length how long it lasted
     * @param end    how it ended
     */
    record Walk(Instant begin, Duration length, WalkEnd end) {}
}
