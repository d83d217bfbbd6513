/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.time.Instant;

/**
 * A code that was sent to a user.
 *
 * @param value   the code as text: it may begin with a zero
 * @param expires the first moment at which the code is no longer valid
 */
record OneTimeCode(String value, Instant expires) {

    /** Rejects a wrong code and an expired one. No status is published for either: 400 is our guess. */
    void check(String given, Instant now) {
        if (!value.equals(given)) {
            throw ApiError.badRequest("wrong_code", "The code is wrong");
        }
        if (!isValidAt(now)) {
            throw ApiError.badRequest("code_expired", "The code has expired; request a new one");
        }
    }

    boolean isValidAt(Instant now) {
        return now.isBefore(expires);
    }
}
