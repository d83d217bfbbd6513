/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * A result that is also a read-only map of its fields, under their names in the API. Libraries that read JSON documents from lists and
 * maps, such as JsonPath, read a list of these results as they read parsed JSON.
 */
interface FieldMap extends ApiObject, Map<String, Object> {

    private Map<String, Object> fields() {
        return Collections.unmodifiableMap(toMap());
    }

    @Override
    default int size() {
        return fields().size();
    }

    @Override
    default boolean isEmpty() {
        return fields().isEmpty();
    }

    @Override
    default boolean containsKey(Object key) {
        return fields().containsKey(key);
    }

    @Override
    default boolean containsValue(Object value) {
        return fields().containsValue(value);
    }

    @Override
    default Object get(Object key) {
        return fields().get(key);
    }

    @Override
    default Set<String> keySet() {
        return fields().keySet();
    }

    @Override
    default Collection<Object> values() {
        return fields().values();
    }

    @Override
    default Set<Entry<String, Object>> entrySet() {
        return fields().entrySet();
    }

    @Override
    default Object put(String key, Object value) {
        return fields().put(key, value);
    }

    @Override
    default Object remove(Object key) {
        return fields().remove(key);
    }

    @Override
    default void putAll(Map<? extends String, ?> other) {
        fields().putAll(other);
    }

    @Override
    default void clear() {
        fields().clear();
    }
}
