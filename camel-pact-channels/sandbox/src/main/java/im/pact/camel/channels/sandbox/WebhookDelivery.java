/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
        if (event.containsKey("operation")) {
            return "operation/" + event.get("operation");
        }
        Object detail = event.containsKey("event")
                ? event.get("event")
                : object(event, "data").get("message");
        return event.get("type") + "/" + detail;
    }

    /** The channel of the event, or null if the event does not name one. */
    public Long channelId() {
        Map<String, Object> event = event();
        Map<?, ?> data = object(event, "data");
        return Stream.of(
                        event.get("channel_id"),
                        data.get("channel_id"),
                        object(data, "channel").get("id"),
                        object(data, "details").get("entity_id"),
                        "auth".equals(event.get("type"))
                                ? object(event, "object").get("id")
                                : null)
                .filter(Number.class::isInstance)
                .map(id -> ((Number) id).longValue())
                .findFirst()
                .orElse(null);
    }

    private static Map<?, ?> object(Map<?, ?> parent, String name) {
        return parent.get(name) instanceof Map<?, ?> object ? object : Map.of();
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
