/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads JSON up to the point where it is cut or malformed: the body of an error may be both. */
final class PartialJson {

    /** The texts of an error are not deeper. */
    private static final int MAX_DEPTH = 100;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private Object root;

    private PartialJson() {}

    /**
     * The first JSON value of a text.
     *
     * @return maps, lists, strings, numbers, booleans; {@code null} if the text does not start with JSON
     */
    static Object read(String text) {
        PartialJson json = new PartialJson();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != null) {
                readValue(parser, value -> json.root = value);
            }
        } catch (IOException e) {
            // The values before this point count.
        }
        return json.root;
    }

    /** The fields of the JSON object at the start of a text, empty if there is none. */
    @SuppressWarnings("unchecked") // This class has made the map.
    static Map<String, Object> readObject(String text) {
        return read(text) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** Passes maps and lists on before their content is read. */
    private static void readValue(JsonParser parser, Consumer<Object> target) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                target.accept(object);
                for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                    String key = name;
                    parser.nextToken();
                    readValue(parser, value -> object.put(key, value));
                }
            }
            case START_ARRAY -> {
                List<Object> array = new ArrayList<>();
                target.accept(array);
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    readValue(parser, array::add);
                }
            }
            case VALUE_STRING -> target.accept(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> target.accept(parser.getNumberValue());
            case VALUE_TRUE -> target.accept(true);
            case VALUE_FALSE -> target.accept(false);
            default -> target.accept(null);
        }
    }
}
