/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import im.pact.camel.channels.request.ApiRequest;
import java.util.Collection;
import java.util.List;
import org.apache.hc.core5.http.HttpEntity;

/**
 * A request of the API, ready to send; the same object serves every attempt.
 *
 * @param operation  the operation as the endpoint URI names it
 * @param method     the HTTP method
 * @param target     the path from the root of the host, and the query, encoded
 * @param entity     the repeatable body, or {@code null}
 * @param parameters the parameters, or {@code null} if none of them can be secret
 */
record PreparedRequest(String operation, String method, String target, HttpEntity entity, ApiRequest parameters) {

    /** A request without a body. */
    PreparedRequest(String operation, String method, String target) {
        this(operation, method, target, null, null);
    }

    /** The values that no message may show. */
    Collection<?> secrets() {
        return parameters == null ? List.of() : parameters.secrets();
    }

    /** The path without the query, for messages. */
    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
