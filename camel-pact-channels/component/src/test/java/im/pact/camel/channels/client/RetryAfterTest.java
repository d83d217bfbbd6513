/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "50, 50", "' 50 ', 50", "007, 7", "86400, 86400"})
    void header_in_seconds_is_read(String header, long seconds) {
        assertThat(RetryAfter.of(header, null, NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Mon, 23 Nov 2026 12:00:50 GMT   | 50
                    Mon, 23 Nov 2026 13:00:00 GMT   | 3600
                    Monday, 23-Nov-26 12:00:50 GMT  | 50
                    Mon, 23 Nov 2026 12:00:00 GMT   | 0
                    Mon, 23 Nov 2026 11:59:59 GMT   | 0
                    Sun, 06 Nov 1994 08:49:37 GMT   | 0
                    """)
    void header_with_a_date_is_read_and_a_past_date_is_zero(String header, long seconds) {
        assertThat(RetryAfter.of(header, null, NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void date_is_read_in_english_with_any_default_locale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ru-RU"));
        try {
            assertThat(RetryAfter.of("Mon, 23 Nov 2026 12:00:50 GMT", null, NOW))
                    .isEqualTo(Duration.ofSeconds(50));
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Please wait for 50 seconds                    | 50
                    please WAIT FOR 50 SECONDS.                   | 50
                    Too many requests. Please wait for 5 seconds! | 5
                    Wait 1 second                                 | 1
                    wait 30s                                      | 30
                    Error 429: you must wait at least 90 sec      | 90
                    """)
    void seconds_in_the_text_are_read(String text, long seconds) {
        assertThat(RetryAfter.of(null, text, NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Slow down",
                "Please wait",
                "Please wait for a few seconds",
                "50 seconds",
                "Please wait for 5 minutes",
                "Please wait for 9999999999999 seconds",
                "Await 50 seconds",
            })
    void text_without_seconds_gives_null(String text) {
        assertThat(RetryAfter.of(null, text, NOW)).isNull();
    }

    @Test
    void header_takes_precedence_over_the_text() {
        assertThat(RetryAfter.of("7", "Please wait for 50 seconds", NOW)).isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "5 s", "0x10", "99999999999999999999", "Mon, 99 Foo 2026"})
    void text_is_used_if_the_header_is_invalid(String header) {
        assertThat(RetryAfter.of(header, null, NOW)).isNull();
        assertThat(RetryAfter.of(header, "Please wait for 50 seconds", NOW)).isEqualTo(Duration.ofSeconds(50));
    }

    @Test
    void missing_header_and_text_give_null() {
        assertThat(RetryAfter.of(null, null, NOW)).isNull();
    }
}
