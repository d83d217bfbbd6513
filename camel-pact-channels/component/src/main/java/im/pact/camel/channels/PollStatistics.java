/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/** Counters of a consumer, and its last poll. Safe for use by many threads. */
final class PollStatistics {

    private final LongAdder polls = new LongAdder();
    private final LongAdder pages = new LongAdder();
    private final LongAdder emitted = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile Poll lastPoll;

    /** Counts a poll. */
    Start pollStarted() {
        polls.increment();
        return new Start(Instant.now(), System.nanoTime());
    }

    /** Remembers the poll as the last one. */
    void pollEnded(Start start, Outcome outcome) {
        lastPoll = new Poll(start.time(), Duration.ofNanos(System.nanoTime() - start.nanoTime()), outcome);
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

    /** Polls that were started. */
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

    /** When the last poll started that has ended (ISO 8601), or {@code null}. */
    String lastPollTime() {
        Poll poll = lastPoll;
        return poll == null ? null : poll.start().toString();
    }

    /** How long it took, or -1. */
    long lastPollMillis() {
        Poll poll = lastPoll;
        return poll == null ? -1 : poll.duration().toMillis();
    }

    /** How it ended, or {@code null}. */
    String lastPollOutcome() {
        Poll poll = lastPoll;
        return poll == null ? null : poll.outcome().name();
    }

    /** The start of a poll. */
    record Start(Instant time, long nanoTime) {}

    /** A poll that has ended. */
    private record Poll(Instant start, Duration duration, Outcome outcome) {}

    /** How a poll ended. JMX and the developer console show these names. Several companies have the last of their outcomes. */
    enum Outcome {
        /** Every page was read, and every exchange was sent. */
        complete,
        /** The listing was not read to its end: it reached {@code maxPages}, or an empty page that names a next one. */
        incomplete,
        /** An exchange failed, and {@code stopOnFailure} is set. */
        stopOnFailure,
        /** The consumer was stopped or suspended. */
        stopped,
        /** Some companies failed, and the others were polled. */
        partlyFailed,
        /** A request failed, or the state repository. */
        failed
    }
}
