/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Finds what a person can read in the body of a refusal. No format of it is published, so it takes the first text under one of
 * the names that are known to carry one, wherever it stands, and lives with HTML, nothing at all, and JSON that was cut off.
 */
final class ErrorText {

    /** The best first. */
    private static final List<String> NAMES =
            List.of("detail", "title", "message", "error", "error_description", "details", "reason", "code");

    private static final int LIMIT = 300;

    private static final JsonFactory JSON = new JsonFactory();

    private ErrorText() {}

    /**
     * The text for people in the beginning of a body.
     *
     * @param body the beginning of the body
     * @return one line of at most 300 characters, or {@code null} when there is nothing to read
     */
    static String find(byte[] body) {
        String[] found = new String[NAMES.size()];
        boolean json = collect(body, found);
        for (String text : found) {
            if (text != null) {
                return text;
            }
        }
        return json ? null : oneLine(new String(body, StandardCharsets.UTF_8).replaceAll("(?s)<[^>]*>", " "));
    }

    /** Returns whether it looked like JSON, even if it ends too early. */
    private static boolean collect(byte[] body, String[] found) {
        boolean json = false;
        try (JsonParser parser = JSON.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                json |= token.isStructStart();
                int rank = token.isScalarValue() ? NAMES.indexOf(nameOf(parser)) : -1;
                if (rank >= 0 && found[rank] == null) {
                    found[rank] = oneLine(parser.getValueAsString());
                }
            }
        } catch (IOException e) {
            // What was found before the cut still counts.
        }
        return json;
    }

    /** The field that the current value belongs to, also as an element of the field's list. */
    private static String nameOf(JsonParser parser) {
        var context = parser.getParsingContext();
        String name = context.inArray() && context.getParent() != null
                ? context.getParent().getCurrentName()
                : context.getCurrentName();
        return name == null ? "" : name;
    }

    private static String oneLine(String text) {
        if (text == null) {
            return null;
        }
        String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        if (line.isEmpty()) {
            return null;
        }
        return line.length() <= LIMIT ? line : line.substring(0, LIMIT) + "…";
    }
}
