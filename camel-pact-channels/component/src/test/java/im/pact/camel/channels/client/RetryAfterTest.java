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
    void the_header_may_hold_seconds(String header, long seconds) {
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
    void the_header_may_hold_a_date_and_one_that_is_past_means_now(String header, long seconds) {
        assertThat(RetryAfter.of(header, null, NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void dates_are_english_whatever_the_language_of_the_machine() {
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
    void the_text_may_name_the_seconds_to_wait(String text, long seconds) {
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
    void a_text_that_names_no_seconds_names_no_wait(String text) {
        assertThat(RetryAfter.of(null, text, NOW)).isNull();
    }

    @Test
    void the_header_goes_before_the_text() {
        assertThat(RetryAfter.of("7", "Please wait for 50 seconds", NOW)).isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "5 s", "0x10", "99999999999999999999", "Mon, 99 Foo 2026"})
    void a_header_that_makes_no_sense_leaves_it_to_the_text(String header) {
        assertThat(RetryAfter.of(header, null, NOW)).isNull();
        assertThat(RetryAfter.of(header, "Please wait for 50 seconds", NOW)).isEqualTo(Duration.ofSeconds(50));
    }

    @Test
    void nothing_is_nothing() {
        assertThat(RetryAfter.of(null, null, NOW)).isNull();
    }
}
