/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A result of the Channels API that can be given back in the API's own form. */
public interface ApiObject extends ApiResult {

    /**
     * The object under the API's own field names, in the API's order, fields that this version does not know included.
     *
     * @return a new map of JSON values: text, numbers, booleans, lists, maps and {@code null}
     */
    Map<String, Object> toMap();

    /** Not {@link Map#copyOf}: a JSON value may be {@code null}. */
    static Map<String, Object> unmodifiable(Map<String, Object> fields) {
        return fields.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
