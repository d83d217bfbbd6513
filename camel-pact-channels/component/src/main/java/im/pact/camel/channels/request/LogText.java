/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import java.util.regex.Pattern;

/**
 * Texts that come from outside as a message can show them: on one line, without characters that nobody sees, and at most 300
 * characters long.
 */
public final class LogText {

    private static final int LIMIT = 300;

    private static final String UNSEEN = "\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}";
    private static final Pattern UNSEEN_CHARACTER = Pattern.compile("[" + UNSEEN + "]");
    private static final Pattern GAP = Pattern.compile("[" + UNSEEN + "\\s]+");

    private LogText() {}

    /** A value that was given, with all the blanks that it has. */
    public static String ofValue(Object value) {
        return cut(UNSEEN_CHARACTER.matcher(String.valueOf(value)).replaceAll(" "));
    }

    /** What somebody says, a gap of any kind as one blank; {@code null} when nothing is left. */
    public static String ofText(String text) {
        String line = text == null ? "" : GAP.matcher(text).replaceAll(" ").strip();
        return line.isEmpty() ? null : cut(line);
    }

    private static String cut(String line) {
        if (line.length() <= LIMIT) {
            return line;
        }
        return line.substring(0, Character.isHighSurrogate(line.charAt(LIMIT - 1)) ? LIMIT - 1 : LIMIT) + "…";
    }
}
