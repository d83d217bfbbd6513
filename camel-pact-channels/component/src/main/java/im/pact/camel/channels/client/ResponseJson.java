/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Parses the JSON of responses. A separate class, so that Jackson's databind is not loaded before the first response. */
final class ResponseJson {

    /** A page of 100 channels has some hundred tokens. Small values need many times their bytes in memory. */
    private static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder().maxTokenCount(1_000_000).build();

    private static final ObjectMapper MAPPER =
            new ObjectMapper(JsonFactory.builder().streamReadConstraints(LIMITS).build());

    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private ResponseJson() {}

    static JsonParser parser(InputStream body) throws IOException {
        return MAPPER.createParser(body);
    }

    /** Reads the object that starts at the parser's current token. */
    static Map<String, Object> object(JsonParser parser) throws IOException {
        return parser.readValueAs(FIELDS);
    }
}
