/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A limit for requests with one token.
 *
 * @param requests the maximum number of requests in a window
 * @param window   the length of a window
 * @param waitHint how the response to a rejected request names the delay
 */
record RateLimit(int requests, Duration window, WaitHint waitHint) {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})/([0-9]{1,9})(ms|s|m|h)");

    RateLimit {
        if (requests < 1 || window.isZero() || window.isNegative()) {
            throw new IllegalArgumentException(
                    "A rate limit needs at least one request and a positive window, not " + requests + " in " + window);
        }
    }

    /** Reads {@code 10/1s}; units are {@code ms}, {@code s}, {@code m} and {@code h}. */
    static RateLimit parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "A rate limit is requests/window, for instance 10/1s or 300/1m, not " + text);
        }
        ChronoUnit unit =
                switch (matcher.group(3)) {
                    case "ms" -> ChronoUnit.MILLIS;
                    case "s" -> ChronoUnit.SECONDS;
                    case "m" -> ChronoUnit.MINUTES;
                    default -> ChronoUnit.HOURS;
                };
        return new RateLimit(
                Integer.parseInt(matcher.group(1)),
                Duration.of(Long.parseLong(matcher.group(2)), unit),
                WaitHint.RETRY_AFTER);
    }
}
