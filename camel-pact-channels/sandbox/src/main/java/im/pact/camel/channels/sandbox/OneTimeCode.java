/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.time.Instant;

/**
 * A code that was sent to somebody.
 *
 * @param value   digits, as text: it may begin with a zero
 * @param expires from when on it is too late
 */
record OneTimeCode(String value, Instant expires) {

    /** Refuses a wrong code and one that is too late. No status is published for either: 400 is our guess. */
    void check(String given, Instant now) {
        if (!value.equals(given)) {
            throw Refusal.badRequest("wrong_code", "The code is wrong");
        }
        if (!now.isBefore(expires)) {
            throw Refusal.badRequest("code_expired", "The code has expired, request a new one");
        }
    }
}
