/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs;

import java.util.regex.Pattern;

/** Foreign text in AsciiDoc source. */
final class AsciiDoc {

    /** All that can be markup anywhere in AsciiDoc. What is left out can't, or only makes a link of a URL. */
    private static final Pattern MARKUP = Pattern.compile("[^\\p{L}\\p{N} .,:;?!()'\"/=%-]|--|\\.\\.\\.");

    private AsciiDoc() {}

    /** Text that shows as it is, on one line; an absent text is an empty one. */
    static String text(String text) {
        return text == null
                ? ""
                : MARKUP.matcher(text.strip().replaceAll("\\s+", " ")).replaceAll(match -> references(match.group()));
    }

    /** A value as one types it; a URL is no link here. */
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
