/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.util.Map;
import org.apache.hc.core5.http.HttpEntity;

/**
 * One call of the API, ready to be sent; the same object serves every attempt.
 *
 * @param operation the operation by its name in the endpoint URI, for messages
 * @param method    the HTTP method
 * @param path      the path from the root of the host, already encoded
 * @param query     the query, already encoded, or {@code null}; kept apart from the path so that no message shows it
 * @param entity    the body, repeatable, or {@code null}
 * @param parameters what the body says, for whoever has to keep it out of messages
 */
record PreparedRequest(
        String operation, String method, String path, String query, HttpEntity entity, Map<String, Object> parameters) {

    /** A call without a body. */
    PreparedRequest(String operation, String method, String path, String query) {
        this(operation, method, path, query, null, Map.of());
    }

    String pathAndQuery() {
        return query == null ? path : path + "?" + query;
    }
}
