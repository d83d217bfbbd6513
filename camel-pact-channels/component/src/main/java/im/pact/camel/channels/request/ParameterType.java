/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The type of a parameter. It converts the values that people and routes have to the one form that the API takes, and describes
 * the allowed values.
 */
public enum ParameterType {
    /** Any text, unchanged: a message can have several lines. A number is written without an exponent. */
    TEXT("a text") {
        @Override
        Object read(Object value, RequestContext context) {
            return PlainText.of(value);
        }
    },
    /** A text in one line: a token, a password, a name, a code. Blanks and line ends around it are removed. */
    LINE("a text") {
        @Override
        Object read(Object value, RequestContext context) {
            String line = trimmed(value);
            if (line != null && PlainText.hasControlCharacters(line)) {
                throw new IllegalArgumentException("must be a text without line ends and control characters");
            }
            return line == null || line.isEmpty() ? null : line;
        }
    },
    /** A text of digits alone. It stays a text: codes may begin with 0. */
    DIGITS("a text of digits") {
        @Override
        Object read(Object value, RequestContext context) {
            String text = trimmed(value);
            return text != null && ONLY_DIGITS.matcher(text).matches() ? text : null;
        }
    },
    /** A phone number as the API takes it, from one as people write it. */
    PHONE(PhoneNumbers.ALLOWED) {
        @Override
        Object read(Object value, RequestContext context) {
            return context.plus()
                    ? PhoneNumbers.toE164(value, context.phoneRegion())
                    : PhoneNumbers.toDigits(value, context.phoneRegion());
        }
    },
    /** A country, for phone numbers without a country code. It is not sent. */
    REGION("a country code of two letters (ISO 3166-1), such as RU or DE") {
        @Override
        Object read(Object value, RequestContext context) {
            String text = trimmed(value);
            return text != null && PhoneNumbers.isRegion(text) ? text : null;
        }
    },
    /** An id in the path of a request. */
    ID("a positive number") {
        @Override
        Object read(Object value, RequestContext context) {
            Long number = wholeNumber(value);
            return number == null || number <= 0 ? null : number;
        }
    },
    /** A whole number. */
    INTEGER("a whole number") {
        @Override
        Object read(Object value, RequestContext context) {
            return wholeNumber(value);
        }
    },
    /** {@code true} or {@code false}, also as a text. */
    BOOLEAN("true or false") {
        @Override
        Object read(Object value, RequestContext context) {
            return switch (PlainText.trim(String.valueOf(value)).toLowerCase(Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default -> null;
            };
        }
    },
    /** A moment of the last 31 days, in seconds since 1970. */
    TIMESTAMP(
            "a moment of the last 31 days: ISO 8601 with an offset, such as 2026-01-31T12:00:00Z, or seconds since 1970") {
        @Override
        Object read(Object value, RequestContext context) {
            Instant now = context.now();
            Instant instant = instant(value);
            return instant == null || instant.isAfter(now) || instant.isBefore(now.minus(MONTH))
                    ? null
                    : instant.getEpochSecond();
        }
    },
    /** The address of a web server. An empty text is a value, which removes the address. */
    URL(WebAddress.SECURE) {
        @Override
        Object read(Object value, RequestContext context) {
            String text = trimmed(value);
            return text != null && (text.isEmpty() || WebAddress.isSecure(text)) ? text : null;
        }

        @Override
        public boolean acceptsBlank() {
            return true;
        }
    },
    /** A JSON object. */
    OBJECT("an object") {
        @Override
        Object read(Object value, RequestContext context) {
            return value instanceof Map<?, ?> map && !map.isEmpty() ? map : null;
        }
    },
    /** A list of texts; a single text is a list of one. */
    LIST("a list of texts") {
        @Override
        Object read(Object value, RequestContext context) {
            if (value instanceof Collection<?> collection) {
                return texts(collection);
            } else if (value instanceof Object[] array) {
                return texts(Arrays.asList(array));
            }
            String text = PlainText.of(value);
            return text == null ? null : List.of(text);
        }
    };

    private static final Duration MONTH = Duration.ofDays(31);
    private static final Pattern ONLY_DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]+");

    private final String allowed;

    ParameterType(String allowed) {
        this.allowed = allowed;
    }

    /**
     * The value as the API takes it.
     *
     * @return {@code null} if it is not of this type
     * @throws IllegalArgumentException if it is not of this type, with the reason: a text that can follow the name of a parameter,
     *                                  or the index of one of its elements, such as {@code [2]}, and the reason
     */
    abstract Object read(Object value, RequestContext context);

    /** The allowed values, for messages. */
    String allowed() {
        return allowed;
    }

    /**
     * The moment that a value stands for.
     *
     * @param value an {@link Instant}, {@link OffsetDateTime}, {@link ZonedDateTime}, {@link Date}, a text in ISO 8601 with an
     *              offset, or seconds since 1970 as a number or text
     * @return {@code null} when it stands for none
     */
    @SuppressWarnings("JavaUtilDate") // Routes still have dates.
    public static Instant instant(Object value) {
        try {
            if (value instanceof Instant instant) {
                return instant;
            } else if (value instanceof OffsetDateTime time) {
                return time.toInstant();
            } else if (value instanceof ZonedDateTime time) {
                return time.toInstant();
            } else if (value instanceof Date date) {
                return Instant.ofEpochMilli(date.getTime());
            }
            Long seconds = wholeNumber(value);
            return seconds != null
                    ? Instant.ofEpochSecond(seconds)
                    : ZonedDateTime.parse(PlainText.trim(String.valueOf(value))).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * A whole number that is given as a number or as a text of digits. A number with a fraction of zero is one too, as a
     * spreadsheet or a script has it.
     *
     * @return {@code null} if it is not a whole number, or does not fit into 64 bits
     */
    public static Long wholeNumber(Object value) {
        if (value instanceof Long number) {
            return number;
        }
        try {
            if (value instanceof BigDecimal decimal) {
                return decimal.longValueExact();
            } else if (value instanceof Double || value instanceof Float) {
                double number = ((Number) value).doubleValue();
                return number == Math.rint(number) && Math.abs(number) < exactBelow(value) ? (long) number : null;
            }
            String text = PlainText.of(value);
            return text != null && WHOLE_NUMBER.matcher(text.strip()).matches() ? Long.valueOf(text.strip()) : null;
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    /** A larger number may be another one that was rounded. */
    private static long exactBelow(Object number) {
        return number instanceof Float ? 1L << 24 : 1L << 53;
    }

    /** Whether a text without content is a value, and does not count as missing. */
    public boolean acceptsBlank() {
        return false;
    }

    /** A text without content counts as missing. */
    static boolean isMissing(Object value) {
        return value == null
                || (value instanceof CharSequence text && text.toString().isBlank());
    }

    private static String trimmed(Object value) {
        String text = PlainText.of(value);
        return text == null ? null : PlainText.trim(text);
    }

    /** The elements may be secrets, so a rejected one is shown by its index and type only. */
    private static List<String> texts(Collection<?> elements) {
        List<String> texts = new ArrayList<>();
        for (Object element : elements) {
            String text = PlainText.of(element);
            if (text == null) {
                throw new IllegalArgumentException("[" + texts.size() + "] must be a text (was " + type(element) + ")");
            }
            texts.add(text);
        }
        return Collections.unmodifiableList(texts);
    }

    private static String type(Object element) {
        if (element instanceof CharSequence) {
            return "a text with half of a character";
        } else if (element instanceof Map) {
            return "an object";
        } else if (element instanceof Collection || element instanceof Object[]) {
            return "a list";
        }
        return element == null ? "null" : element.getClass().getSimpleName();
    }
}
