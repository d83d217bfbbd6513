/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Applies the rate limit of the rules, for each token on its own, by fixed windows: the first request after the end of
 * a window begins the next one.
 */
final class RateLimiter {

    private final SandboxRules rules;
    private final Map<String, Window> windows = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();

    RateLimiter(SandboxRules rules) {
        this.rules = rules;
    }

    /** Counts a request, and rejects it if it exceeds the limit. */
    void count(String token) {
        requests.incrementAndGet();
        RateLimit limit = rules.rateLimit();
        if (limit == null) {
            return;
        }
        Window window = windows.computeIfAbsent(token, key -> new Window());
        Duration wait = window.acquire(limit, rules.clock().instant());
        if (!wait.isZero()) {
            rejected.incrementAndGet();
            throw ApiError.tooManyRequests(wait, limit.waitHint());
        }
    }

    RateLimitStatistics statistics() {
        return new RateLimitStatistics(requests.get(), rejected.get());
    }

    private static final class Window {

        private Instant start = Instant.MIN;
        private int count;

        /** Takes a place in the window: zero, or the time until the end of a full window. */
        synchronized Duration acquire(RateLimit limit, Instant now) {
            // A test may set the clock back.
            if (now.isBefore(start) || !now.isBefore(start.plus(limit.window()))) {
                start = now;
                count = 0;
            }
            if (count < limit.requests()) {
                count++;
                return Duration.ZERO;
            }
            return Duration.between(now, start.plus(limit.window()));
        }
    }
}
