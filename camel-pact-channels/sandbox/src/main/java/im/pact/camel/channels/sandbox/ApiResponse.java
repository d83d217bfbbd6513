/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.List;
import java.util.Map;

/**
 * A response of the API, and the envelopes it comes in. They differ between operations, as in the document.
 *
 * <p>The document states no HTTP status for success: this server always uses 200. It publishes no error body either:
 * {@link #error} is our guess, and the only place that makes it.
 *
 * @param status  the HTTP status
 * @param headers headers besides {@code Content-Type}
 * @param body    maps, lists and plain values, written as JSON; null for none
 */
record ApiResponse(int status, Map<String, String> headers, Object body) {

    static ApiResponse ok(Map<String, Object> data) {
        return flat("status", "ok", "data", data);
    }

    static ApiResponse created(long externalId) {
        return flat("status", "created", "data", Json.object("external_id", externalId));
    }

    static ApiResponse updated(long externalId) {
        return flat("status", "updated", "data", Json.object("external_id", externalId));
    }

    static ApiResponse deleted() {
        return flat("status", "deleted");
    }

    /** A response whose fields are at the top level, without {@code data} around them. */
    static ApiResponse flat(Object... namesAndValues) {
        return new ApiResponse(200, Map.of(), Json.object(namesAndValues));
    }

    static ApiResponse error(int status, String code, String title, String detail) {
        Map<String, Object> error = Json.object("code", code, "title", title, "detail", detail);
        return new ApiResponse(status, Map.of(), Json.object("status", "errored", "errors", List.of(error)));
    }

    /** 204, without a body. */
    static ApiResponse noContent() {
        return new ApiResponse(204, Map.of(), null);
    }

    /** This error in the envelope of the second version of the API: without {@code status}, which is in each error. */
    ApiResponse asV2Error() {
        Map<?, ?> v1 = (Map<?, ?>) ((List<?>) ((Map<?, ?>) body).get("errors")).get(0);
        Map<String, Object> error = Json.object(
                "status", status, "code", v1.get("code"), "title", v1.get("title"), "detail", v1.get("detail"));
        return new ApiResponse(status, headers, Json.object("errors", List.of(error)));
    }

    ApiResponse withHeader(String name, String value) {
        return new ApiResponse(status, Map.of(name, value), body);
    }

    byte[] json() {
        return Json.write(body);
    }
}
