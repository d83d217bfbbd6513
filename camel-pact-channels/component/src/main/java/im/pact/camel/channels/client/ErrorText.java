/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import im.pact.camel.channels.request.LogText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Finds the readable text in the body of an error response. The API documents no format for errors: the text is the first value
 * of one of the field names that usually carry one, at any depth. The body may also be HTML, empty, or truncated JSON.
 */
final class ErrorText {

    /** In order of preference. */
    private static final List<String> NAMES =
            List.of("detail", "title", "message", "error", "error_description", "details", "reason", "code", "errors");

    private static final JsonFactory JSON = new JsonFactory();

    private ErrorText() {}

    /**
     * The readable text in the beginning of a body.
     *
     * @param body   the beginning of the body
     * @param redact removes secrets from a text
     * @return one line of at most 300 characters, or {@code null} if there is no text
     */
    static String find(byte[] body, UnaryOperator<String> redact) {
        String[] found = new String[NAMES.size()];
        boolean json = false;
        try (JsonParser parser = JSON.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                json |= token.isStructStart();
                boolean text = token == JsonToken.VALUE_STRING || token.isNumeric();
                int rank = text ? NAMES.indexOf(fieldName(parser)) : -1;
                if (rank >= 0 && found[rank] == null) {
                    found[rank] = LogText.ofText(redact.apply(parser.getText()));
                }
            }
        } catch (IOException e) {
            // Truncated: the fields before the cut count.
        }
        for (String text : found) {
            if (text != null) {
                return text;
            }
        }
        return json
                ? null
                : LogText.ofText(redact.apply(new String(body, StandardCharsets.UTF_8).replaceAll("<[^<>]*>", " ")));
    }

    /** Whether the beginning of a body says {@code "status":"errored"}. */
    static boolean saysErrored(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                if (name.equals("status") && parser.getText().equals("errored")) {
                    return true;
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            // Truncated: the fields before the cut count.
        }
        return false;
    }

    /** The name of the field that the current value belongs to, directly or as an element of a list; empty without a field. */
    private static String fieldName(JsonParser parser) {
        var context = parser.getParsingContext();
        String name = context.inArray() && context.getParent() != null
                ? context.getParent().getCurrentName()
                : context.getCurrentName();
        return name == null ? "" : name;
    }
}
