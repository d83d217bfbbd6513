/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.util.concurrent.TimeUnit;

/**
 * When the next request may be sent: immediately until the service returns 429, then as its 429 responses have shown.
 *
 * <p>Services limit the number of requests in a window. Both follow from a 429: the number of requests accepted before it, and
 * the time from the first of them to the end of the requested delay. From then on requests are spread evenly, a little slower
 * than the limit. The rate falls with each 429 that shows a lower limit. It rises step by step: after some full windows a higher
 * rate is tried for one window, and kept if the service accepts it.
 *
 * <p>Even spacing suits fixed windows, sliding windows and token buckets. RateLimitSimulationTest shows what each constant
 * achieves. Not thread-safe. All times are nanoseconds.
 */
final class Pace {

    /** With so many requests in flight, a further one is part of a crowd. */
    static final int CROWD = 4;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Time in which a crowd starts slowly: the first 429 should find few requests in flight. */
    private static final long RAMP = SECOND;

    /** Time in which the rate of the crowd doubles. It starts with {@link #CROWD} requests in this time. */
    private static final long RAMP_DOUBLING = SECOND / 4;

    /**
     * Full windows before a higher rate is tried. With more of them, a raised limit is used later; with fewer, 429 is returned
     * more often.
     */
    private static final int FULL_WINDOWS = 6;

    /** The higher rate as a multiple of the known one. */
    private static final double PROBE = 2.5;

    /**
     * The same for a service that accepts bursts. It uses up the window of the service early, so most of the delay after the 429
     * passes in that window.
     */
    private static final double FAST_PROBE = 6;

    /** While a higher rate is tried, at most this share of the known number of requests is in flight: only these can fail. */
    private static final double PROBE_IN_FLIGHT = 0.2;

    /**
     * More requests than the known number, by this share and one, show a higher limit. Fewer may be from two windows of the
     * service.
     */
    private static final double RAISED = 1.15;

    /** Rest of the known rate if it is rejected, but the service has accepted as many requests as expected. */
    private static final double REDUCED = 0.9;

    /** Rest of the known rate if it is rejected, and nothing shows the limit. */
    private static final double REDUCED_MUCH = 0.75;

    /** A limit is forgotten after this time without a 429. */
    private static final long MEMORY = TimeUnit.MINUTES.toNanos(10);

    private enum Phase {
        /** No limit is known. */
        UNLIMITED,
        /** No limit is known, and a crowd starts slowly. */
        RAMP,
        /** The known rate is used. */
        STEADY,
        /** A higher rate is tried. */
        PROBE,
        /** The known rate was rejected: a higher rate shows the limit. */
        CHECK
    }

    private final RecentRequests recent;

    /** Requests per nanosecond that are never exceeded; infinite without such a maximum. */
    private final double ceiling;

    private final Pause pause;

    private Phase phase;

    /** The known limit; infinite if none is known. */
    private Limit limit;

    /** The start of the current window, or of the ramp. */
    private long windowStart;

    /** Requests of the current window. */
    private int sent;

    private int accepted;

    /** Full windows until a higher rate is tried. */
    private int windowsToProbe;

    /** The next higher rate as a multiple of the known one. */
    private double probe;

    /** The earliest time of the next request. */
    private long nextSlot;

    private long lastSent;

    private long lastRejection;

    /**
     * @param recent  the requests that the service has accepted
     * @param ceiling requests per second that are never exceeded, or infinity
     */
    Pace(RecentRequests recent, double ceiling, long now) {
        this.recent = recent;
        this.ceiling = ceiling / SECOND;
        pause = new Pause(now);
        nextSlot = now;
        lastSent = now;
        lastRejection = now;
        windowStart = now;
        forget();
    }

    /** Adapts the pace to the time: a pause or the ramp ends, a limit is forgotten. */
    void advance(long now) {
        if (pause.hasEnded(now)) {
            adapt(pause.resume(now), now);
        } else if (!pause.isActive(now)) {
            if (phase == Phase.RAMP && now - windowStart >= RAMP) {
                phase = Phase.UNLIMITED;
            } else if (hasLimit() && now - lastRejection >= MEMORY) {
                forget();
            }
        }
    }

    private void forget() {
        phase = ceiling == Double.POSITIVE_INFINITY ? Phase.UNLIMITED : Phase.STEADY;
        limit = new Limit(ceiling * SECOND, SECOND);
        probe = PROBE;
    }

    /** Lets a crowd of requests start slowly. */
    void startRamp(long now) {
        if (isUnlimited(now)) {
            phase = Phase.RAMP;
            windowStart = now;
            nextSlot = now;
            accepted = 0;
        }
    }

    /** Whether every request may be sent immediately. */
    boolean isUnlimited(long now) {
        return phase == Phase.UNLIMITED && !pause.isActive(now);
    }

    /** Whether the service requests a pause, or a limit is known. */
    boolean isRestricted(long now) {
        return hasLimit() || pause.isActive(now);
    }

    /** Whether a response can make room for the next request. */
    boolean dependsOnResponses() {
        return phase == Phase.RAMP || phase == Phase.PROBE || phase == Phase.CHECK;
    }

    /** The earliest time of the next request. */
    long next(long now, int inFlight) {
        if (pause.isActive(now)) {
            return pause.end();
        }
        return switch (phase) {
            case UNLIMITED -> now;
            case RAMP -> inFlight < CROWD ? now : nextSlot;
            case STEADY -> nextSlot;
            case PROBE, CHECK ->
                sent >= limit.requests() && inFlight >= Math.max(2, limit.requests() * PROBE_IN_FLIGHT)
                        ? later(nextSlot, windowStart + (long) limit.length())
                        : nextSlot;
        };
    }

    /**
     * A request is sent.
     *
     * @param inFlight the number of other requests in flight
     * @param waited   whether the pace has delayed it
     */
    void sent(long now, int inFlight, boolean waited) {
        if (phase == Phase.RAMP && inFlight >= CROWD) {
            double doublings = (double) (now - windowStart) / RAMP_DOUBLING;
            nextSlot = now + Math.round(RAMP_DOUBLING / (CROWD * Math.pow(2, doublings)));
        } else if (hasLimit()) {
            // A thread that wakes up late must not delay the following requests too.
            long slot = later(nextSlot, now - limit.tolerance());
            if (slot - windowStart >= limit.length()) {
                startWindow(slot, waited);
            }
            sent++;
            Limit tried = phase == Phase.STEADY ? limit : bounded(probe * limit.requests(), limit.window());
            nextSlot = slot + tried.interval();
        }
        lastSent = now;
    }

    private void startWindow(long start, boolean waited) {
        if (phase != Phase.STEADY && sent > limit.requests()) {
            limit = bounded(sent, limit.window());
            windowsToProbe = 0;
        } else if (sent >= Math.floor(limit.requests())) {
            windowsToProbe--;
        }
        boolean canRise = limit.requests() < ceiling * limit.window();
        phase = canRise && waited && windowsToProbe <= 0 ? Phase.PROBE : Phase.STEADY;
        windowStart = start;
        sent = 0;
        accepted = 0;
    }

    /** The service has accepted a request. */
    void accepted(long sentAt) {
        if (phase == Phase.RAMP || sentAt - windowStart >= 0) {
            accepted++;
        }
        pause.accepted(sentAt);
    }

    /** The service has rejected a request with 429. */
    void rejected(Rejection rejection, long now) {
        lastRejection = now;
        pause.rejected(rejection, now);
    }

    /** The pause is over. Only now all earlier requests have a response, so that the accepted ones are known. */
    private void adapt(Rejection rejection, long now) {
        boolean known = hasLimit();
        // A limit that is only a guess is tried soon.
        windowsToProbe = phase == Phase.UNLIMITED ? 1 : FULL_WINDOWS;
        switch (phase) {
            case UNLIMITED -> learn(rejection, Math.max(SECOND, rejection.delay()));
            case RAMP -> learn(rejection, rejection.windowSince(windowStart));
            case STEADY -> {}
            case PROBE -> raise();
            case CHECK -> reduce(rejection);
        }
        phase = phase == Phase.STEADY ? Phase.CHECK : Phase.STEADY;
        windowStart = now;
        sent = 0;
        accepted = 0;
        nextSlot = known ? later(now, lastSent + limit.interval()) : now;
    }

    /**
     * Learns a limit from the requests before the first 429.
     *
     * @param window the length of the window, as far as it is known
     */
    private void learn(Rejection rejection, double window) {
        double rate = recent.highestRate(rejection.sentAt(), rejection.delay());
        if (phase == Phase.RAMP) {
            rate = Math.max(rate, accepted / window);
        }
        if (rate * window >= 1) {
            limit = bounded(rate * window, window);
        } else {
            limit = bounded(1, rate == 0 ? SECOND : 1 / rate);
        }
    }

    /** Learns a higher limit from a window in which a higher rate was tried and then rejected. */
    private void raise() {
        probe = accepted >= Math.floor(limit.requests()) ? FAST_PROBE : PROBE;
        if (accepted >= RAISED * limit.requests() + 1) {
            limit = bounded(accepted, limit.window());
        }
    }

    /** Learns a lower limit from the requests since the last pause. */
    private void reduce(Rejection rejection) {
        double requests = limit.requests();
        if (accepted == 0) {
            limit = bounded(requests * REDUCED_MUCH, limit.window());
        } else if (accepted >= requests) {
            limit = bounded(requests * REDUCED, limit.window());
        } else if (rejection.delay() > 0) {
            limit = bounded(accepted, rejection.windowSince(windowStart));
        } else {
            limit = bounded(Math.max(accepted, requests * REDUCED_MUCH), limit.window());
        }
    }

    private Limit bounded(double requests, double window) {
        return new Limit(Math.min(Math.max(1, requests), ceiling * window), window);
    }

    private boolean hasLimit() {
        return phase != Phase.UNLIMITED && phase != Phase.RAMP;
    }

    Limit limit() {
        return limit;
    }

    Pause pause() {
        return pause;
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
