/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;

/**
 * Reads the delay that a response requests before the next request. The API documents no format, so all common ones are read:
 * headers, fields of a JSON body, and texts. {@link WaitText} reads the values.
 */
final class RetryAfter {

    /** The end of the current window, in order of preference. Many services send it with every response, so it means a delay only with 429. */
    private static final String[] RESET_HEADERS = {"X-RateLimit-Reset-After", "RateLimit-Reset", "X-RateLimit-Reset"};

    /** In the header {@code RateLimit}: {@code limit=100, remaining=0, reset=50} or {@code "default";r=0;t=50}. */
    private static final Pattern RESET_PARAMETER = Pattern.compile("(?:\\breset|;\\s*t)=(\\d{1,9})\\b");

    /** Names such as {@code retry_after}, {@code retryDelay} or {@code wait_seconds}, in lower case and without separators. */
    private static final Pattern FIELD = Pattern.compile(
            "(?:retry(?:after|in|at|delay)|wait(?:for|time)?|reset(?:after|in|at))(?:s|secs?|seconds?|(ms|millis(?:econds)?))?");

    private static final JsonFactory JSON = new JsonFactory();

    private RetryAfter() {}

    /**
     * The requested delay.
     *
     * @param body the body of the response, or the beginning of it
     * @param now  the current time
     * @return the delay, never negative, or {@code null} if the response does not request one
     */
    static Duration of(HttpResponse response, String body, Instant now) {
        Duration delay = ofHeader(response, "Retry-After-Ms", " ms", now);
        if (delay == null) {
            delay = ofHeader(response, HttpHeaders.RETRY_AFTER, "", now);
        }
        if (delay == null) {
            delay = ofBody(body, now);
        }
        return delay == null && response.getCode() == HttpStatus.SC_TOO_MANY_REQUESTS ? ofReset(response, now) : delay;
    }

    private static Duration ofHeader(HttpResponse response, String name, String unit, Instant now) {
        Header header = response.getFirstHeader(name);
        return header == null || header.getValue() == null ? null : WaitText.parse(header.getValue() + unit, now);
    }

    private static Duration ofReset(HttpResponse response, Instant now) {
        for (String name : RESET_HEADERS) {
            Duration delay = ofHeader(response, name, "", now);
            if (delay != null) {
                return delay;
            }
        }
        Header header = response.getFirstHeader("RateLimit");
        Matcher parameter = RESET_PARAMETER.matcher(header == null ? "" : header.getValue());
        return parameter.find() ? WaitText.parse(parameter.group(1), now) : null;
    }

    /** A field that contains a delay, otherwise the first text that requests one. */
    private static Duration ofBody(String body, Instant now) {
        Duration text = null;
        try (JsonParser parser = JSON.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (!token.isNumeric() && token != JsonToken.VALUE_STRING) {
                    continue;
                }
                Duration delay = ofField(parser.currentName(), parser.getText(), now);
                if (delay != null) {
                    return delay;
                } else if (text == null && token == JsonToken.VALUE_STRING) {
                    text = WaitText.find(parser.getText());
                }
            }
            return text;
        } catch (IOException e) {
            // Truncated, or not JSON.
            return text != null ? text : WaitText.find(body.replaceAll("<[^<>]*>", " "));
        }
    }

    private static Duration ofField(String name, String value, Instant now) {
        Matcher field =
                FIELD.matcher(name == null ? "" : name.replaceAll("[_ -]", "").toLowerCase(Locale.ROOT));
        return field.matches() ? WaitText.parse(field.group(1) == null ? value : value + " ms", now) : null;
    }
}
