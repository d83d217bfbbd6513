/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookAddressTest {

    private static final String SECRET = "0123456789abcdef";

    @ParameterizedTest
    @CsvSource({
        "/pact/11, https://hooks.example.org, https://hooks.example.org/pact/11/0123456789abcdef",
        "pact/11/, https://hooks.example.org/, https://hooks.example.org/pact/11/0123456789abcdef",
        "/a, https://hooks.example.org:8443/base/, https://hooks.example.org:8443/base/a/0123456789abcdef",
        "/a, http://localhost:8080, http://localhost:8080/a/0123456789abcdef",
        "/a, http://127.0.0.1:8080, http://127.0.0.1:8080/a/0123456789abcdef",
        "/a, http://[::1]:8080, http://[::1]:8080/a/0123456789abcdef",
    })
    void the_address_is_made_of_its_parts(String path, String publicUrl, String url) {
        WebhookAddress address = WebhookAddress.of(path, SECRET, publicUrl, false);

        assertThat(address.url()).isEqualTo(url);
        assertThat(address.toString()).doesNotContain(SECRET).endsWith("/(secret)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.org",
                "hooks.example.org",
                "ftp://hooks.example.org",
                "https://",
                "https://user:pass@hooks.example.org",
                "https://hooks.example.org?a=b",
                "https://hooks.example.org#a",
                "https://a b",
                "",
                "https:/hooks.example.org"
            })
    void other_public_addresses_are_rejected(String publicUrl) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookAddress.of("/a", SECRET, publicUrl, false))
                .withMessageStartingWith("events: publicUrl must be an https:// address without query")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("pass"));
    }

    @Test
    void plain_http_is_possible_on_request() {
        assertThat(WebhookAddress.of("/a", SECRET, "http://hooks.internal", true)
                        .url())
                .isEqualTo("http://hooks.internal/a/" + SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0123456789abcde"})
    void a_short_secret_is_rejected(String secret) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookAddress.of("/a", secret, null, false))
                .withMessageContaining("at least 16 characters")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("0123"));
    }

    @Test
    void a_missing_secret_is_rejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookAddress.of("/a", null, null, false))
                .withMessageContaining("webhookSecret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123456789abcdef/", "0123456789abcde%20", "0123456789abcdef?", "секрет-секрет-секрет"})
    void a_secret_that_needs_encoding_is_rejected(String secret) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookAddress.of("/a", secret, null, false))
                .withMessageContaining("letters, digits")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(secret));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "", "/a/{b}", "/a b", "/a//b", "/a?b"})
    void other_paths_are_rejected(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookAddress.of(path, SECRET, null, false))
                .withMessageContaining("path must be");
    }

    @Test
    void only_the_secret_itself_is_the_secret() {
        WebhookAddress address = WebhookAddress.of("/a", SECRET, null, false);

        assertThat(address.isSecret(SECRET)).isTrue();
        assertThat(address.isSecret(SECRET + "0")).isFalse();
        assertThat(address.isSecret(SECRET.toUpperCase())).isFalse();
        assertThat(address.isSecret("")).isFalse();
    }
}
