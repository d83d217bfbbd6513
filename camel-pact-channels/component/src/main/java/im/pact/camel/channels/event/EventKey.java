/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.event;

import im.pact.camel.channels.model.ApiJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.StringJoiner;

/** Keys of events: equal for repeated deliveries. They are stored and logged, so private values are in them only as a hash. */
final class EventKey {

    private EventKey() {}

    /** The parts, separated by slashes. */
    static String of(Object... parts) {
        StringJoiner key = new StringJoiner("/");
        for (Object part : parts) {
            key.add(String.valueOf(part));
        }
        return key.toString();
    }

    /** For an event without an id. */
    static String ofBody(Map<String, Object> body) {
        return hash(ApiJson.bytes(body));
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
