/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import wiremock.com.fasterxml.jackson.core.JsonProcessingException;
import wiremock.com.fasterxml.jackson.core.type.TypeReference;
import wiremock.com.fasterxml.jackson.databind.DeserializationFeature;
import wiremock.com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Reads and writes JSON as maps, lists and plain values. It uses the Jackson inside WireMock's jar, so that the sandbox
 * needs no other.
 */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    private Json() {}

    /** An object with its fields in the order of the arguments. Values may be null. */
    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    /** Reads a request body; rejects the request if it is not a JSON object. */
    static Map<String, Object> readObject(String text) {
        try {
            Map<String, Object> object = MAPPER.readValue(text, OBJECT);
            return object == null ? Map.of() : object;
        } catch (JsonProcessingException e) {
            throw ApiError.badRequest("invalid_json", "The body is not a JSON object");
        }
    }

    static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The response cannot be written as JSON", e);
        }
    }
}
