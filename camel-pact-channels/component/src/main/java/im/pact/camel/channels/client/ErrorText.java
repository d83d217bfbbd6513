/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import im.pact.camel.channels.request.LogText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the readable texts in the body of an error response. The API documents no format for errors, so all common ones are
 * read: texts under the usual names at any depth, lists of errors, and texts per field ({@code {"phone":["is invalid"]}}). The
 * body may also be HTML, text, empty, or truncated JSON.
 */
final class ErrorText {

    /** Names of texts in order of preference, in the form of {@link #plain}. */
    private static final List<String> TEXTS = List.of(
            "detail",
            "title",
            "message",
            "errormessage",
            "description",
            "msg",
            "errormsg",
            "error",
            "errordescription",
            "details",
            "reason",
            "code",
            "errorcode");

    /** Names that describe an error besides its text. An object with other names has a text for each field of the request. */
    private static final List<String> ATTRIBUTES =
            List.of("status", "statuscode", "type", "id", "source", "meta", "links", "timestamp", "path", "requestid");

    /** Names of the attribute that contains the field of the request. */
    private static final List<String> FIELD_NAMES = List.of("field", "param", "parameter", "attribute", "property");

    private static final Pattern SEPARATOR = Pattern.compile("[_ -]");

    /** The name that Rails uses for errors that belong to no field. */
    private static final String NO_FIELD = "base";

    private ErrorText() {}

    /**
     * The readable texts in a body.
     *
     * @param body   the body, or the beginning of it
     * @param redact removes secrets from a text
     * @return one line of at most 300 characters, or {@code null} if there is no text
     */
    static String find(String body, UnaryOperator<String> redact) {
        Object json = PartialJson.read(body);
        boolean structured = json instanceof Map<?, ?> || json instanceof Collection<?>;
        return LogText.ofText(redact.apply(structured ? in(json) : HtmlText.of(body)));
    }

    /**
     * The texts in a JSON value that describes a failure.
     *
     * @return the texts, separated by semicolons, or {@code null} if there is none
     */
    static String in(Object value) {
        if (value == null) {
            return null;
        }
        List<String> texts = value instanceof Map<?, ?> object ? ofRoot(object) : ofErrors(value, null);
        return texts.isEmpty() ? null : String.join("; ", new LinkedHashSet<>(texts));
    }

    /** Rails writes the texts of fields also without {@code errors} around them. */
    private static List<String> ofRoot(Map<?, ?> object) {
        boolean onlyFields = object.get("errors") == null
                && object.get("error") == null
                && object.get("details") == null
                && object.values().stream().allMatch(ErrorText::isListOfTexts);
        List<String> texts = onlyFields ? List.of() : ofObject(object);
        if (texts.isEmpty()) {
            Map<Object, Object> fields = new LinkedHashMap<>(object);
            fields.values().removeIf(value -> !isListOfTexts(value));
            texts = ofFields(fields, null);
        }
        return texts;
    }

    /** The errors in an object, otherwise its own texts, otherwise the texts of the first inner value that has some. */
    private static List<String> ofObject(Map<?, ?> object) {
        List<String> texts = new ArrayList<>(ofErrors(object.get("errors"), null));
        if (texts.isEmpty() && object.get("error") instanceof Map<?, ?> error) {
            texts.addAll(hasOwnText(error) ? ofError(error, null) : ofFields(error, null));
        }
        if (texts.isEmpty()) {
            texts.addAll(ownTexts(object, null));
            texts.addAll(ofInner(object.get("details")));
        }
        for (Object inner : object.values()) {
            if (texts.isEmpty()) {
                texts.addAll(ofInner(inner));
            }
        }
        return texts;
    }

    private static List<String> ofInner(Object value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof Map<?, ?> object) {
            texts.addAll(ofObject(object));
        } else if (value instanceof Collection<?> elements) {
            for (Object element : elements) {
                if (element instanceof Map<?, ?> object) {
                    texts.addAll(ofObject(object));
                }
            }
        }
        return texts;
    }

    /**
     * The texts in the value of {@code errors}, or of one of its fields.
     *
     * @param field the field of the request that the value belongs to, or {@code null}
     */
    private static List<String> ofErrors(Object value, String field) {
        List<String> texts = new ArrayList<>();
        if (isText(value)) {
            texts.add(withField(field, value.toString()));
        } else if (value instanceof Collection<?> elements) {
            for (Object element : elements) {
                texts.addAll(element instanceof Map<?, ?> error ? ofError(error, field) : ofErrors(element, field));
            }
        } else if (value instanceof Map<?, ?> map) {
            texts.addAll(isError(map) ? ofError(map, field) : ofFields(map, field));
        }
        return texts;
    }

    private static List<String> ofError(Map<?, ?> error, String field) {
        List<String> texts = ownTexts(error, field);
        return texts.isEmpty() ? ofFields(error, field) : texts;
    }

    /** Whether the value of {@code errors} describes one error, and not the errors of each field of the request. */
    private static boolean isError(Map<?, ?> object) {
        return object.entrySet().stream().allMatch(entry -> {
            String name = plain(entry.getKey());
            return ATTRIBUTES.contains(name)
                    || FIELD_NAMES.contains(name)
                    || TEXTS.contains(name) && !(entry.getValue() instanceof Collection<?>);
        });
    }

    private static boolean hasOwnText(Map<?, ?> object) {
        return object.entrySet().stream()
                .anyMatch(entry -> TEXTS.contains(plain(entry.getKey())) && isText(entry.getValue()));
    }

    private static List<String> ofFields(Map<?, ?> fields, String parent) {
        List<String> texts = new ArrayList<>();
        for (Map.Entry<?, ?> entry : fields.entrySet()) {
            String name = entry.getKey().toString();
            String field = name.equals(NO_FIELD) ? parent : parent == null ? name : parent + "." + name;
            texts.addAll(ofErrors(entry.getValue(), field));
        }
        return texts;
    }

    /** The texts under the best name that has some. */
    private static List<String> ownTexts(Map<?, ?> object, String parent) {
        String field = field(object, parent);
        List<String> best = List.of();
        int bestRank = TEXTS.size();
        for (Map.Entry<?, ?> entry : object.entrySet()) {
            int rank = TEXTS.indexOf(plain(entry.getKey()));
            if (rank >= 0 && rank < bestRank) {
                List<String> texts = textsIn(entry.getValue(), field);
                if (!texts.isEmpty()) {
                    best = texts;
                    bestRank = rank;
                }
            }
        }
        return best;
    }

    /** A text, or the texts in a list. */
    private static List<String> textsIn(Object value, String field) {
        Stream<?> values = value instanceof Collection<?> list ? list.stream() : Stream.of(value);
        return values.filter(ErrorText::isText)
                .map(text -> withField(field, text.toString()))
                .toList();
    }

    /** The field of the request that an error names. */
    private static String field(Map<?, ?> error, String parent) {
        for (Map.Entry<?, ?> attribute : error.entrySet()) {
            if (FIELD_NAMES.contains(plain(attribute.getKey())) && isText(attribute.getValue())) {
                return attribute.getValue().toString();
            }
        }
        if (error.get("source") instanceof Map<?, ?> source) {
            Object pointer = source.get("pointer") == null ? source.get("parameter") : source.get("pointer");
            return isText(pointer) ? pointer.toString().replaceAll(".*/", "") : parent;
        }
        return parent;
    }

    private static String withField(String field, String text) {
        return field == null || names(text, field) ? text : field + " " + text;
    }

    private static boolean names(String text, String field) {
        Pattern word =
                Pattern.compile("\\b" + Pattern.quote(field.replace('_', ' ')) + "\\b", Pattern.CASE_INSENSITIVE);
        return word.matcher(text.replace('_', ' ')).find();
    }

    private static boolean isListOfTexts(Object value) {
        return value instanceof Collection<?> list && list.stream().allMatch(String.class::isInstance);
    }

    private static boolean isText(Object value) {
        return value instanceof Number || value instanceof String text && !text.isBlank();
    }

    /** Without case and separators: {@code errorMessage}, {@code error_message} and {@code Error-Message} are one name. */
    private static String plain(Object name) {
        return SEPARATOR.matcher(name.toString().toLowerCase(Locale.ROOT)).replaceAll("");
    }
}
