/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The envelopes of the API. They differ from call to call, as in the document.
 *
 * <p>The document states no HTTP status for success: this server always says 200. It publishes no body for errors
 * either: {@link #errored} is our guess, and the only place that makes one.
 */
final class Answers {

    private Answers() {}

    static Answer ok(Map<String, Object> data) {
        return new Answer(200, ordered("status", "ok", "data", data));
    }

    static Answer created(long externalId) {
        return new Answer(200, ordered("status", "created", "data", Map.of("external_id", externalId)));
    }

    static Answer updated(long externalId) {
        return new Answer(200, ordered("status", "updated", "data", Map.of("external_id", externalId)));
    }

    static Answer deleted() {
        return new Answer(200, Map.of("status", "deleted"));
    }

    /** An answer with no {@code data}: its fields stand at the top. */
    static Answer flat(Object... namesAndValues) {
        return new Answer(200, ordered(namesAndValues));
    }

    static Answer errored(int status, String code, String title, String detail) {
        Map<String, Object> error = ordered("code", code, "title", title, "detail", detail);
        return new Answer(status, ordered("status", "errored", "errors", List.of(error)));
    }

    /** A map in the order written, which also takes nulls. */
    static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
