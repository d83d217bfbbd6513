/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import im.pact.camel.channels.request.ApiRequest;
import im.pact.camel.channels.request.ParameterType;
import im.pact.camel.channels.request.PlainText;
import im.pact.camel.channels.request.RequestFormat;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicNameValuePair;

/** Writes parameters as a form or as JSON, in UTF-8. Dates and times become Unix seconds in every parameter. */
final class RequestBody {

    /** An empty body, for a POST whose parameters are in the query: some servers require the header Content-Length. */
    static final HttpEntity NONE = new ByteArrayEntity(new byte[0], null);

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern PART = Pattern.compile("(\\w+)\\[(\\w+)]");

    private RequestBody() {}

    static HttpEntity of(ApiRequest request, RequestFormat format) {
        return switch (format) {
            case form -> form(request);
            case json -> json(request);
        };
    }

    /** Writes objects as {@code name[field]}, and each element of a list as {@code name[]}; an empty list is omitted. */
    private static HttpEntity form(ApiRequest request) {
        List<NameValuePair> pairs = new ArrayList<>();
        request.forEach((name, value) -> addTo(pairs, name, plain(value)));
        return new FormEntity(pairs);
    }

    private static void addTo(List<NameValuePair> pairs, String name, Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((field, fieldValue) -> addTo(pairs, name + "[" + field + "]", fieldValue));
        } else if (value instanceof Collection<?> collection) {
            collection.forEach(element -> addTo(pairs, name + "[]", element));
        } else {
            pairs.add(new BasicNameValuePair(name, text(value)));
        }
    }

    private static String text(Object value) {
        String text = value instanceof Number ? PlainText.of(value) : null;
        return text == null ? Objects.toString(value, "") : text;
    }

    /** Writes {@code name[field]} as a nested object. */
    private static HttpEntity json(ApiRequest request) {
        Map<String, Object> object = new LinkedHashMap<>();
        request.forEach((name, value) -> {
            Matcher part = PART.matcher(name);
            if (part.matches()
                    && object.computeIfAbsent(part.group(1), key -> new LinkedHashMap<String, Object>())
                            instanceof Map<?, ?> inner) {
                @SuppressWarnings("unchecked")
                Map<String, Object> fields = (Map<String, Object>) inner;
                fields.put(part.group(2), plain(value));
            } else {
                object.put(name, plain(value));
            }
        });
        try {
            return new ByteArrayEntity(JSON.writeValueAsBytes(object), ContentType.APPLICATION_JSON);
        } catch (JsonProcessingException e) {
            // Without the cause: it quotes the value.
            throw new IllegalArgumentException(
                    "The parameters cannot be written as JSON: " + e.getClass().getSimpleName());
        }
    }

    /** Converts to types that both formats can write. */
    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((name, inner) -> plain.put(String.valueOf(name), plain(inner)));
            return plain;
        } else if (value instanceof Collection<?> collection) {
            return collection.stream().map(RequestBody::plain).toList();
        } else if (value instanceof Object[] array) {
            return Arrays.stream(array).map(RequestBody::plain).toList();
        } else if (value instanceof Temporal || value instanceof Date) {
            var instant = ParameterType.instant(value);
            return instant == null ? value.toString() : (Object) instant.getEpochSecond();
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        return value.toString();
    }
}
