/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.zip.CRC32;

/**
 * Page tokens: the id of the last channel of a page, made unreadable, and checked when it comes back.
 *
 * <p>A token names a channel, not a page number, so channels that come and go during a walk shift nothing. Nothing is
 * stored for it either, so a walk over a million channels leaves no trace.
 */
final class PageTokens {

    /**
     * Stands before every token, so that a client which forgets to encode a token, or encodes or decodes it twice, does
     * not get far. Decoded once too often, {@code %2B} becomes a plus.
     */
    private static final String AWKWARD = "/+=%2B&ж";

    private static final int BYTES = Long.BYTES + Integer.BYTES;

    private volatile long salt = 0x5ca1ab1e_0ddba11L;

    String token(long companyId, long channelId, boolean plain) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.putLong(channelId ^ salt).putInt(checksum(companyId, channelId));
        String core = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
        return plain ? core : AWKWARD + core;
    }

    /** The channel a token names, or nothing when the token is none of ours or has expired. */
    OptionalLong cursor(long companyId, String token) {
        String core = token.startsWith(AWKWARD) ? token.substring(AWKWARD.length()) : token;
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

    /** From now on, no token given out before is known any more. */
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
