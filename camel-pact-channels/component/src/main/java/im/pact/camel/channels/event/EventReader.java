/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.Map;

/** Reads what the service sends to a webhook. Events of v1 and v2 arrive at the same address and differ in their fields. */
public final class EventReader {

    /** Small values need many times their bytes in memory, and code that handles nested values needs stack for each level. */
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(100)
            .maxTokenCount(500_000)
            .build();

    private static final ObjectReader OBJECT = new ObjectMapper(
                    JsonFactory.builder().streamReadConstraints(LIMITS).build())
            .readerFor(new TypeReference<Map<String, Object>>() {})
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private EventReader() {}

    /**
     * Reads the JSON object in a body, in UTF-8 whatever its header says.
     *
     * @throws IllegalArgumentException if the body is not a JSON object, or nested too deep. The message quotes nothing
     */
    public static Map<String, Object> object(byte[] body) {
        Map<String, Object> object = null;
        try {
            object = OBJECT.readValue(body);
        } catch (IOException e) {
            // The text of the parser quotes the body.
        }
        if (object == null) {
            throw new IllegalArgumentException("The event is not a JSON object");
        }
        return object;
    }

    /** Whether the service only tests that the address is reachable: {@code {"source":"pact.im","operation":"test"}}. */
    public static boolean isProbe(Map<String, ?> body) {
        return body.get("source") instanceof String
                && "test".equals(body.get("operation"))
                && !body.containsKey("type");
    }

    /** The event in a body. */
    public static ChannelEvent event(Map<String, Object> body) {
        ChannelEvent event = null;
        if (body.get("object") instanceof Map<?, ?> object) {
            event = new V2Event(new EventFields(body, object)).read();
        } else if (body.get("data") instanceof Map<?, ?> data) {
            event = new V1Event(new EventFields(body, data)).read();
        } else if (V1Event.isQrCode(body)) {
            event = V1Event.qrCode(new EventFields(body, body));
        }
        return event == null ? other(body) : event;
    }

    private static OtherEvent other(Map<String, Object> body) {
        Object content = body.get("object") instanceof Map ? body.get("object") : body.get("data");
        EventFields fields = new EventFields(body, content instanceof Map<?, ?> map ? map : body);
        return new OtherEvent(fields.details(EventKey.ofBody(body)), fields.name());
    }
}
