/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap.SimpleEntry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiJsonTest {

    private static final PactChannel CHANNEL = new PactChannel(7, "вайбер");
    private static final String JSON = "{\"external_id\":7,\"provider\":\"вайбер\"}";

    @Test
    void records_become_maps_and_lists_of_records_lists_of_maps() {
        Map<String, Object> map = CHANNEL.toMap();

        assertThat(ApiJson.plain(CHANNEL)).isEqualTo(map);
        assertThat(ApiJson.plain(List.of(CHANNEL, List.of(CHANNEL)))).isEqualTo(List.of(map, List.of(map)));
        assertThat(ApiJson.plain("text")).isEqualTo("text");
    }

    @Test
    void text_bytes_and_tree_are_the_same_json() {
        assertThat(ApiJson.text(CHANNEL)).isEqualTo(JSON);
        assertThat(ApiJson.bytes(CHANNEL)).isEqualTo(JSON.getBytes(StandardCharsets.UTF_8));
        assertThat(ApiJson.tree(CHANNEL)).hasToString(JSON);
    }

    @Test
    void ascii_escapes_all_other_characters() {
        assertThat(ApiJson.ascii(new PactChannel(7, "в"))).isEqualTo("{\"external_id\":7,\"provider\":\"\\u0432\"}");
    }

    @Test
    void value_that_is_not_json_is_rejected() {
        Object value = List.of(new Object() {});

        assertThatThrownBy(() -> ApiJson.text(value)).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> ApiJson.bytes(value)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void object_is_read_in_its_own_order() {
        assertThat(ApiJson.object("{\"b\":1,\"a\":null}")).containsExactly(Map.entry("b", 1), entryWithoutValue("a"));
    }

    @Test
    void tree_of_an_object_is_read_like_its_text() throws Exception {
        JsonNode tree = new ObjectMapper().readTree(JSON);

        assertThat(ApiJson.object(tree)).isEqualTo(ApiJson.object(JSON));
        assertThatThrownBy(() -> ApiJson.object(new ObjectMapper().readTree("[1]")))
                .isInstanceOf(UncheckedIOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1]", "1", "{\"a\":1", "{\"a\":1} {}", "a"})
    void text_that_is_not_one_object_is_not_read(String text) {
        assertThat(ApiJson.object(text)).isNull();
    }

    @Test
    void trees_are_replaced_at_every_depth() throws Exception {
        JsonNode tree = new ObjectMapper().readTree("{\"a\":[1,\"x\",true,null]}");
        Map<String, Object> plain = Map.of("a", Arrays.asList(1, "x", true, null));

        assertThat(ApiJson.withoutTrees(tree)).isEqualTo(plain);
        assertThat(ApiJson.withoutTrees(List.of("x", tree))).isEqualTo(List.of("x", plain));
        assertThat(ApiJson.withoutTrees(Map.of("b", tree))).isEqualTo(Map.of("b", plain));
    }

    @Test
    void value_without_trees_is_not_copied() {
        List<Object> list = List.of(1, "x");
        Map<String, Object> map = Map.of("a", 1);

        assertThat(ApiJson.withoutTrees(list)).isSameAs(list);
        assertThat(ApiJson.withoutTrees(map)).isSameAs(map);
    }

    private static Map.Entry<String, Object> entryWithoutValue(String name) {
        return new SimpleEntry<>(name, null);
    }
}
