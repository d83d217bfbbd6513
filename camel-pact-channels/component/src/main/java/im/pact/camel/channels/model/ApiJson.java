/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** JSON: the one way from a result to maps, text, bytes and trees in the API's own form, and from the text of an object to a map. */
public final class ApiJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final TypeReference<LinkedHashMap<String, Object>> FIELDS = new TypeReference<>() {};

    private static final ObjectWriter WRITER = MAPPER.writer();
    private static final ObjectWriter ASCII_WRITER = WRITER.with(JsonWriteFeature.ESCAPE_NON_ASCII);
    private static final ObjectReader OBJECT_READER =
            MAPPER.readerFor(FIELDS).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ApiJson() {}

    /** Records become maps, lists of records lists of maps; anything else is JSON already. */
    public static Object plain(Object result) {
        if (result instanceof ApiObject object) {
            return object.toMap();
        }
        if (result instanceof List<?> list) {
            return list.stream().map(ApiJson::plain).collect(Collectors.toCollection(ArrayList::new));
        }
        return result;
    }

    public static String text(Object result) {
        return text(WRITER, result);
    }

    /** In ASCII alone, for places that can be cut at any byte. */
    public static String ascii(Object result) {
        return text(ASCII_WRITER, result);
    }

    private static String text(ObjectWriter writer, Object result) {
        try {
            return writer.writeValueAsString(plain(result));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(Object result) {
        try {
            return MAPPER.writeValueAsBytes(plain(result));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fields of a JSON object; {@code null} if the text is not a JSON object. */
    public static Map<String, Object> object(String text) {
        try {
            return OBJECT_READER.readValue(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** The fields of a JSON object. */
    public static Map<String, Object> object(JsonNode node) {
        try {
            return OBJECT_READER.readValue(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value with JSON trees replaced by texts, numbers, booleans, lists and maps, also within a map or a list. */
    public static Object withoutTrees(Object value) {
        if (value instanceof JsonNode node) {
            return valueOf(node);
        } else if (value instanceof Map<?, ?> map && containsTree(map.values())) {
            Map<Object, Object> values = new LinkedHashMap<>();
            map.forEach((name, element) -> values.put(name, withoutTrees(element)));
            return values;
        } else if (value instanceof Collection<?> collection && containsTree(collection)) {
            List<Object> values = new ArrayList<>();
            collection.forEach(element -> values.add(withoutTrees(element)));
            return values;
        }
        return value;
    }

    private static boolean containsTree(Collection<?> values) {
        for (Object value : values) {
            if (value instanceof JsonNode) {
                return true;
            }
        }
        return false;
    }

    private static Object valueOf(JsonNode node) {
        try {
            return MAPPER.treeToValue(node, Object.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode tree(Object result) {
        return MAPPER.valueToTree(plain(result));
    }
}
