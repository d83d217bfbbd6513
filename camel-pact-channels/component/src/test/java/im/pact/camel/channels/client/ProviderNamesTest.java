/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whatsapp",
                "whatsapp_business",
                "avito",
                "viber",
                "vkontakte",
                "vkontakte_direct",
                "telegram_personal",
                "whatsapq",
                "Whatsapp",
                "viber ",
                "vibe",
                "",
                "something_new",
                "имя",
                "\"\\\n"
            })
    void name_is_read_unchanged(String name) throws IOException {
        assertThat(read(name)).isEqualTo(name);
    }

    @Test
    void long_name_is_read_completely() throws IOException {
        assertThat(read("whatsapp".repeat(10_000))).isEqualTo("whatsapp".repeat(10_000));
    }

    @Test
    void known_name_is_always_the_same_object() throws IOException {
        assertThat(read("whatsapp")).isSameAs(read("whatsapp"));
    }

    private static String read(String name) throws IOException {
        byte[] json = TextNode.valueOf(name).toString().getBytes(StandardCharsets.UTF_8);
        try (var parser = new ObjectMapper().createParser(new ByteArrayInputStream(json))) {
            parser.nextToken();
            return ProviderNames.read(parser);
        }
    }
}
