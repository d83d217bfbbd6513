/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Threads that send requests to a simulated service, through one rate limiter and with the default options. */
final class SimulatedLoad {

    static final PreparedRequest SEND_FIRST =
            new PreparedRequest("sendFirst", "POST", "/p1/companies/154/channels/399/conversations");

    final VirtualTime time = new VirtualTime();
    final SimulatedService service;
    final RateLimiter limiter = new RateLimiter(Double.POSITIVE_INFINITY, time);
    final RetryBudget budget = new RetryBudget();

    /** What failed. */
    final List<PactChannelsException> failures = new ArrayList<>();

    /** How many 429 responses a request got, at most. */
    int most429;

    SimulatedLoad(ServiceLimit limit) {
        service = new SimulatedService(time, limit);
    }

    /** Each of the threads starts a little later than the one before, and sends requests as long as there are any. */
    SimulatedLoad run(int threads, Duration stagger, BooleanSupplier more) {
        for (int thread = 0; thread < threads; thread++) {
            time.start(stagger.multipliedBy(thread), () -> {
                while (more.getAsBoolean()) {
                    send();
                }
            });
        }
        time.run();
        return this;
    }

    /** The threads send so many requests together. */
    SimulatedLoad run(int threads, Duration stagger, int requests) {
        int[] left = {requests};
        return run(threads, stagger, () -> left[0]-- > 0);
    }

    /** The threads send requests for the given time. */
    SimulatedLoad run(int threads, Duration length) {
        return run(threads, Duration.ZERO, () -> service.now() < length.toSeconds());
    }

    private void send() {
        int[] attempts = {0};
        try {
            executor().send(SEND_FIRST, timeout -> {
                attempts[0]++;
                return service.respond(SEND_FIRST);
            });
            most429 = Math.max(most429, attempts[0] - 1);
        } catch (PactChannelsException e) {
            failures.add(e);
        }
    }

    private RetryExecutor executor() {
        return new RetryExecutor(
                RetryPolicy.DEFAULT,
                limiter,
                budget,
                new RequestStatistics(),
                Duration.ofSeconds(120),
                time::nanoTime,
                () -> 0.5,
                new RetryExecutor.Stop() {

                    @Override
                    public boolean isStopped() {
                        return false;
                    }

                    @Override
                    public Optional<GiveUp> pause(Duration delay) {
                        time.pass(delay);
                        return Optional.empty();
                    }
                });
    }
}
