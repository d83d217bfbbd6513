/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.util.concurrent.TimeUnit;

/**
 * A number of requests in a window, as services limit them.
 *
 * @param requests the number, at least 1 unless the maximum rate is lower; infinite without a limit
 * @param window   the length of the window in nanoseconds
 */
record Limit(double requests, double window) {

    /**
     * Share by which our window is longer than that of the service. Otherwise requests that arrive too early exceed the limit.
     */
    private static final double MARGIN = 0.02;

    /** The length of our window in nanoseconds. */
    double length() {
        return window * (1 + MARGIN);
    }

    /** The time between two requests in nanoseconds. */
    long interval() {
        return Math.round(length() / requests);
    }

    /** How much later than planned a request may be sent without a delay of those after it, in nanoseconds. */
    long tolerance() {
        return Math.round(window * MARGIN / 2);
    }

    /** Requests per second. */
    double rate() {
        return requests * TimeUnit.SECONDS.toNanos(1) / length();
    }
}
