/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Masks the secrets of one request in texts from outside: an error page may show the request, and HttpClient quotes bytes
 * that it could not parse. A secret is recognized as plain text, JSON-escaped and form-encoded.
 */
final class Redaction {

    private static final String MASK = "******";

    /** Shorter values would match ordinary text. */
    private static final int SHORTEST = 4;

    /** Longest first: one may be part of another. */
    private final List<String> secrets;

    /**
     * @param apiToken       the token of the API
     * @param requestSecrets the secrets of the request, also in lists and maps
     */
    Redaction(String apiToken, Collection<?> requestSecrets) {
        Set<String> found = new LinkedHashSet<>();
        addSpellings(found, apiToken);
        addTexts(found, requestSecrets);
        secrets = found.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** Masks the secrets in a text. */
    String of(String text) {
        String redacted = text;
        for (String secret : secrets) {
            redacted = redacted == null ? null : redacted.replace(secret, MASK);
        }
        return redacted;
    }

    /** Masks the secrets in a text that was cut, which may end with the beginning of a secret. */
    String ofCut(String text) {
        String redacted = of(text);
        int partial = secrets.stream()
                .mapToInt(secret -> partialLength(redacted, secret))
                .max()
                .orElse(0);
        return partial == 0 ? redacted : redacted.substring(0, redacted.length() - partial) + MASK;
    }

    /** The length of the beginning of the secret at the end of the text. */
    private static int partialLength(String text, String secret) {
        int length = Math.min(secret.length() - 1, text.length());
        while (length > 0 && !text.regionMatches(text.length() - length, secret, 0, length)) {
            length--;
        }
        return length;
    }

    /** Whether the message of an exception or of its causes contains a secret. */
    boolean isNeededFor(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            String message = each.getMessage();
            if (message != null && secrets.stream().anyMatch(message::contains)) {
                return true;
            }
        }
        return false;
    }

    private static void addTexts(Set<String> found, Object value) {
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(inner -> addTexts(found, inner));
        } else if (value instanceof Collection<?> collection) {
            collection.forEach(element -> addTexts(found, element));
        } else if (value instanceof CharSequence text && text.length() >= SHORTEST) {
            addSpellings(found, text.toString());
        }
    }

    private static void addSpellings(Set<String> found, String secret) {
        found.add(secret);
        String json = String.valueOf(JsonStringEncoder.getInstance().quoteAsString(secret));
        found.add(json);
        found.add(json.replace("/", "\\/"));
        found.add(ascii(json, "\\u%04x"));
        found.add(ascii(json, "\\u%04X"));
        String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        found.add(form);
        found.add(form.replace("+", "%20"));
    }

    private static String ascii(String text, String format) {
        StringBuilder ascii = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            if (c < 0x80) {
                ascii.append((char) c);
            } else {
                ascii.append(String.format(Locale.ROOT, format, c));
            }
        });
        return ascii.toString();
    }
}
