/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.Map;

/**
 * How a job reports that its message was not delivered.
 *
 * @param state   the state of the job
 * @param details its {@code details}: a map, a text or null
 */
record JobFailure(String state, Object details) {

    /** The reason for the event: that in the details, or else the given one. */
    String reason(String otherwise) {
        return details instanceof Map<?, ?> map && map.get("reason") instanceof String reason ? reason : otherwise;
    }

    /**
     * Neither the state of a failed job nor a reason is documented for the job; clients have to read
     * {@code details.result}. The reason is documented for the webhook.
     */
    static JobFailure withReason(String reason) {
        return new JobFailure(Job.DELIVERED, Json.object("result", "NOT DELIVERED", "reason", reason));
    }
}
