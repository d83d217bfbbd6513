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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
            return list.stream().map(ApiJson::plain).toList();
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

    /** The value of a JSON tree as Java has it: a text, a number, a boolean, a list, a map or {@code null}; other values as they are. */
    public static Object unwrapped(Object value) {
        try {
            return value instanceof JsonNode node ? MAPPER.treeToValue(node, Object.class) : value;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode tree(Object result) {
        return MAPPER.valueToTree(plain(result));
    }
}
