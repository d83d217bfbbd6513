/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(
            resources = "/cases/waits.csv",
            delimiter = '|',
            quoteCharacter = '\0',
            emptyValue = "",
            numLinesToSkip = 1)
    void waits_are_read_as_the_table_says(String header, String body, Long seconds, String why) {
        Duration expected = seconds == null ? null : Duration.ofSeconds(seconds);

        assertThat(RetryAfter.of(response(429, "Retry-After", header), text(body), NOW))
                .as(why)
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvFileSource(
            resources = "/cases/waits-more.csv",
            delimiter = '|',
            quoteCharacter = '\0',
            emptyValue = "",
            numLinesToSkip = 1)
    void other_waits_are_read_as_the_table_says(int status, String header, String body, Long millis, String why) {
        String[] field = text(header).split(":", 2);
        HttpResponse response = field.length == 1 ? response(status, null, null) : response(status, field[0], field[1]);
        Duration expected = millis == null ? null : Duration.ofMillis(millis);

        assertThat(RetryAfter.of(response, text(body), NOW)).as(why).isEqualTo(expected);
    }

    @Test
    void dates_are_english_whatever_the_language_of_the_machine() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ru-RU"));
        try {
            assertThat(RetryAfter.of(response(429, "Retry-After", "Mon, 23 Nov 2026 12:00:50 GMT"), "", NOW))
                    .isEqualTo(Duration.ofSeconds(50));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void a_long_text_without_a_wait_takes_no_time() {
        String text = "wait retry again available через ".repeat(250) + "5".repeat(200);

        assertThat(RetryAfter.of(response(429, null, null), text, NOW)).isNull();
    }

    private static HttpResponse response(int status, String name, String value) {
        BasicHttpResponse response = new BasicHttpResponse(status);
        if (value != null) {
            response.setHeader(name, value);
        }
        return response;
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
