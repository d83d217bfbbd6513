/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes from outside, as a message shows it. */
class OneLineTest {

    @Test
    void aValueKeepsItsBlanksAndLosesWhatNobodySees() {
        assertThat(OneLine.ofValue("  a  b\r\nc\u202e\u2028\0 ")).isEqualTo("  a  b  c    ");
        assertThat(OneLine.ofValue(17)).isEqualTo("17");
        assertThat(OneLine.ofValue(null)).isEqualTo("null");
    }

    @Test
    void aTextHasOneBlankForEveryGap() {
        assertThat(OneLine.ofText(" \ta \n\u200b b\u2029c\u00a0d ")).isEqualTo("a b c\u00a0d");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\r\n\t\u200b"})
    void nothingToReadIsNoText(String text) {
        assertThat(OneLine.ofText(text)).isNull();
    }

    @Test
    void whatIsLongIsCutBetweenTwoCharacters() {
        assertThat(OneLine.ofText("x".repeat(300))).isEqualTo("x".repeat(300));
        assertThat(OneLine.ofText("x".repeat(301))).isEqualTo("x".repeat(300) + "…");
        assertThat(OneLine.ofValue("x".repeat(298) + "👍")).isEqualTo("x".repeat(298) + "👍");
        assertThat(OneLine.ofValue("x".repeat(299) + "👍")).isEqualTo("x".repeat(299) + "…");
    }
}
