/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PactChannelsClientSettingsTest {

    private static final String BASE_URI = "https://api.pact.im/p1";

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t\r\n"})
    void missing_token_is_rejected(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(token, 1))
                .withMessage("apiToken is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cret\r\nX-Evil: 1",
                "s3cret\n",
                "\rs3cret",
                "s3 cret",
                " s3cret",
                "s3cret ",
                "s3cret\t",
                "s3cret\0",
                "s3cret\u007f",
                "s3cretя",
                "s3cret\u00a0",
            })
    void token_that_is_not_a_header_value_is_rejected_and_not_shown(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(token, 1))
                .withMessage("apiToken must be printable ASCII without spaces, as an HTTP header is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0123456789abcdef", "eyJhbGciOi.J9-_~+/==", "!\"#$%&'()*,:;<>?@[]^`{|}~"})
    void token_of_printable_characters_is_accepted(String token) {
        assertThat(settings(token, 1).apiToken()).isEqualTo(token);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-1, -1", "-30000, -30000"})
    void request_timeout_must_be_positive(long millis, String shown) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("token", millis))
                .withMessage("requestTimeout must be positive (was " + shown + " ms)");
    }

    @Test
    void text_of_settings_does_not_contain_the_token() {
        assertThat(settings("s3cret", 30_000))
                .hasToString(
                        "PactChannelsClientSettings[baseUri=https://api.pact.im/p1, requestTimeout=PT30S, "
                                + "retryPolicy=RetryPolicy[maxRetries=0, retryDelay=PT0S, maxRetryDelay=PT0S], requestFormat=null, validateParameters=true]");
    }

    private static PactChannelsClientSettings settings(String token, long millis) {
        return new PactChannelsClientSettings(BASE_URI, token, Duration.ofMillis(millis));
    }
}
