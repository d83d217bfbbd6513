/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.utils.DateUtils;

/** Reads durations as services write them, in English and Russian. */
final class WaitText {

    private static final String NUMBER = "\\d{1,9}(?:[.,]\\d{1,9})?";

    /** A number that is a word. In Russian the word may be missing: <i>через минуту</i>. */
    private static final String ONE = "(?:an?|one)\\s+|(?:одну\\s+|один\\s+)?(?=(?:минуту|секунду|час)(?!\\p{L}))";

    /** A group for each of {@link #UNIT_MILLIS}. */
    private static final String UNIT = "(?:(ms|msecs?|milli(?:second)?s?|мс|миллисек\\p{L}*)"
            + "|(s|secs?|seconds?|с|сек\\p{L}*)"
            + "|(m|mins?|minutes?|м|мин\\p{L}*)"
            + "|(h|hrs?|hours?|ч|час\\p{L}*)"
            + "|(d|days?|д|дн\\p{L}+|день|сут\\p{L}+))(?!\\p{L})\\.?";

    private static final int[] UNIT_MILLIS = {1, 1000, 60_000, 3_600_000, 86_400_000};

    private static final String PART = "(?:(" + NUMBER + ")\\s*|" + ONE + ")" + UNIT;

    private static final String SEPARATOR = "\\s*(?:(?:,|and|и)\\s*)?";

    /** For instance <i>30 s</i>, <i>1 minute and 30 seconds</i>, <i>6m0s</i>. */
    private static final Pattern DURATION = pattern(PART + "(?:" + SEPARATOR + PART + ")*");

    private static final Pattern NEXT_PART = pattern("\\G" + SEPARATOR + PART);

    /** A word that requests a wait, followed by a duration in the same sentence: <i>Please wait for 50 seconds</i>. */
    private static final Pattern REQUEST = pattern("(?<!\\p{L})(?:wait|delay|retry|again|available|resets?|blocked"
            + "|подожд\\p{L}*|попроб\\p{L}*|повтор\\p{L}*|ожида\\p{L}*|через)(?!\\p{L})[^\\d.!?]{0,40}?"
            + "(?<![\\p{L}\\d])(?=" + PART + ")");

    /** Seconds without a unit: <i>retry after 41</i>, <i>FLOOD_WAIT_77</i>. */
    private static final Pattern SECONDS =
            pattern("(?:(?<!\\p{L})retry[ _-]?after[^\\p{L}\\d]{1,5}|_wait_)(" + NUMBER + ")(?![\\p{L}\\d]|[:./-]\\d)");

    private static final Pattern SIGNED_NUMBER = Pattern.compile("([+-]?)(\\d{1,18}(?:[.,]\\d{1,9})?)");

    /** Numbers from here on are points in time, in seconds since 1970. */
    private static final BigDecimal EPOCH_SECONDS = BigDecimal.valueOf(1_000_000_000L);

    /** Numbers from here on are points in time, in milliseconds since 1970. */
    private static final BigDecimal EPOCH_MILLIS = BigDecimal.valueOf(1_000_000_000_000L);

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    private WaitText() {}

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** The delay that a text requests, or {@code null} if it requests none. */
    static Duration find(String text) {
        Matcher request = REQUEST.matcher(text);
        if (request.find()) {
            return sum(NEXT_PART.matcher(text).region(request.end(), text.length()));
        }
        Matcher seconds = SECONDS.matcher(text);
        return seconds.find() ? ofMillis(number(seconds.group(1)).multiply(THOUSAND)) : null;
    }

    /**
     * The delay that a value consists of: seconds, a duration with units, or a point in time as HTTP date, ISO 8601, or seconds
     * or milliseconds since 1970.
     *
     * @param now the current time
     * @return the delay, never negative, or {@code null} for any other value
     */
    static Duration parse(String value, Instant now) {
        String stripped = value.strip();
        Matcher number = SIGNED_NUMBER.matcher(stripped);
        if (number.matches()) {
            return number.group(1).equals("-") ? Duration.ZERO : ofNumber(number(number.group(2)), now);
        }
        if (DURATION.matcher(stripped).matches()) {
            return sum(NEXT_PART.matcher(stripped));
        }
        Instant time = time(stripped);
        return time == null ? null : until(time, now);
    }

    private static Duration sum(Matcher parts) {
        BigDecimal millis = BigDecimal.ZERO;
        while (parts.find()) {
            BigDecimal number = parts.group(1) == null ? BigDecimal.ONE : number(parts.group(1));
            int unit = 0;
            while (parts.group(2 + unit) == null) {
                unit++;
            }
            millis = millis.add(number.multiply(BigDecimal.valueOf(UNIT_MILLIS[unit])));
        }
        return ofMillis(millis);
    }

    private static Duration ofNumber(BigDecimal number, Instant now) {
        if (number.compareTo(EPOCH_MILLIS) >= 0) {
            return until(Instant.ofEpochMilli(number.longValue()), now);
        } else if (number.compareTo(EPOCH_SECONDS) >= 0) {
            return until(Instant.ofEpochSecond(number.longValue()), now);
        }
        return ofMillis(number.multiply(THOUSAND));
    }

    /** Whole seconds, rounded up. Less than a second stays as it is. */
    private static Duration ofMillis(BigDecimal millis) {
        return millis.compareTo(THOUSAND) < 0
                ? Duration.ofMillis(millis.setScale(0, RoundingMode.UP).longValue())
                : Duration.ofSeconds(millis.divide(THOUSAND, 0, RoundingMode.UP).longValue());
    }

    private static Duration until(Instant time, Instant now) {
        return time.isBefore(now) ? Duration.ZERO : Duration.between(now, time);
    }

    private static Instant time(String text) {
        Instant time = DateUtils.parseStandardDate(text);
        if (time != null) {
            return time;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text.replace(',', '.'));
    }
}
