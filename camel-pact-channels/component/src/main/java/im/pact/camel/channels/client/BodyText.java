/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes the body of an error: in the charset of its byte order mark, of the header {@code Content-Type} or of the page itself,
 * otherwise in UTF-8.
 */
final class BodyText {

    private static final String NAME = "\\s*=\\s*[\"']?\\s*([\\w.:+-]+)";
    private static final Pattern IN_HEADER = Pattern.compile("\\bcharset" + NAME, Pattern.CASE_INSENSITIVE);
    private static final Pattern IN_PAGE =
            Pattern.compile("<(?:meta\\b[^>]*?\\bcharset|\\?xml\\b[^>]*?\\bencoding)" + NAME, Pattern.CASE_INSENSITIVE);

    /** As far as browsers look for the charset of a page. */
    private static final int PAGE_START = 1024;

    private BodyText() {}

    /**
     * The text of a body.
     *
     * @param contentType the header, or {@code null}
     */
    static String decode(byte[] body, String contentType) {
        Charset charset = charsetOfMark(body);
        if (charset == null && contentType != null) {
            charset = charset(IN_HEADER.matcher(contentType));
        }
        if (charset == null) {
            String start = new String(body, 0, Math.min(body.length, PAGE_START), StandardCharsets.ISO_8859_1);
            charset = charset(IN_PAGE.matcher(start));
        }
        String text = new String(body, charset == null ? StandardCharsets.UTF_8 : charset);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static Charset charsetOfMark(byte[] body) {
        if (startsWith(body, 0xef, 0xbb, 0xbf)) {
            return StandardCharsets.UTF_8;
        } else if (startsWith(body, 0xfe, 0xff) || startsWith(body, 0xff, 0xfe)) {
            return StandardCharsets.UTF_16;
        }
        return null;
    }

    private static boolean startsWith(byte[] body, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= body.length || (body[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static Charset charset(Matcher name) {
        try {
            return name.find() ? Charset.forName(name.group(1)) : null;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }
}
