/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The parameters of a request, merged from query and form or JSON body; the body takes precedence. The document calls
 * all of them "query parameters" and shows them as forms.
 *
 * <p>Methods that require a certain type reject the request with a message that names the parameter.
 */
final class Parameters {

    private static final Pattern PHONE = Pattern.compile("[0-9]{5,15}");
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");

    private final Map<String, Object> values;

    private Parameters(Map<String, Object> values) {
        this.values = values;
    }

    static Parameters of(SandboxRequest request) {
        Map<String, Object> values = new LinkedHashMap<>();
        FormDecoder.decodeInto(values, request.query());
        if (!request.body().isBlank()) {
            values.putAll(bodyOf(request));
        }
        return new Parameters(values);
    }

    /** Stored parameters of earlier requests. */
    static Parameters of(Map<String, Object> values) {
        return new Parameters(values);
    }

    /** The parameters of the query only. */
    static Parameters ofQuery(SandboxRequest request) {
        Map<String, Object> values = new LinkedHashMap<>();
        FormDecoder.decodeInto(values, request.query());
        return new Parameters(values);
    }

    private static Map<String, Object> bodyOf(SandboxRequest request) {
        String body = request.body();
        String contentType = request.contentType() == null ? "" : request.contentType();
        String mimeType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        boolean looksLikeJson = body.stripLeading().startsWith("{");
        if (mimeType.equals("application/json") || (mimeType.isEmpty() && looksLikeJson)) {
            return Json.readObject(body);
        }
        if (mimeType.equals("application/x-www-form-urlencoded") || mimeType.isEmpty()) {
            Map<String, Object> form = new LinkedHashMap<>();
            FormDecoder.decodeInto(form, body);
            return form;
        }
        throw ApiError.notAcceptable(contentType);
    }

    Map<String, Object> asMap() {
        return Collections.unmodifiableMap(values);
    }

    /** Whether the parameter is given, even if it is null. */
    boolean contains(String name) {
        return values.containsKey(name);
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    /** A single value of any type as text; null if absent. */
    String text(String name) {
        Object value = values.get(name);
        if (value instanceof Map || value instanceof List) {
            throw ApiError.invalidParameter(name, "must be a single value");
        }
        return value == null ? null : value.toString();
    }

    /** "Must be a String": a JSON number is rejected. */
    String string(String name) {
        Object value = values.get(name);
        if (value != null && !(value instanceof String)) {
            throw ApiError.invalidParameter(name, "must be a String");
        }
        return (String) value;
    }

    String requiredString(String name) {
        String value = string(name);
        if (value == null || value.isBlank()) {
            throw ApiError.invalidParameter(name, "is required");
        }
        return value;
    }

    /** A phone as in the document: digits only, for instance {@code 79250000001}. */
    String requiredPhone(String name) {
        String phone = requiredString(name);
        if (!PHONE.matcher(phone).matches()) {
            throw ApiError.invalidParameter(name, "must be 5 to 15 digits, for instance 79250000001");
        }
        return phone;
    }

    /** A phone that may begin with a plus, as in {@code +79131112233}. */
    void requiredInternationalPhone(String name) {
        String phone = requiredString(name);
        if (!PHONE.matcher(phone.startsWith("+") ? phone.substring(1) : phone).matches()) {
            throw ApiError.invalidParameter(
                    name, "must be 5 to 15 digits, with or without a plus, for instance +79131112233");
        }
    }

    void optionalOneOf(String name, List<String> allowed) {
        String value = string(name);
        if (value != null && !allowed.contains(value)) {
            throw ApiError.invalidParameter(name, "must be one of " + String.join(", ", allowed));
        }
    }

    /** A whole number; null if absent. */
    Long integer(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        if (!INTEGER.matcher(value).matches()) {
            throw ApiError.invalidParameter(name, "must be a whole number");
        }
        return Long.valueOf(value);
    }

    /** A boolean, in JSON or as text; null if absent. */
    Boolean bool(String name) {
        String value = text(name);
        if (value == null || value.equals("true") || value.equals("false")) {
            return value == null ? null : Boolean.valueOf(value);
        }
        throw ApiError.invalidParameter(name, "must be true or false");
    }

    boolean isTrue(String name) {
        return "true".equals(text(name));
    }

    /** A nested object; null if absent. */
    Parameters object(String name) {
        Object value = values.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> nested = new LinkedHashMap<>();
            map.forEach((key, nestedValue) -> nested.put((String) key, nestedValue));
            return new Parameters(nested);
        }
        throw ApiError.invalidParameter(name, "must be an object");
    }

    /** "Must be an Array". Empty if absent, since a form cannot contain an empty array. */
    List<?> array(String name) {
        Object value = values.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw ApiError.invalidParameter(name, "must be an array");
    }
}
