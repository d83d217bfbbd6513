/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.util.Map;
import org.apache.hc.core5.http.HttpEntity;

/**
 * A request of the API, ready to send; the same object serves every attempt.
 *
 * @param operation  the operation as the endpoint URI names it
 * @param method     the HTTP method
 * @param path       the path from the root of the host, encoded
 * @param query      the query, encoded, or {@code null}; separate from the path, because messages never show it
 * @param entity     the repeatable body, or {@code null}
 * @param parameters the content of the body, to redact secrets in messages
 */
record PreparedRequest(
        String operation, String method, String path, String query, HttpEntity entity, Map<String, Object> parameters) {

    /** A request without a body. */
    PreparedRequest(String operation, String method, String path, String query) {
        this(operation, method, path, query, null, Map.of());
    }

    String pathAndQuery() {
        return query == null ? path : path + "?" + query;
    }
}
