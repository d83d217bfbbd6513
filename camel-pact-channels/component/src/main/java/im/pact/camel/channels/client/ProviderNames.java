/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import com.fasterxml.jackson.core.JsonParser;
import im.pact.camel.channels.request.PactChannelsOperation;
import java.io.IOException;

/** Reads the names of providers. Known names share one string each: a listing has many channels and few providers. */
final class ProviderNames {

    private static final String[] KNOWN = PactChannelsOperation.providers().toArray(String[]::new);

    private ProviderNames() {}

    /** The name at the parser's current token, known or not. */
    static String read(JsonParser parser) throws IOException {
        char[] text = parser.getTextCharacters();
        int offset = parser.getTextOffset();
        int length = parser.getTextLength();
        for (String known : KNOWN) {
            if (known.length() == length && isAt(known, text, offset)) {
                return known;
            }
        }
        return new String(text, offset, length);
    }

    private static boolean isAt(String known, char[] text, int offset) {
        for (int i = 0; i < known.length(); i++) {
            if (text[offset + i] != known.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
