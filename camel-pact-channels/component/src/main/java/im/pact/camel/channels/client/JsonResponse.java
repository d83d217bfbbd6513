/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import im.pact.camel.channels.client.ResponseReader.MalformedResponseException;
import im.pact.camel.channels.model.JsonValues;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A response that is a small JSON object. The service puts the fields of some responses into {@code data}, and of others next to
 * {@code status}, so both places are searched. A field of an unexpected type counts as missing.
 */
final class JsonResponse {

    private static final Map<?, ?> NO_DATA = Map.of();

    private final Map<String, Object> all;
    private final Map<?, ?> data;
    private final Envelope envelope;

    private JsonResponse(Map<String, Object> all) {
        this.all = all;
        this.envelope = Envelope.of(all);
        this.data = all.get("data") instanceof Map<?, ?> map ? map : NO_DATA;
    }

    /** A reader of results. */
    static <T> ResponseReader<T> reader(Function<JsonResponse, T> result) {
        return parser -> result.apply(read(parser));
    }

    /** A reader of results that accepts an empty body, as in {@code 204 No Content}. */
    static <T> ResponseReader<T> readerOfOptional(Function<JsonResponse, T> result) {
        return parser -> result.apply(parser.nextToken() == null ? new JsonResponse(Map.of()) : readObject(parser));
    }

    private static JsonResponse read(JsonParser parser) throws IOException {
        if (parser.nextToken() == null) {
            throw new MalformedResponseException("empty body");
        }
        return readObject(parser);
    }

    private static JsonResponse readObject(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new MalformedResponseException("the response is not an object");
        }
        JsonResponse response = new JsonResponse(ResponseJson.object(parser));
        response.envelope.check();
        return response;
    }

    /**
     * Requires a sign of success, for results that have no required field.
     *
     * @param documented whether the response has other content that the API document shows for a success
     */
    void requireSuccess(boolean documented) {
        if (!envelope.isSuccessful() && !documented) {
            throw new MalformedResponseException("no status");
        }
    }

    /** All fields, as received. */
    Map<String, Object> all() {
        return all;
    }

    String text(String name) {
        return JsonValues.text(field(name));
    }

    Long number(String name) {
        return JsonValues.number(field(name));
    }

    /** A boolean, also as text or as 1 and 0. */
    Boolean bool(String name) {
        String value = text(name);
        if ("true".equalsIgnoreCase(value) || "1".equals(value)) {
            return true;
        }
        return "false".equalsIgnoreCase(value) || "0".equals(value) ? false : null;
    }

    /** Whether the response has a value for one of these fields. */
    boolean hasAny(String... names) {
        for (String name : names) {
            if (field(name) != null) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** A required whole number of 64 bits. */
    long requiredNumber(String name) {
        Object value = field(name);
        Long number = JsonValues.number(value);
        if (number == null && JsonValues.text(value) != null) {
            throw new MalformedResponseException("data." + name + " is not a 64-bit number: " + value);
        }
        return required(number, "data." + name);
    }

    /** A field of an object inside the response. */
    <T> T inside(String name, String inner, Function<Object, T> read) {
        return field(name) instanceof Map<?, ?> map ? read.apply(map.get(inner)) : null;
    }

    /** The objects in a list. */
    List<Map<?, ?>> objects(String name) {
        return field(name) instanceof List<?> list
                ? list.stream()
                        .<Map<?, ?>>mapMulti((element, found) -> {
                            if (element instanceof Map<?, ?> map) {
                                found.accept(map);
                            }
                        })
                        .toList()
                : List.of();
    }

    /** A required value. */
    static <T> T required(T value, String name) {
        if (value == null) {
            throw new MalformedResponseException("no " + name);
        }
        return value;
    }

    /** A field of any type. */
    Object field(String name) {
        return data.containsKey(name) ? data.get(name) : all.get(name);
    }
}
