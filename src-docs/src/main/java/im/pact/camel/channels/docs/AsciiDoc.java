/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs;

import java.util.regex.Pattern;

/** Escapes text for AsciiDoc source. */
final class AsciiDoc {

    /** All characters that can be markup in AsciiDoc, except those that only turn a URL into a link. */
    private static final Pattern MARKUP = Pattern.compile("[^\\p{L}\\p{N} .,:;?!()'\"/=%-]|--|\\.\\.\\.");

    private AsciiDoc() {}

    /** Text that is shown unchanged, on one line; empty if it is null. */
    static String text(String text) {
        return text == null
                ? ""
                : MARKUP.matcher(text.strip().replaceAll("\\s+", " ")).replaceAll(match -> references(match.group()));
    }

    /** A value as code; a URL does not become a link. */
    static String code(String text) {
        return text == null || text.isBlank() ? "" : "`" + text(text).replace(":", "&#58;") + "`";
    }

    static String strong(String text) {
        return "*" + text(text) + "*";
    }

    private static String references(String markup) {
        StringBuilder references = new StringBuilder();
        markup.codePoints()
                .forEach(character -> references.append("&#").append(character).append(';'));
        return references.toString();
    }
}
