/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code a=b&c[d]=e&f[]=g} as the service's web framework does: brackets nest, empty brackets append, and a
 * number in brackets is a name like any other.
 *
 * <p>The encoding must be UTF-8. Others are rejected, so that a client that uses one notices it here.
 */
final class FormDecoder {

    private static final Pattern NESTED_NAME = Pattern.compile("([^\\[\\]]+)((?:\\[[^\\[\\]]*])+)");
    private static final Pattern BRACKETS = Pattern.compile("\\[([^\\[\\]]*)]");

    /** Deeper than any parameter of the API. */
    private static final int MAX_DEPTH = 32;

    /** {@link URLDecoder} puts it where bytes are not UTF-8. */
    private static final char REPLACEMENT_CHARACTER = '\uFFFD';

    private FormDecoder() {}

    static void decodeInto(Map<String, Object> values, String form) {
        for (String pair : form.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                List<String> path = path(name);
                values.put(path.get(0), merge(values.get(path.get(0)), name, path.subList(1, path.size()), value));
            }
        }
    }

    /** {@code template[parameters][]} becomes template, parameters and an empty text. */
    private static List<String> path(String name) {
        if (name.chars().filter(c -> c == '[').count() > MAX_DEPTH) {
            throw ApiError.badRequest("invalid_parameter", "A name has more than " + MAX_DEPTH + " levels");
        }
        Matcher nested = NESTED_NAME.matcher(name);
        if (!nested.matches()) {
            return List.of(name);
        }
        List<String> path = new ArrayList<>();
        path.add(nested.group(1));
        Matcher brackets = BRACKETS.matcher(nested.group(2));
        while (brackets.find()) {
            path.add(brackets.group(1));
        }
        return path;
    }

    private static Object merge(Object old, String name, List<String> path, String value) {
        if (path.isEmpty()) {
            return old instanceof Map || old instanceof List ? rejectMixedShapes(name) : value;
        }
        String key = path.get(0);
        List<String> deeper = path.subList(1, path.size());
        if (key.isEmpty()) {
            List<Object> list = new ArrayList<>();
            if (old instanceof List<?> oldList) {
                list.addAll(oldList);
            } else if (old != null) {
                rejectMixedShapes(name);
            }
            list.add(merge(null, name, deeper, value));
            return list;
        }
        Map<String, Object> map = new LinkedHashMap<>();
        if (old instanceof Map<?, ?> oldMap) {
            oldMap.forEach((k, v) -> map.put((String) k, v));
        } else if (old != null) {
            rejectMixedShapes(name);
        }
        map.put(key, merge(map.get(key), name, deeper, value));
        return map;
    }

    private static Object rejectMixedShapes(String name) {
        throw ApiError.invalidParameter(name, "is sent both as a single value and as a nested one");
    }

    private static String decode(String encoded) {
        String decoded;
        try {
            decoded = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest("invalid_encoding", "A percent sign is not followed by two hex digits");
        }
        if (decoded.indexOf(REPLACEMENT_CHARACTER) >= 0) {
            throw ApiError.badRequest("invalid_encoding", "Query or form is not UTF-8");
        }
        return decoded;
    }
}
