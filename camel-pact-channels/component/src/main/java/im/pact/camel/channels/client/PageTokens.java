/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Recognises the page tokens of a walk. Of each it keeps eight bytes, so that a walk of ten thousand pages takes a hundred
 * kilobytes rather than more than one megabyte; by chance two tokens look the same in one of 10<sup>11</sup> such walks.
 */
final class PageTokens {

    private long[] digests = new long[4];
    private int count;

    void add(String token) {
        if (count == digests.length) {
            digests = Arrays.copyOf(digests, count * 2);
        }
        digests[count++] = digest(token);
    }

    /** Looks at all of them: that is nothing beside the request for a page. */
    boolean contains(String token) {
        long digest = digest(token);
        for (int i = 0; i < count; i++) {
            if (digests[i] == digest) {
                return true;
            }
        }
        return false;
    }

    private static long digest(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
