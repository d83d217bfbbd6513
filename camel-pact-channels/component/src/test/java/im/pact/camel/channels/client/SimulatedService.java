/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A service with a rate limit, in virtual time. */
final class SimulatedService {

    private final VirtualTime time;
    private final ServiceLimit limit;
    private final long start;
    private final Random random = new Random(1);
    private Duration roundTrip = Duration.ofMillis(2);
    private boolean namesDelay = true;

    /** When requests were accepted, in seconds since the start. */
    final List<Double> accepted = new ArrayList<>();

    /** When requests were rejected, in seconds since the start. */
    final List<Double> rejected = new ArrayList<>();

    SimulatedService(VirtualTime time, ServiceLimit limit) {
        this.time = time;
        this.limit = limit;
        this.start = time.nanoTime();
    }

    /** Sets the time from a request to its response, which varies by 20 %. */
    SimulatedService roundTrip(Duration newRoundTrip) {
        roundTrip = newRoundTrip;
        return this;
    }

    /** From now on a 429 response requests no delay. */
    SimulatedService withoutRequestedDelay() {
        namesDelay = false;
        return this;
    }

    /** Seconds since the start. */
    double now() {
        return (double) (time.nanoTime() - start) / TimeUnit.SECONDS.toNanos(1);
    }

    /** An attempt of the {@link RetryExecutor}. */
    String respond(PreparedRequest request) {
        travel();
        double wait = limit.request(now());
        (wait > 0 ? rejected : accepted).add(now());
        travel();
        if (wait > 0) {
            throw rateLimited(request, namesDelay ? Duration.ofSeconds((long) Math.ceil(wait)) : null);
        }
        return "done";
    }

    private void travel() {
        time.pass(Duration.ofNanos((long) (roundTrip.toNanos() / 2 * (0.8 + 0.4 * random.nextDouble()))));
    }

    static PactChannelsException rateLimited(PreparedRequest request, Duration retryAfter) {
        return new PactChannelsRateLimitedException(new Failure(
                request.operation(), request.method(), request.path(), 429, null, null, retryAfter, "", null));
    }

    /** Share of the responses that are 429. */
    double rejectedShare() {
        return (double) rejected.size() / (rejected.size() + accepted.size());
    }

    /** Number of requests accepted between two times, in seconds since the start. */
    long accepted(double from, double to) {
        return accepted.stream().filter(at -> at >= from && at < to).count();
    }

    double lastAccepted() {
        return accepted.get(accepted.size() - 1);
    }
}
