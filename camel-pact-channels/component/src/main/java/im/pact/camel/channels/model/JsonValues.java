/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** Reads the values of JSON fields, in all forms that the service uses. A value of an unexpected type counts as missing. */
public final class JsonValues {

    /** Times from here on are in milliseconds: as seconds it is the year 5138, as milliseconds 1973. */
    private static final long MILLISECONDS = 100_000_000_000L;

    /** {@code 2026-01-02 03:04:05 UTC}. */
    private static final Pattern UTC_TEXT = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d) UTC");

    private JsonValues() {}

    /** A text, number or boolean as text, otherwise {@code null}. */
    public static String text(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean ? value.toString() : null;
    }

    /** A whole number of 64 bits, also in quotes; otherwise {@code null}. */
    public static Long number(Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        try {
            return value instanceof String text ? Long.valueOf(text) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /**
     * A time in seconds or milliseconds since 1970, in ISO 8601 with an offset, or as {@code 2026-01-02 03:04:05 UTC}; otherwise
     * {@code null}.
     */
    public static Instant instant(Object value) {
        Long number = number(value);
        try {
            if (number == null) {
                return value instanceof String text ? ofText(text.strip()) : null;
            } else if (Math.abs(number) < MILLISECONDS) {
                return Instant.ofEpochSecond(number);
            }
            return number / 1000 < MILLISECONDS ? Instant.ofEpochMilli(number) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Instant ofText(String text) {
        return OffsetDateTime.parse(UTC_TEXT.matcher(text).replaceFirst("$1T$2Z"))
                .toInstant();
    }
}
