/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A phone number as it is written: its digits, and what the notation says about them. A notation that phone numbers do not have
 * is rejected here.
 *
 * @param international    whether it begins with {@code +} or {@code 00}
 * @param telUri           whether it begins with {@code tel:}
 * @param bracketFirst     whether it begins with a bracket, as national numbers do
 * @param groups           the digits between separators, without {@code 00}
 * @param digitsAfterSlash how many digits follow the slash; 0 if there is no slash
 */
record WrittenPhone(
        boolean international, boolean telUri, boolean bracketFirst, List<String> groups, int digitsAfterSlash) {

    static final int MIN_DIGITS = 5;

    /** The longest number that E.164 allows. */
    static final int MAX_DIGITS = 15;

    /** With separators, and with prefixes such as 810. */
    private static final int MAX_LENGTH = 50;

    /** A group of so many digits is a phone number by itself. */
    private static final int SUBSCRIBER_DIGITS = 7;

    private static final String TEL = "tel:";

    private static final Pattern OTHER_CHARACTER = Pattern.compile("[^0-9+ ().\\-/]");
    private static final Pattern SEPARATORS = Pattern.compile("[^0-9]+");

    /** One plus at most, in front, and brackets in pairs around digits. */
    private static final Pattern SHAPE = shape();

    private static final Pattern DATE = date();

    /** One dot and nothing else; one dot with few digits or only zeros behind it; one digit behind the last of several dots. */
    private static final Pattern DECIMAL = Pattern.compile("[0-9]+\\.[0-9]+|[^.]*\\.(?:0+|[0-9]{1,2})|.*\\.[0-9]");

    private static Pattern shape() {
        String plain = "[^+()]*";
        String rest = plain + "(?:\\(" + plain + "[0-9]" + plain + "\\)" + plain + ")*";
        return Pattern.compile("\\+?" + rest + "|\\( ?\\+" + plain + "\\)" + rest);
    }

    private static Pattern date() {
        String day = "(?:0?[1-9]|[12][0-9]|3[01])";
        String year = "(?:19|20)[0-9]{2}";
        return Pattern.compile(day + "([-./ ])" + day + "\\1" + year + "|" + day + "([-./])" + day + "\\2[0-9]{2}|"
                + year + "([-./ ])" + day + "\\3" + day);
    }

    /** @throws IllegalArgumentException if it is not written as a phone number; the message is the reason alone */
    static WrittenPhone of(String text) {
        String phone = plain(text);
        boolean telUri = phone.regionMatches(true, 0, TEL, 0, TEL.length());
        if (telUri) {
            phone = phone.substring(TEL.length()).strip();
        }
        checkNotation(phone);
        boolean doubleZero = phone.startsWith("00");
        boolean international = doubleZero || phone.contains("+");
        List<String> groups = groups(doubleZero ? phone.substring(2) : phone);
        checkGroups(groups);
        int slash = phone.indexOf('/');
        int digitsAfterSlash = slash < 0 ? 0 : length(groups(phone.substring(slash)));
        return new WrittenPhone(international, telUri, phone.startsWith("("), groups, digitsAfterSlash);
    }

    /** Without {@code 00}. */
    String digits() {
        return String.join("", groups);
    }

    boolean hasSlash() {
        return digitsAfterSlash > 0;
    }

    /** Whether there is nothing besides digits. */
    boolean hasOnlyDigits() {
        return groups.size() == 1 && !international && !telUri && !bracketFirst;
    }

    /** In ASCII, without invisible characters, and without the apostrophe that marks a text in a spreadsheet. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints()
                .filter(character -> Character.getType(character) != Character.FORMAT)
                .map(WrittenPhone::plain)
                .forEach(plain::appendCodePoint);
        String stripped = plain.toString().strip();
        return stripped.startsWith("'") ? stripped.substring(1).strip() : stripped;
    }

    private static int plain(int character) {
        return switch (Character.getType(character)) {
            case Character.DECIMAL_DIGIT_NUMBER -> '0' + Character.digit(character, 10);
            case Character.SPACE_SEPARATOR -> ' ';
            case Character.DASH_PUNCTUATION -> '-';
            default ->
                switch (character) {
                    // Minus, modifier minus, hyphen bullet, and the long vowel signs that Japanese keyboards write for
                    // a dash.
                    case 0x2212, 0x02D7, 0x2043, 0x30FC, 0xFF70 -> '-';
                    // Full-width forms.
                    case 0xFF0B -> '+';
                    case 0xFF08 -> '(';
                    case 0xFF09 -> ')';
                    case 0xFF0E -> '.';
                    case 0xFF0F -> '/';
                    default -> character;
                };
        };
    }

    private static void checkNotation(String phone) {
        Matcher other = OTHER_CHARACTER.matcher(phone);
        if (other.find()) {
            throw new IllegalArgumentException(reason(phone.codePointAt(other.start())));
        }
        if (phone.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("too long");
        }
        if (phone.endsWith(")")) {
            throw new IllegalArgumentException("extensions are not supported");
        }
        if (!phone.matches("[+(0-9].*[0-9]")
                || !SHAPE.matcher(phone).matches()
                || phone.indexOf('/') != phone.lastIndexOf('/')) {
            throw new IllegalArgumentException("not written as one phone number");
        }
        if (DATE.matcher(phone).matches()) {
            throw new IllegalArgumentException("looks like a date");
        }
        if (DECIMAL.matcher(phone).matches()) {
            throw new IllegalArgumentException("looks like a decimal number");
        }
    }

    private static String reason(int character) {
        if (Character.isLetter(character)) {
            return "letters and extensions are not supported";
        }
        return Character.isWhitespace(character)
                ? "more than one line or column"
                : "'" + LogText.ofValue(Character.toString(character)) + "' is not part of a phone number";
    }

    private static List<String> groups(String phone) {
        return SEPARATORS.splitAsStream(phone).filter(group -> !group.isEmpty()).toList();
    }

    private static int length(List<String> groups) {
        return groups.stream().mapToInt(String::length).sum();
    }

    private static void checkGroups(List<String> groups) {
        if (length(groups) < MIN_DIGITS) {
            throw new IllegalArgumentException("fewer than 5 digits");
        }
        if (groups.stream().filter(group -> group.length() >= SUBSCRIBER_DIGITS).count() > 1) {
            throw new IllegalArgumentException("looks like two phone numbers");
        }
    }
}
