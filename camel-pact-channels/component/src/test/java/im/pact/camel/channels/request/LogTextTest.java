/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes from outside, as a message shows it. */
class LogTextTest {

    @Test
    void a_value_keeps_its_spaces_and_shows_invisible_characters_by_number() {
        assertThat(LogText.ofValue("  a  b\r\nc\u202e\u2028\0 \ud83d"))
                .isEqualTo("  a  b  c<U+202E> <U+0000> <U+D83D>");
        assertThat(LogText.ofValue("\u00a01\u2009\udb40\udc41 👍 é")).isEqualTo("<U+00A0>1<U+2009><U+E0041> 👍 é");
        assertThat(LogText.ofValue(17)).isEqualTo("17");
        assertThat(LogText.ofValue(null)).isEqualTo("null");
    }

    @Test
    void a_text_has_one_blank_for_every_gap() {
        assertThat(LogText.ofText(" \ta \n\u200b b\u2029c\u00a0d ")).isEqualTo("a b c\u00a0d");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\r\n\t\u200b"})
    void nothing_to_read_is_no_text(String text) {
        assertThat(LogText.ofText(text)).isNull();
    }

    @Test
    void what_is_long_is_cut_between_two_characters() {
        assertThat(LogText.ofText("x".repeat(300))).isEqualTo("x".repeat(300));
        assertThat(LogText.ofText("x".repeat(301))).isEqualTo("x".repeat(300) + "…");
        assertThat(LogText.ofValue("x".repeat(298) + "👍")).isEqualTo("x".repeat(298) + "👍");
        assertThat(LogText.ofValue("x".repeat(299) + "👍")).isEqualTo("x".repeat(299) + "…");
    }
}
