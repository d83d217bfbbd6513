/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.util.concurrent.atomic.LongAdder;

/** Counts what calls cost and how they end. Safe for use by many threads. */
public final class RequestStatistics {

    private final LongAdder requests = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder rateLimited = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile String lastFailure;

    void attempt(boolean retry) {
        requests.increment();
        if (retry) {
            retries.increment();
        }
    }

    void refused(PactChannelsException failure) {
        if (failure.getHttpResponseCode() == 429) {
            rateLimited.increment();
        }
    }

    void failed(PactChannelsException failure) {
        failures.increment();
        lastFailure = failure.getMessage();
    }

    /** Requests that were sent, retries included. */
    public long requests() {
        return requests.sum();
    }

    /** Requests that were sent because an earlier one of the same call failed. */
    public long retries() {
        return retries.sum();
    }

    /** Answers that said 429. */
    public long rateLimited() {
        return rateLimited.sum();
    }

    /** Calls that failed in the end. */
    public long failures() {
        return failures.sum();
    }

    /** The message of the last call that failed, or {@code null}; it holds no secret. */
    public String lastFailure() {
        return lastFailure;
    }
}
