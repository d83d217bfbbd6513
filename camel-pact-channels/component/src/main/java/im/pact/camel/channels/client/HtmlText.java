/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a page as a browser shows it: without tags, comments, style sheets and scripts. */
final class HtmlText {

    /** An element may be cut. */
    private static final Pattern INVISIBLE =
            Pattern.compile("(?is)<!--.*?(?:-->|\\z)|<(script|style|template|svg)\\b.*?(?:</\\1\\s*>|\\z)");

    private static final Pattern TAG = Pattern.compile("<[^<>]*>");
    private static final Pattern ENTITY = Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,6}));");
    private static final Map<String, String> NAMED = Map.of(
            "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ", "laquo", "«", "raquo", "»",
            "mdash", "—", "ndash", "–");

    private HtmlText() {}

    /** The text of a page. Text without markup stays as it is. */
    static String of(String page) {
        String text = TAG.matcher(INVISIBLE.matcher(page).replaceAll(" ")).replaceAll(" ");
        return text.equals(page)
                ? page
                : ENTITY.matcher(text).replaceAll(entity -> Matcher.quoteReplacement(character(entity)));
    }

    private static String character(MatchResult entity) {
        if (entity.group(3) != null) {
            return NAMED.getOrDefault(entity.group(3), entity.group());
        }
        int codePoint =
                entity.group(1) != null ? Integer.parseInt(entity.group(1)) : Integer.parseInt(entity.group(2), 16);
        return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : entity.group();
    }
}
