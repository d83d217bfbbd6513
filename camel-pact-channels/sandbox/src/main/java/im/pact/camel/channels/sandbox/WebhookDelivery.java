/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * An event and the attempts to deliver it so far.
 *
 * @param companyId   the company of the event
 * @param url         where the event was sent to
 * @param body        the event as it was sent
 * @param attempts    the attempts so far, oldest first
 * @param maxAttempts the number of attempts after which the event is dropped
 */
public record WebhookDelivery(long companyId, URI url, String body, List<WebhookAttempt> attempts, int maxAttempts) {

    /** The event as a map. An event that is not a JSON object is an empty map. */
    public Map<String, Object> event() {
        try {
            return Json.readObject(body);
        } catch (ApiError notJson) {
            return Map.of();
        }
    }

    /**
     * The kind of the event, for instance {@code qr_code/new}, {@code system/phone offline} or, for the second version
     * of the API, {@code auth/update}.
     */
    public String name() {
        Map<String, Object> event = event();
        Object detail = event.get("event");
        if (detail == null && event.get("data") instanceof Map<?, ?> data) {
            detail = data.get("message");
        }
        if (event.containsKey("operation")) {
            return "operation/" + event.get("operation");
        }
        return event.get("type") + "/" + detail;
    }

    /** The last attempt. */
    public WebhookAttempt last() {
        return attempts.get(attempts.size() - 1);
    }

    /** Whether the receiver has accepted the event. */
    public boolean accepted() {
        return last().accepted();
    }
}
