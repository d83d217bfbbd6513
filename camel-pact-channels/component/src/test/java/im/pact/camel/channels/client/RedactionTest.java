/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.request.CreateChannel;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The secrets of a request in texts from outside. */
class RedactionTest {

    private final Redaction redaction = new Redaction(
            "api-token",
            new CreateChannel(Map.of(
                            "provider",
                            "telegram_personal",
                            "token",
                            "abc/ключ \"q\"+1",
                            "code",
                            "0256",
                            "phone",
                            "79990000001",
                            "template[parameters]",
                            List.of("Анна", "42"),
                            "data",
                            Map.of("user", Map.of("access", "inner-secret")),
                            "unheard_of",
                            "who-knows"))
                    .secrets());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api-token",
                "abc/ключ \"q\"+1",
                "abc/ключ \\\"q\\\"+1",
                "abc\\/ключ \\\"q\\\"+1",
                "abc/\\u043a\\u043b\\u044e\\u0447 \\\"q\\\"+1",
                "abc/\\u043A\\u043B\\u044E\\u0447 \\\"q\\\"+1",
                "abc%2F%D0%BA%D0%BB%D1%8E%D1%87+%22q%22%2B1",
                "abc%2F%D0%BA%D0%BB%D1%8E%D1%87%20%22q%22%2B1",
                "0256",
                "Анна",
                "inner-secret",
                "who-knows"
            })
    void every_spelling_of_a_secret_is_masked(String secret) {
        assertThat(redaction.of("before " + secret + " behind")).isEqualTo("before ****** behind");
    }

    @Test
    void other_and_short_values_are_not_masked() {
        String text = "telegram_personal 79990000001 42";

        assertThat(redaction.of(text)).isEqualTo(text);
    }

    @Test
    void longer_secret_is_masked_first() {
        assertThat(new Redaction("abcdef", List.of("abcdefghi")).of("abcdefghi"))
                .isEqualTo("******");
    }

    @Test
    void beginning_of_a_secret_at_a_cut_is_masked() {
        assertThat(redaction.ofCut("seen: inner-sec")).isEqualTo("seen: ******");
        assertThat(redaction.ofCut("seen: xyz!")).isEqualTo("seen: xyz!");
        assertThat(redaction.ofCut("")).isEmpty();
    }

    @Test
    void exception_with_a_secret_in_a_cause_is_detected() {
        assertThat(redaction.isNeededFor(new IOException("x", new IOException("bad api-token"))))
                .isTrue();
        assertThat(redaction.isNeededFor(new IOException("x", new IOException())))
                .isFalse();
    }

    @Test
    void null_stays_null() {
        assertThat(redaction.of(null)).isNull();
    }
}
