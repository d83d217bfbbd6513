/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Texts that come from outside as a message can show them: on one line, without invisible characters, and at most 300
 * characters long.
 */
public final class LogText {

    private static final int LIMIT = 300;

    private static final Pattern LINE_END_OR_TAB = Pattern.compile("[\\s\\x85\\p{Zl}\\p{Zp}]");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}[\\p{Zs}&&[^ ]]]");
    private static final Pattern GAP = Pattern.compile("[\\s\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    private LogText() {}

    /** A value that was given: line ends and tabs as spaces, other invisible characters by number, {@code <U+200B>}. */
    public static String ofValue(Object value) {
        String line = LINE_END_OR_TAB.matcher(String.valueOf(value)).replaceAll(" ");
        return cut(INVISIBLE.matcher(line).replaceAll(LogText::number));
    }

    /** A text in one line, with one space for each gap; {@code null} if nothing is left. */
    public static String ofText(String text) {
        String line = text == null ? "" : GAP.matcher(text).replaceAll(" ").strip();
        return line.isEmpty() ? null : cut(line);
    }

    private static String number(MatchResult invisible) {
        return String.format("<U+%04X>", invisible.group().codePointAt(0));
    }

    private static String cut(String line) {
        if (line.length() <= LIMIT) {
            return line;
        }
        return line.substring(0, Character.isHighSurrogate(line.charAt(LIMIT - 1)) ? LIMIT - 1 : LIMIT) + "…";
    }
}
