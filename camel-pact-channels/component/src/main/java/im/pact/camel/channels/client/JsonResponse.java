/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import im.pact.camel.channels.client.ResponseReader.ErrorStatusException;
import im.pact.camel.channels.client.ResponseReader.MalformedResponseException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A small answer. The service puts its fields into {@code data} in some answers and beside {@code status} in others, so a field
 * is looked for in both places. What is not needed is read as far as it can be: a field of another kind counts as missing.
 */
final class JsonResponse {

    private static final Map<?, ?> NOTHING = Map.of();

    private final Map<String, Object> all;
    private final Map<?, ?> data;

    private JsonResponse(Map<String, Object> all) {
        this.all = all;
        this.data = all.get("data") instanceof Map<?, ?> map ? map : NOTHING;
    }

    /** Makes a reader of what makes a result of an answer. */
    static <T> ResponseReader<T> reader(Shape<T> shape) {
        return parser -> shape.of(read(parser));
    }

    /** The same where an answer without a body is a success too, as {@code 204 No Content} is. */
    static <T> ResponseReader<T> readerOfAnything(Shape<T> shape) {
        return parser -> shape.of(parser.nextToken() == null ? new JsonResponse(Map.of()) : readObject(parser));
    }

    private static JsonResponse read(JsonParser parser) throws IOException {
        if (parser.nextToken() == null) {
            throw new MalformedResponseException("it is empty");
        }
        return readObject(parser);
    }

    private static JsonResponse readObject(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new MalformedResponseException("the answer is not an object");
        }
        Map<String, Object> all = ResponseJson.object(parser);
        if ("errored".equals(all.get("status"))) {
            throw new ErrorStatusException();
        }
        return new JsonResponse(all);
    }

    /** Everything, as it came. */
    Map<String, Object> all() {
        return all;
    }

    String text(String name) {
        return text(field(name));
    }

    Long number(String name) {
        return number(field(name));
    }

    Boolean bool(String name) {
        return field(name) instanceof Boolean value ? value : null;
    }

    /** A field of a field that is an object. */
    <T> T inside(String name, String inner, Function<Object, T> read) {
        return field(name) instanceof Map<?, ?> map ? read.apply(map.get(inner)) : null;
    }

    /** The objects of a list. */
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

    /** A field that the result can't do without. */
    static <T> T needed(T value, String name) throws MalformedResponseException {
        if (value == null) {
            throw new MalformedResponseException("no " + name);
        }
        return value;
    }

    private Object field(String name) {
        return data.containsKey(name) ? data.get(name) : all.get(name);
    }

    static String text(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean ? value.toString() : null;
    }

    /** A whole number; the same in quotes is understood too. */
    static Long number(Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        try {
            return value instanceof String text ? Long.valueOf(text) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Makes a result of an answer. */
    @FunctionalInterface
    interface Shape<T> {

        T of(JsonResponse answer) throws MalformedResponseException;
    }
}
