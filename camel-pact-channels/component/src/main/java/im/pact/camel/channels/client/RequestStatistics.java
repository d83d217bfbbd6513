/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.util.concurrent.atomic.LongAdder;

/** Counts requests, retries and failures. Thread-safe. */
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

    void attemptFailed(PactChannelsException failure) {
        if (failure.getHttpResponseCode() == 429) {
            rateLimited.increment();
        }
    }

    void failed(PactChannelsException failure) {
        failures.increment();
        lastFailure = failure.getMessage();
    }

    /** Number of HTTP requests sent, retries included. */
    public long requests() {
        return requests.sum();
    }

    /** Number of retries. */
    public long retries() {
        return retries.sum();
    }

    /** Number of responses with status 429. */
    public long rateLimited() {
        return rateLimited.sum();
    }

    /** Number of requests that failed after all retries. */
    public long failures() {
        return failures.sum();
    }

    /** The message of the last failure, without secrets, or {@code null}. */
    public String lastFailure() {
        return lastFailure;
    }
}
