/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import java.time.Instant;

/**
 * The context of a request that the validation of its values depends on.
 *
 * @param operation   the operation, for messages
 * @param now         the time that timestamps are compared with
 * @param phoneRegion the country of phone numbers without a country code, or {@code null}
 * @param plus        whether the API takes a phone number with a plus here
 */
public record RequestContext(String operation, Instant now, String phoneRegion, boolean plus) {

    RequestContext withPlus() {
        return new RequestContext(operation, now, phoneRegion, true);
    }
}
