/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/**
 * Phone numbers in the form that the API takes, from the forms that people and spreadsheets have. A wrong number is a message to a
 * stranger, so a doubtful number is rejected:
 * <ul>
 * <li>5 to 15 digits that do not begin with 0 are taken as they are, unless there is a region;
 * <li>a number with {@code +}, {@code 00} or {@code tel:}, or one in groups that begin with the country code, is an international
 * number;
 * <li>with a region, all others are numbers of that region, with its country code or without it.
 * </ul>
 * All but the first must be possible numbers of their country, by their length. Spaces, dots, dashes and brackets may separate the
 * digits. Invisible characters are ignored. Letters, extensions, second numbers, dates and amounts are rejected.
 */
public final class PhoneNumbers {

    /** The allowed values, for messages. */
    static final String ALLOWED =
            "a phone number of 5 to 15 digits, with or without +, spaces, dots, dashes and brackets";

    private static final long DOUBLE_LIMIT = 1L << 53;
    private static final long FLOAT_LIMIT = 1L << 24;

    private PhoneNumbers() {}

    /**
     * The digits of a phone number with its country code: {@code 79250000001}.
     *
     * @param phone  a text, or an integral number
     * @param region the country of numbers without country code, as two letters of ISO 3166-1 in any case ({@code RU}); {@code null}
     *               or blank if numbers need a country code
     * @throws IllegalArgumentException if it is not a phone number, or doubtful. The message is to follow the name of a parameter:
     *                                  it begins with "must be" or, for an unknown region, with "cannot be read"
     */
    public static String toDigits(Object phone, String region) {
        return digits(phone, region, false);
    }

    /**
     * A phone number with {@code +}, as E.164 has it: {@code +79250000001}. Without a region, digits alone are taken only if they
     * are a valid international number. So {@code 89250000001} needs the region {@code RU}.
     *
     * @param phone  as in {@link #toDigits}
     * @param region as in {@link #toDigits}
     * @throws IllegalArgumentException as in {@link #toDigits}
     */
    public static String toE164(Object phone, String region) {
        return "+" + digits(phone, region, true);
    }

    /** Whether there are phone numbers of a region, in any case. */
    static boolean isRegion(String region) {
        String code = regionCode(region);
        return code != null && NumberingPlans.isRegion(code);
    }

    private static String digits(Object phone, String region, boolean certain) {
        String code = regionCode(region);
        if (code != null && !NumberingPlans.isRegion(code)) {
            throw new IllegalArgumentException("cannot be read: " + unknownRegion(region));
        }
        boolean asWritten = code == null && !certain;
        try {
            String text = text(phone);
            if (asWritten && isComplete(text)) {
                return text;
            }
            WrittenPhone written = WrittenPhone.of(text);
            return asWritten && written.hasOnlyDigits() && isComplete(written.digits())
                    ? written.digits()
                    : NumberingPlans.digits(written, code);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "must be " + ALLOWED + " (was " + LogText.ofValue(shown(phone)) + "): " + e.getMessage());
        }
    }

    private static String regionCode(String region) {
        return region == null || region.isBlank() ? null : region.strip().toUpperCase(Locale.ROOT);
    }

    private static String unknownRegion(String region) {
        return "phoneRegion must be a country code of two letters (ISO 3166-1), such as RU or DE (was "
                + LogText.ofValue(region) + ")";
    }

    /** Whether these are 5 to 15 digits that do not begin with 0: taken as they are, without a look at any numbering plan. */
    private static boolean isComplete(String text) {
        int length = text.length();
        if (length < WrittenPhone.MIN_DIGITS || length > WrittenPhone.MAX_DIGITS || text.charAt(0) == '0') {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char character = text.charAt(i);
            if (character < '0' || character > '9') {
                return false;
            }
        }
        return true;
    }

    /** A number by its value, never in scientific notation. */
    private static String text(Object phone) {
        if (phone instanceof CharSequence
                || phone instanceof Long
                || phone instanceof Integer
                || phone instanceof Short
                || phone instanceof BigInteger) {
            return phone.toString();
        }
        if (phone instanceof Double number) {
            return integer(number, DOUBLE_LIMIT);
        }
        if (phone instanceof Float number) {
            return integer(number, FLOAT_LIMIT);
        }
        if (phone instanceof BigDecimal number) {
            return integer(number);
        }
        throw new IllegalArgumentException("neither text nor a number");
    }

    /** @param limit from here on, neighbours of an integral number can have been rounded to it */
    private static String integer(double number, long limit) {
        if (number != Math.rint(number) || Math.abs(number) >= limit) {
            throw new IllegalArgumentException("not an exact integral number");
        }
        return Long.toString((long) number);
    }

    private static String integer(BigDecimal number) {
        if (integerDigits(number) > WrittenPhone.MAX_DIGITS
                || number.stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException("not an integral number of at most 15 digits");
        }
        return number.toBigInteger().toString();
    }

    private static long integerDigits(BigDecimal number) {
        return (long) number.precision() - number.scale();
    }

    /**
     * A floating-point number by its exact value, because {@link Float#toString} differs between versions of Java. A plain {@code
     * 1E+999999999} would not fit into memory.
     */
    private static Object shown(Object phone) {
        if (phone instanceof Double || phone instanceof Float) {
            double number = ((Number) phone).doubleValue();
            return Double.isFinite(number) ? new BigDecimal(number).toPlainString() : phone;
        }
        if (phone instanceof BigDecimal number) {
            return Math.abs((long) number.scale()) > WrittenPhone.MAX_DIGITS
                    ? "a number of " + Math.max(integerDigits(number), 0) + " digits before the decimal point"
                    : number.toPlainString();
        }
        return phone;
    }
}
