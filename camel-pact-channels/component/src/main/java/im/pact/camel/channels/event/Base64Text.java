/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.event;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Decodes base64 as services write it: in either alphabet, with or without white space and padding. */
final class Base64Text {

    private Base64Text() {}

    /** The bytes; the text itself in UTF-8 if it is not base64. */
    static byte[] decode(String text) {
        String plain = text.replaceAll("[\\s=]", "").replace('-', '+').replace('_', '/');
        try {
            return Base64.getDecoder().decode(plain);
        } catch (IllegalArgumentException e) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
