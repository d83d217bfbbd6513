/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The parameters of a call, wherever they were sent: query, form or JSON body, merged into one; the body wins. The
 * document calls all of them "query parameters" and shows them as forms.
 *
 * <p>Methods that ask for a parameter in a certain shape refuse the call with a text that names the parameter.
 */
final class Parameters {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};
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

    /** Parameters that were sent before. */
    static Parameters of(Map<String, Object> values) {
        return new Parameters(values);
    }

    /** Of the query alone. */
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
            return json(body);
        }
        if (mimeType.equals("application/x-www-form-urlencoded") || mimeType.isEmpty()) {
            Map<String, Object> form = new LinkedHashMap<>();
            FormDecoder.decodeInto(form, body);
            return form;
        }
        throw Refusal.notAcceptable(contentType);
    }

    private static Map<String, Object> json(String body) {
        try {
            Map<String, Object> object = JSON.readValue(body, OBJECT);
            return object == null ? Map.of() : object;
        } catch (JsonProcessingException e) {
            throw Refusal.badRequest("invalid_json", "The body is not a JSON object");
        }
    }

    Map<String, Object> asMap() {
        return Collections.unmodifiableMap(values);
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    /** The parameter as a text, whatever it was written as; null when it was not sent. */
    String text(String name) {
        Object value = values.get(name);
        if (value instanceof Map || value instanceof List) {
            throw Refusal.badParameter(name, "must be a single value");
        }
        return value == null ? null : value.toString();
    }

    /** "Must be a String": what JSON calls a number is none. */
    String string(String name) {
        Object value = values.get(name);
        if (value != null && !(value instanceof String)) {
            throw Refusal.badParameter(name, "must be a String");
        }
        return (String) value;
    }

    String requiredString(String name) {
        String value = string(name);
        if (value == null || value.isBlank()) {
            throw Refusal.badParameter(name, "is required");
        }
        return value;
    }

    /** The document's form of a phone: digits only, for instance {@code 79250000001}. */
    String requiredPhone(String name) {
        String phone = requiredString(name);
        if (!PHONE.matcher(phone).matches()) {
            throw Refusal.badParameter(name, "must be 5 to 15 digits, for instance 79250000001");
        }
        return phone;
    }

    /** The same, but a plus may stand before it, as in {@code +79131112233}. */
    void requiredInternationalPhone(String name) {
        String phone = requiredString(name);
        if (!PHONE.matcher(phone.startsWith("+") ? phone.substring(1) : phone).matches()) {
            throw Refusal.badParameter(name, "must be a plus and 5 to 15 digits, for instance +79131112233");
        }
    }

    void optionalOneOf(String name, List<String> allowed) {
        String value = string(name);
        if (value != null && !allowed.contains(value)) {
            throw Refusal.badParameter(name, "must be one of " + String.join(", ", allowed));
        }
    }

    /** A whole number, or null when it was not sent. */
    Long integer(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        if (!INTEGER.matcher(value).matches()) {
            throw Refusal.badParameter(name, "must be a whole number");
        }
        return Long.valueOf(value);
    }

    boolean isTrue(String name) {
        return "true".equals(text(name));
    }

    /** A nested object; null when it was not sent. */
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
        throw Refusal.badParameter(name, "must be an object");
    }

    /** "Must be an Array"; one that was not sent is empty, since a form has no way to send an empty one. */
    List<?> array(String name) {
        Object value = values.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw Refusal.badParameter(name, "must be an array");
    }
}
