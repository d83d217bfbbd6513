/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.zip.CRC32;

/**
 * Page tokens: the id of the last channel of a page, scrambled, with a checksum.
 *
 * <p>A token names a channel, not a page number, so channels that are added or removed during a listing do not shift
 * pages. Tokens are not stored, so a listing of a million channels needs no memory.
 */
final class PageTokens {

    /**
     * Prefix of every token, so that a client fails which does not encode a token, or encodes or decodes it twice:
     * decoded twice, {@code %2B} becomes a plus.
     */
    private static final String UNSAFE_PREFIX = "/+=%2B&ж";

    private static final int BYTES = Long.BYTES + Integer.BYTES;

    private volatile long salt = 0x5ca1ab1e_0ddba11L;

    String token(long companyId, long channelId, boolean plain) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.putLong(channelId ^ salt).putInt(checksum(companyId, channelId));
        String core = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
        return plain ? core : UNSAFE_PREFIX + core;
    }

    /** The channel that a token names, or empty if the token is unknown or expired. */
    OptionalLong cursor(long companyId, String token) {
        String core = token.startsWith(UNSAFE_PREFIX) ? token.substring(UNSAFE_PREFIX.length()) : token;
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(core.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return OptionalLong.empty();
        }
        if (bytes.length != BYTES) {
            return OptionalLong.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long channelId = buffer.getLong() ^ salt;
        return buffer.getInt() == checksum(companyId, channelId) ? OptionalLong.of(channelId) : OptionalLong.empty();
    }

    /** Makes all tokens issued so far unknown. */
    void expireAll() {
        synchronized (this) {
            salt = salt * 31 + 1;
        }
    }

    private int checksum(long companyId, long channelId) {
        CRC32 crc = new CRC32();
        crc.update(ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(salt)
                .putLong(companyId)
                .putLong(channelId)
                .flip());
        return (int) crc.getValue();
    }
}
