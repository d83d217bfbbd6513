/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A result that is a JSON object of the API. JSON libraries write it as that object. */
public interface ApiObject extends ApiResult {

    /**
     * The fields under their names in the API, in the order of the API, including unknown fields.
     *
     * @return a new map of JSON values: text, numbers, booleans, lists, maps and {@code null}
     */
    @JsonValue
    Map<String, Object> toMap();

    /** Not {@link Map#copyOf}: a JSON value may be {@code null}. */
    static Map<String, Object> unmodifiable(Map<String, Object> fields) {
        return fields.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
