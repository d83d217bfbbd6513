/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.DoubleUnaryOperator;

/** A rate limit as services have it. All times are in seconds since the start. */
@FunctionalInterface
interface ServiceLimit {

    /**
     * Counts a request.
     *
     * @return 0 if the request is accepted, otherwise the time until the next one is accepted
     */
    double request(double now);

    /** A window starts with the first request after the one before has ended. */
    static ServiceLimit window(double requests, double length) {
        return window(now -> requests, length);
    }

    /** The number of requests per window changes. */
    static ServiceLimit window(DoubleUnaryOperator requests, double length) {
        return new FixedWindow(requests, length, false);
    }

    /** Windows start at multiples of their length. */
    static ServiceLimit clockWindow(double requests, double length) {
        return clockWindow(now -> requests, length);
    }

    /** Windows start at multiples of their length. The number of requests per window changes. */
    static ServiceLimit clockWindow(DoubleUnaryOperator requests, double length) {
        return new FixedWindow(requests, length, true);
    }

    /** No period of the given length contains more requests. */
    static ServiceLimit slidingWindow(int requests, double length) {
        Deque<Double> window = new ArrayDeque<>();
        return now -> {
            window.removeIf(at -> at <= now - length);
            if (window.size() == requests) {
                return window.getFirst() + length - now;
            }
            window.add(now);
            return 0;
        };
    }

    /** Tokens are added at a constant rate, up to the capacity. */
    static ServiceLimit tokenBucket(double perSecond, double capacity) {
        return new TokenBucket(perSecond, capacity);
    }

    /** Fixed windows. */
    final class FixedWindow implements ServiceLimit {

        private final DoubleUnaryOperator requests;
        private final double length;
        private final boolean byClock;
        private double start = Double.NEGATIVE_INFINITY;
        private int count;

        private FixedWindow(DoubleUnaryOperator requests, double length, boolean byClock) {
            this.requests = requests;
            this.length = length;
            this.byClock = byClock;
        }

        @Override
        public double request(double now) {
            if (now >= start + length) {
                start = byClock ? Math.floor(now / length) * length : now;
                count = 0;
            }
            if (count >= requests.applyAsDouble(now)) {
                return start + length - now;
            }
            count++;
            return 0;
        }
    }

    /** A token bucket. */
    final class TokenBucket implements ServiceLimit {

        private final double perSecond;
        private final double capacity;
        private double tokens;
        private double last;

        private TokenBucket(double perSecond, double capacity) {
            this.perSecond = perSecond;
            this.capacity = capacity;
            this.tokens = capacity;
        }

        @Override
        public double request(double now) {
            tokens = Math.min(capacity, tokens + (now - last) * perSecond);
            last = now;
            if (tokens < 1) {
                return (1 - tokens) / perSecond;
            }
            tokens--;
            return 0;
        }
    }
}
