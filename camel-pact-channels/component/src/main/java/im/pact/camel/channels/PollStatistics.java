/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a consumer does, and remembers its last poll. Safe for use by many threads. */
final class PollStatistics {

    private final LongAdder polls = new LongAdder();
    private final LongAdder pages = new LongAdder();
    private final LongAdder emitted = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile Poll lastPoll;

    void pollStarted() {
        polls.increment();
    }

    void pollEnded(Poll poll) {
        lastPoll = poll;
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
    long polls() {
        return polls.sum();
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

    /** The poll that ended last, or {@code null}. */
    Poll lastPoll() {
        return lastPoll;
    }

    /**
     * A finished poll.
     *
     * @param begin  when it began
     * @param length how long it lasted
     * @param outcome how it ended
     */
    record Poll(Instant begin, Duration length, Outcome outcome) {}

    /** How a poll ended. The names are what JMX and the dev console show. */
    enum Outcome {
        /** Every page was read, and all that was made of them was sent. */
        complete,
        /** It hit {@code maxPages}, or met an empty page that named a next one. */
        incomplete,
        /** The consumer was stopped or suspended. */
        stopped,
        /** A record failed, and {@code stopOnFailure} is set. */
        stopOnFailure,
        /** A call failed. */
        failed
    }
}
