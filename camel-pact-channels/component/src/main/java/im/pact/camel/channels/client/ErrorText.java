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
 * Finds what a person can read in the body of a refusal. No format of it is published, so it takes the first text under one of
 * the names that are known to carry one, wherever it stands, and lives with HTML, nothing at all, and JSON that was cut off.
 */
final class ErrorText {

    /** The best first. */
    private static final List<String> NAMES =
            List.of("detail", "title", "message", "error", "error_description", "details", "reason", "code", "errors");

    private static final JsonFactory JSON = new JsonFactory();

    private ErrorText() {}

    /** The text for people in the beginning of a body, as it is. */
    static String find(byte[] body) {
        return find(body, UnaryOperator.identity());
    }

    /**
     * The text for people in the beginning of a body.
     *
     * @param body   the beginning of the body
     * @param redact takes out of a text what must not be repeated
     * @return one line of at most 300 characters, or {@code null} when there is nothing to read
     */
    static String find(byte[] body, UnaryOperator<String> redact) {
        String[] found = new String[NAMES.size()];
        boolean json = walk(body, (name, value, depth) -> {
            int rank = NAMES.indexOf(name);
            if (rank >= 0 && found[rank] == null) {
                found[rank] = LogText.ofText(redact.apply(value));
            }
        });
        for (String text : found) {
            if (text != null) {
                return text;
            }
        }
        return json
                ? null
                : LogText.ofText(redact.apply(new String(body, StandardCharsets.UTF_8).replaceAll("<[^<>]*>", " ")));
    }

    /** Whether the beginning of a body says {@code "status":"errored"}, whatever else it says. */
    static boolean saysErrored(byte[] body) {
        boolean[] errored = {false};
        walk(
                body,
                (name, value, depth) -> errored[0] |= depth == 1 && name.equals("status") && value.equals("errored"));
        return errored[0];
    }

    /** Shows every text and number, as far as it can be parsed. Returns whether it looked like JSON. */
    private static boolean walk(byte[] body, Visitor visitor) {
        boolean json = false;
        int depth = 0;
        try (JsonParser parser = JSON.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                json |= token.isStructStart();
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
                    visitor.visit(nameOf(parser), parser.getText(), depth);
                }
            }
        } catch (IOException e) {
            // What was found before the cut still counts.
        }
        return json;
    }

    private interface Visitor {

        void visit(String name, String value, int depth);
    }

    /** The field that the current value belongs to, also as an element of the field's list. */
    private static String nameOf(JsonParser parser) {
        var context = parser.getParsingContext();
        String name = context.inArray() && context.getParent() != null
                ? context.getParent().getCurrentName()
                : context.getCurrentName();
        return name == null ? "" : name;
    }
}
