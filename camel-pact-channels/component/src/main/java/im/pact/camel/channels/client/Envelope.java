/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import im.pact.camel.channels.client.ResponseReader.ErrorStatusException;
import im.pact.camel.channels.client.ResponseReader.MalformedResponseException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The fields of a 2xx response that say whether the request succeeded. No other class knows their words. They are next to
 * {@code data}, and count inside {@code data} unless it holds a result: the {@code error} of a job describes its delivery, not
 * the request.
 */
final class Envelope {

    /** The words of the API document. */
    private static final Set<String> SUCCESS_WORDS = Set.of("ok", "created", "updated", "deleted");

    private static final Pattern FAILURE_WORD =
            Pattern.compile("(error|fail|invalid|denied|rejected).*|no|false", Pattern.DOTALL);

    private static final List<String> WORD_FIELDS = List.of("status", "result");
    private static final String FLAG_FIELD = "success";
    private static final List<String> ERROR_FIELDS = List.of("error", "errors", "error_message", "error_description");

    /** Ways to say that there is no error. */
    private static final Set<String> NO_ERROR = Set.of("", "false", "0", "no", "none", "null", "ok");

    private static final List<String> RESULT_FIELDS = List.of("id", "external_id", "channels", "exists");

    private boolean rejected;
    private boolean successful;

    /** A field with a word that is not in the API document, and the word; {@code null} if all words are in the document. */
    private String undocumented;

    private Envelope() {}

    /** The envelope of a response; of a part of it, if the response was cut. */
    static Envelope of(Map<?, ?> response) {
        Envelope envelope = new Envelope();
        envelope.undocumented = envelope.read(response);
        if (response.get("data") instanceof Map<?, ?> data && !holdsResult(data)) {
            envelope.read(data);
        }
        return envelope;
    }

    /** Whether a field next to {@code data} belongs to the envelope. */
    static boolean hasField(String name) {
        return WORD_FIELDS.contains(name) || ERROR_FIELDS.contains(name) || name.equals(FLAG_FIELD);
    }

    /**
     * Ends the reading of a response that is not a success.
     *
     * @throws ErrorStatusException       if the service has rejected the request
     * @throws MalformedResponseException if the response has a word that the API document does not have
     */
    void check() {
        checkNotRejected();
        if (!successful && undocumented != null) {
            throw new MalformedResponseException(undocumented);
        }
    }

    /** @throws ErrorStatusException if the service has rejected the request */
    void checkNotRejected() {
        if (rejected) {
            throw new ErrorStatusException();
        }
    }

    /** Whether the service has rejected the request. */
    boolean isRejected() {
        return rejected;
    }

    /** Whether the response has a word for success. Some successful responses have none. */
    boolean isSuccessful() {
        return successful;
    }

    /** Looks for success and failure. Returns the first field with an unknown word, and the word; otherwise {@code null}. */
    private String read(Map<?, ?> fields) {
        String other = null;
        for (String name : WORD_FIELDS) {
            String word = word(fields.get(name));
            if (SUCCESS_WORDS.contains(word)) {
                successful = true;
            } else if (isFailure(word)) {
                rejected = true;
            } else if (!word.isEmpty() && other == null) {
                other = name + " \"" + fields.get(name) + "\"";
            }
        }
        String flag = word(fields.get(FLAG_FIELD));
        successful |= flag.equals("true") || flag.equals("1");
        rejected |= flag.equals("0") || isFailure(flag);
        for (String name : ERROR_FIELDS) {
            rejected |= hasContent(fields.get(name));
        }
        return other;
    }

    private static boolean isFailure(String word) {
        return !word.isEmpty() && FAILURE_WORD.matcher(word).matches();
    }

    private static boolean holdsResult(Map<?, ?> data) {
        for (String name : RESULT_FIELDS) {
            if (data.get(name) != null) {
                return true;
            }
        }
        return false;
    }

    /** A text, number or boolean as a word in lower case; empty for other values. */
    private static String word(Object value) {
        boolean word = value != null && !(value instanceof Map) && !(value instanceof Collection);
        return word ? value.toString().strip().toLowerCase(Locale.ROOT) : "";
    }

    private static boolean hasContent(Object error) {
        if (error instanceof Map<?, ?> map) {
            return hasContent(map.values());
        } else if (error instanceof Collection<?> values) {
            for (Object value : values) {
                if (hasContent(value)) {
                    return true;
                }
            }
            return false;
        }
        return !NO_ERROR.contains(word(error));
    }
}
