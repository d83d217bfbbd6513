/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code a=b&c[d]=e&f[]=g} the way the service's web framework does: brackets nest, empty brackets append, and
 * a number in brackets is a name like any other.
 *
 * <p>Strict about the encoding, which has to be UTF-8: a client that gets it wrong should find out here.
 */
final class FormDecoder {

    private static final Pattern NESTED_NAME = Pattern.compile("([^\\[\\]]+)((?:\\[[^\\[\\]]*])+)");
    private static final Pattern BRACKETS = Pattern.compile("\\[([^\\[\\]]*)]");

    /** More than any parameter has. */
    private static final int MAX_DEPTH = 32;

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

    /** {@code template[parameters][]} is template, parameters and an empty text. */
    private static List<String> path(String name) {
        if (name.chars().filter(c -> c == '[').count() > MAX_DEPTH) {
            throw Refusal.badRequest("invalid_parameter", "A name has more than " + MAX_DEPTH + " levels");
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
            return old instanceof Map || old instanceof List ? refuseMixture(name) : value;
        }
        String key = path.get(0);
        List<String> deeper = path.subList(1, path.size());
        if (key.isEmpty()) {
            List<Object> list = new ArrayList<>();
            if (old instanceof List<?> before) {
                list.addAll(before);
            } else if (old != null) {
                refuseMixture(name);
            }
            list.add(merge(null, name, deeper, value));
            return list;
        }
        Map<String, Object> map = new LinkedHashMap<>();
        if (old instanceof Map<?, ?> before) {
            before.forEach((k, v) -> map.put((String) k, v));
        } else if (old != null) {
            refuseMixture(name);
        }
        map.put(key, merge(map.get(key), name, deeper, value));
        return map;
    }

    private static Object refuseMixture(String name) {
        throw Refusal.badParameter(name, "is sent both as a single value and as something nested");
    }

    private static String decode(String encoded) {
        if (encoded.indexOf('%') < 0 && encoded.indexOf('+') < 0) {
            return encoded;
        }
        byte[] in = encoded.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] == '+') {
                out.write(' ');
            } else if (in[i] == '%') {
                int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
                int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw Refusal.badRequest("invalid_encoding", "A percent sign is not followed by two hex digits");
                }
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.write(in[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(out.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.badRequest("invalid_encoding", "Something percent-encoded is not UTF-8");
        }
    }
}
