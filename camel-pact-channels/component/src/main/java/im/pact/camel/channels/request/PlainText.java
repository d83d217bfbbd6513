/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import java.math.BigDecimal;

/** Texts as the API takes them, from the texts and numbers that routes, files and spreadsheets have. */
public final class PlainText {

    /** Next line, byte order mark, zero width space, word joiner, and the marks of the writing direction. */
    private static final String INVISIBLE =
            "\u0085\uFEFF\u200B\u2060\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    /** More digits are an error, or an attack: a short text such as 1E999999999 stands for a gigabyte of zeros. */
    private static final int MAX_DIGITS = 1000;

    private PlainText() {}

    /**
     * The text of a value: a text unchanged, a number without an exponent.
     *
     * @return {@code null} if it is neither a text nor a number, and for half of a surrogate pair, which no encoding can carry
     */
    public static String of(Object value) {
        if (value instanceof Number number) {
            return of(number);
        }
        return (value instanceof CharSequence || value instanceof Enum<?>)
                        && value.toString().codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF)
                ? value.toString()
                : null;
    }

    /** A {@link BigDecimal} keeps its digits (12.50); a floating-point number gets as few as possible (3.0 is 3). */
    private static String of(Number number) {
        BigDecimal decimal;
        if (number instanceof BigDecimal exact) {
            decimal = exact;
        } else if (number instanceof Double || number instanceof Float) {
            if (!Double.isFinite(number.doubleValue())) {
                return null;
            }
            decimal = new BigDecimal(number.toString()).stripTrailingZeros();
        } else {
            return number.toString();
        }
        boolean tooLong = Math.abs((long) decimal.scale()) + decimal.precision() > MAX_DIGITS;
        return tooLong ? null : decimal.toPlainString();
    }

    /** A text without the blanks, line ends and invisible marks around it, which files, editors and chats add. */
    public static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || INVISIBLE.indexOf(character) >= 0;
    }

    /** Whether a text has line ends, tabs or other control characters. */
    static boolean hasControlCharacters(String text) {
        return text.chars().anyMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
    }
}
