/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Changes bytes so that they become malformed.
 *
 * @param kind   the type of the change
 * @param place  the position, modulo the length
 * @param length maximum number of bytes
 * @param value  the inserted text, if any
 */
public record Mutation(Kind kind, int place, int length, String value) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The types of changes. */
    public enum Kind {
        FLIP_BIT,
        INSERT,
        DELETE,
        REPEAT,
        CUT,
        REMOVE_FIELD,
        REPEAT_FIELD,
        ADD_FIELD,
        REPLACE_VALUE,
    }

    /** Any change. */
    public static Arbitrary<Mutation> any() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 10_000),
                        Arbitraries.integers().between(0, 40),
                        values())
                .as(Mutation::new);
    }

    /** JSON values and similar texts. */
    private static Arbitrary<String> values() {
        Arbitrary<String> odd = Arbitraries.of(
                "null",
                "true",
                "false",
                "0",
                "-0",
                "-1",
                "1.5",
                "1e999",
                "1E-400",
                "01",
                "+1",
                "NaN",
                "-Infinity",
                "9223372036854775807",
                "9223372036854775808",
                "-9223372036854775809",
                "99999999999999999",
                "\"\"",
                "\" 12 \"",
                "\"12\"",
                "\"errored\"",
                "\"\\ud800\"",
                "\"\\u0000\"",
                "\"\\x\"",
                "\"\u202e\"",
                "[]",
                "{}",
                "[null]",
                "{\"id\":1}",
                "[{\"value\":1}]",
                "{\"\":{}}",
                "{\"status\":\"errored\"}",
                "\"Please wait for 50 seconds\"",
                "\"wait 999999999 s\"",
                "// comment",
                "'single'",
                "\ufeff",
                "\u0000");
        Arbitrary<String> large = Arbitraries.of(
                "9".repeat(1_000),
                "9".repeat(1_001),
                "1e" + "9".repeat(10),
                "[".repeat(900) + "]".repeat(900),
                "{\"a\":".repeat(2_000),
                "\"" + "x".repeat(100_000) + "\"",
                "\"" + "\\u20ac".repeat(100_000) + "\"",
                "[" + "{},".repeat(20_000) + "1]",
                "{\"" + "k".repeat(60_000) + "\":1}",
                " ".repeat(200_000),
                "<".repeat(9_000),
                "wait ".repeat(2_000),
                "\"" + "y".repeat(1 << 20) + "\"");
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(20);
        Arbitrary<String> numbers = Arbitraries.longs().map(String::valueOf);
        Arbitrary<String> texts = any.map(text -> '"' + text + '"');
        return Arbitraries.frequencyOf(
                Tuple.of(10, odd), Tuple.of(1, large), Tuple.of(3, any), Tuple.of(3, numbers), Tuple.of(3, texts));
    }

    /** The changed bytes. */
    public byte[] apply(byte[] bytes) {
        if (bytes.length == 0) {
            return kind == Kind.INSERT ? value.getBytes(UTF_8) : bytes;
        }
        int from = place % bytes.length;
        int to = Math.min(bytes.length, from + length);
        return switch (kind) {
            case FLIP_BIT -> {
                byte[] flipped = bytes.clone();
                flipped[from] ^= (byte) (1 << length % 8);
                yield flipped;
            }
            case INSERT -> replace(bytes, from, from, value.getBytes(UTF_8));
            case DELETE -> replace(bytes, from, to, new byte[0]);
            case REPEAT -> replace(bytes, from, from, Arrays.copyOfRange(bytes, from, to));
            case CUT -> replace(bytes, from, bytes.length, new byte[0]);
            case REMOVE_FIELD, REPEAT_FIELD, ADD_FIELD, REPLACE_VALUE -> {
                String json = new String(bytes, UTF_8);
                List<Field> fields = new ArrayList<>();
                collect(json, fields);
                yield fields.isEmpty()
                        ? bytes
                        : change(json, fields.get(place % fields.size())).getBytes(UTF_8);
            }
        };
    }

    private String change(String json, Field field) {
        String all = field.name + field.value;
        int start = json.indexOf(all);
        if (start < 0) {
            return json;
        }
        String changed =
                switch (kind) {
                    case REPEAT_FIELD -> all + ',' + field.name + value;
                    case ADD_FIELD -> "\"x\":" + value + ',' + all;
                    case REPLACE_VALUE -> field.name + value;
                    default -> "";
                };
        int end = start + all.length();
        if (changed.isEmpty() && json.startsWith(",", end)) {
            end++;
        } else if (changed.isEmpty() && start > 0 && json.charAt(start - 1) == ',') {
            start--;
        }
        return json.substring(0, start) + changed + json.substring(end);
    }

    private static void collect(String json, List<Field> fields) {
        try {
            collect(JSON.readTree(json), fields);
        } catch (JsonProcessingException e) {
            // An earlier change has made it invalid.
        }
    }

    private static void collect(JsonNode node, List<Field> fields) {
        node.fields()
                .forEachRemaining(field -> fields.add(new Field(
                        JSON.valueToTree(field.getKey()) + ":", field.getValue().toString())));
        node.forEach(child -> collect(child, fields));
    }

    private static byte[] replace(byte[] bytes, int from, int to, byte[] by) {
        byte[] result = new byte[from + by.length + bytes.length - to];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(by, 0, result, from, by.length);
        System.arraycopy(bytes, to, result, from + by.length, bytes.length - to);
        return result;
    }

    /** The value may be long. */
    @Override
    public String toString() {
        return kind + " at " + place + " length " + length + " value "
                + (value.length() > 100 ? value.substring(0, 100) + "… (" + value.length() + ")" : value);
    }

    private record Field(String name, String value) {}
}
