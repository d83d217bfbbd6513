/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/** The numbering plans of all countries, as libphonenumber knows them. Loaded when the first number needs them. */
final class NumberingPlans {

    /** The library's name for "no region". */
    private static final String NO_REGION = "ZZ";

    private static final String TOO_MANY_DIGITS = "more than " + WrittenPhone.MAX_DIGITS + " digits";

    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();

    private NumberingPlans() {}

    /** @param region in upper case */
    static boolean isRegion(String region) {
        return PLANS.getSupportedRegions().contains(region);
    }

    /**
     * The digits of a number with its country code.
     *
     * @param region the country of national numbers, in upper case, or {@code null}
     * @throws IllegalArgumentException if this is not a possible number; the message is the reason alone
     */
    static String digits(WrittenPhone phone, String region) {
        try {
            PhoneNumber number = number(phone, region);
            check(number, phone);
            return number.getCountryCode() + PLANS.getNationalSignificantNumber(number);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + advice(phone, region));
        }
    }

    private static String advice(WrittenPhone phone, String region) {
        if (phone.international()) {
            return "";
        }
        return region == null
                ? "; begin with + and the country code, or set phoneRegion"
                : "; phoneRegion is " + region + ", begin with + for other countries";
    }

    private static PhoneNumber number(WrittenPhone phone, String region) {
        if (phone.international()) {
            return international(phone.digits());
        }
        return region == null ? withCountryCode(phone) : national(phone.digits(), region);
    }

    private static PhoneNumber international(String digits) {
        return parse("+" + digits, NO_REGION);
    }

    /**
     * A number without plus and region. In groups, the first must be the country code, alone or with the area code: 201-555-0123 is
     * a number of New Jersey, and would be one of Egypt (20) otherwise. Without groups, the number must be a valid one.
     */
    private static PhoneNumber withCountryCode(WrittenPhone phone) {
        if (phone.digits().length() > WrittenPhone.MAX_DIGITS) {
            throw new IllegalArgumentException(TOO_MANY_DIGITS);
        }
        PhoneNumber number = international(phone.digits());
        String code = String.valueOf(number.getCountryCode());
        String first = phone.groups().get(0);
        boolean begins = first.equals(code)
                || PLANS.isValidNumber(number) && (phone.groups().size() == 1 || first.equals(code + areaCode(number)));
        if (!begins || phone.bracketFirst()) {
            throw new IllegalArgumentException("no country code");
        }
        return number;
    }

    /**
     * A number of a region without plus. Digits that begin with its country code are read as an international number if that is
     * valid, and also if no reading is valid.
     */
    private static PhoneNumber national(String digits, String region) {
        if (!digits.startsWith(String.valueOf(PLANS.getCountryCodeForRegion(region)))) {
            return parse(digits, region);
        }
        PhoneNumber international = international(digits);
        if (PLANS.isValidNumber(international)) {
            return international;
        }
        PhoneNumber national = parse(digits, region);
        return PLANS.isValidNumber(national) ? national : international;
    }

    private static PhoneNumber parse(String number, String region) {
        try {
            return PLANS.parse(number, region);
        } catch (NumberParseException e) {
            throw new IllegalArgumentException(
                    switch (e.getErrorType()) {
                        case INVALID_COUNTRY_CODE -> "unknown country code";
                        case TOO_LONG -> "too long";
                        default -> "too short";
                    });
        }
    }

    private static void check(PhoneNumber number, WrittenPhone phone) {
        String length =
                switch (PLANS.isPossibleNumberWithReason(number)) {
                    case IS_POSSIBLE -> "";
                    case IS_POSSIBLE_LOCAL_ONLY -> "no area code";
                    case TOO_SHORT -> "too short";
                    case TOO_LONG -> "too long";
                    default -> "wrong length";
                };
        if (!length.isEmpty()) {
            throw new IllegalArgumentException(length + " for a number of +" + number.getCountryCode());
        }
        String national = PLANS.getNationalSignificantNumber(number);
        if (String.valueOf(number.getCountryCode()).length() + national.length() > WrittenPhone.MAX_DIGITS) {
            throw new IllegalArgumentException(TOO_MANY_DIGITS);
        }
        if (hasTrunkZero(number, national)) {
            throw new IllegalArgumentException("0 before the area code");
        }
        if (phone.hasSlash()
                && phone.digitsAfterSlash()
                        < national.length() - areaCode(number).length()) {
            throw new IllegalArgumentException("a slash that does not follow the area code");
        }
    }

    /** Some countries have no trunk zero, so the library keeps it. Italy's zero is a part of valid numbers. */
    private static boolean hasTrunkZero(PhoneNumber number, String national) {
        return national.startsWith("0")
                && !PLANS.isValidNumber(number)
                && PLANS.isValidNumber(international(number.getCountryCode() + national.substring(1)));
    }

    /** Empty if it is not known. */
    private static String areaCode(PhoneNumber number) {
        return PLANS.getNationalSignificantNumber(number)
                .substring(0, PLANS.getLengthOfNationalDestinationCode(number));
    }
}
