/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import im.pact.camel.channels.client.WaitingRequest.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Lets the requests of all clients that share it wait for the rate limit of the service. A 429 response to one request pauses all
 * of them. Then they are sent in the order in which they were started, at the {@link Pace} that the service accepts. Without a
 * limit a request costs a few atomic operations and no lock. Thread-safe.
 */
public final class RateLimiter {

    /** A crowd starts slowly after this time without a crowd. */
    private static final long QUIET = TimeUnit.SECONDS.toNanos(10);

    private final TimeSource time;
    private final RecentRequests recent;
    private final AtomicInteger inFlight = new AtomicInteger();

    /** Whether requests need no permission of the pace. */
    private volatile boolean unlimited;

    private volatile long lastCrowd;

    /** Guards the fields below. */
    private final Lock lock = new ReentrantLock();

    private final Pace pace;

    /** In the order in which the requests were started. */
    private final List<WaitingRequest> queue = new ArrayList<>();

    /** Without a limit until the service returns 429. */
    public RateLimiter() {
        this(Double.POSITIVE_INFINITY, TimeSource.SYSTEM);
    }

    /** With a limit from the start. Requests are spread evenly; after a 429 the rate may be lower, but never higher. */
    public RateLimiter(int maxRequestsPerMinute) {
        this(perSecond(maxRequestsPerMinute), TimeSource.SYSTEM);
    }

    /** @param ceiling maximum number of requests per second, or infinity */
    RateLimiter(double ceiling, TimeSource time) {
        this.time = time;
        long now = time.nanoTime();
        recent = new RecentRequests(now);
        pace = new Pace(recent, ceiling, now);
        lastCrowd = now - QUIET;
        unlimited = pace.isUnlimited(now);
    }

    private static double perSecond(int maxRequestsPerMinute) {
        if (maxRequestsPerMinute <= 0) {
            throw new IllegalArgumentException(
                    "maxRequestsPerMinute must be a positive number (was " + maxRequestsPerMinute + ")");
        }
        return maxRequestsPerMinute / 60.0;
    }

    /**
     * Waits until a request may be sent. After a permission, {@link #accepted}, {@link #rejected} or {@link #lost} must follow.
     *
     * @param start    when the request was started; earlier ones are sent first
     * @param deadline when the request must be complete
     * @param maxWait  upper limit for a pause, and for the time in the queue after it
     * @param stopped  whether the client is closed; {@link #wakeAll} lets this be checked again
     * @return nothing if the request may be sent, otherwise why not
     */
    Optional<Refusal> acquire(long start, long deadline, Duration maxWait, BooleanSupplier stopped) {
        boolean crowdStarts = inFlight.getAndIncrement() >= Pace.CROWD && noteCrowd();
        if (unlimited && !crowdStarts) {
            return Optional.empty();
        }
        inFlight.decrementAndGet();
        lock.lock();
        try {
            long now = time.nanoTime();
            if (crowdStarts) {
                pace.startRamp(now);
            }
            return queue(new WaitingRequest(Thread.currentThread(), now, start, deadline, maxWait, stopped));
        } finally {
            unlimited = queue.isEmpty() && pace.isUnlimited(time.nanoTime());
            lock.unlock();
        }
    }

    /** Returns whether the crowd is the first one for some time. */
    private boolean noteCrowd() {
        long now = time.nanoTime();
        boolean first = now - lastCrowd >= QUIET;
        if (first) {
            // In this order: the others of the crowd must not see both fields as they are after it.
            unlimited = false;
        }
        lastCrowd = now;
        return first;
    }

    private Optional<Refusal> queue(WaitingRequest request) {
        int position = queue.size();
        while (position > 0 && request.start() - queue.get(position - 1).start() < 0) {
            position--;
        }
        queue.add(position, request);
        try {
            return await(request);
        } finally {
            queue.remove(request);
            wakeFirst();
        }
    }

    private Optional<Refusal> await(WaitingRequest request) {
        while (true) {
            long now = time.nanoTime();
            pace.advance(now);
            long next = pace.next(now, inFlight.get());
            int position = queue.indexOf(request);
            boolean restricted = pace.isRestricted(now);
            if (position == 0 && next - now <= 0 || !restricted && request.isUrgent(now)) {
                pace.sent(now, inFlight.getAndIncrement(), now - request.since() > 0);
                return Optional.empty();
            }
            if (restricted) {
                long pause = Math.max(0, pace.pause().end() - now);
                long turn = Math.max(0, next - now - pause)
                        + position * pace.limit().interval();
                Optional<Refusal> refusal = request.refusal(now, pause, turn);
                if (refusal.isPresent()) {
                    return refusal;
                }
            }
            long wakeUp = restricted ? request.deadline() : request.urgentAt();
            park((position == 0 && next - wakeUp < 0 ? next : wakeUp) - now);
        }
    }

    private void park(long nanos) {
        lock.unlock();
        try {
            time.park(nanos);
        } finally {
            lock.lock();
        }
    }

    private void wakeFirst() {
        if (!queue.isEmpty()) {
            time.unpark(queue.get(0).thread());
        }
    }

    /** Lets all waiting requests look again whether they still may wait. */
    void wakeAll() {
        lock.lock();
        try {
            queue.forEach(request -> time.unpark(request.thread()));
        } finally {
            lock.unlock();
        }
    }

    /** The service has processed a request, whatever its response. */
    void accepted(long sentAt) {
        recent.add(sentAt);
        completed(sentAt, true);
    }

    /** A request has ended without a response. */
    void lost(long sentAt) {
        completed(sentAt, false);
    }

    private void completed(long sentAt, boolean accepted) {
        inFlight.decrementAndGet();
        if (!unlimited) {
            lock.lock();
            try {
                if (accepted) {
                    pace.accepted(sentAt);
                }
                if (pace.dependsOnResponses()) {
                    wakeFirst();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * The service has rejected a request with 429.
     *
     * @param requested the delay that the service requests, or {@code null}
     */
    void rejected(long sentAt, Duration requested) {
        inFlight.decrementAndGet();
        lock.lock();
        try {
            unlimited = false;
            pace.rejected(new Rejection(sentAt, requested), time.nanoTime());
            wakeAll();
        } finally {
            lock.unlock();
        }
    }

    /** The current maximum of requests per minute, infinite while no limit is known. */
    public double requestsPerMinute() {
        return locked(() -> pace.limit().rate() * 60);
    }

    /** Number of requests that wait. */
    public int waiting() {
        return locked(queue::size);
    }

    /** Number of pauses that the service has caused with 429. */
    public long pauses() {
        return locked(pace.pause()::count);
    }

    /** The end of the current pause, {@code null} without one. */
    public Instant pausedUntil() {
        long remaining = locked(pace.pause()::end) - time.nanoTime();
        return remaining > 0 ? Instant.now().plusNanos(remaining) : null;
    }

    private <T> T locked(Supplier<T> figure) {
        lock.lock();
        try {
            return figure.get();
        } finally {
            lock.unlock();
        }
    }
}
