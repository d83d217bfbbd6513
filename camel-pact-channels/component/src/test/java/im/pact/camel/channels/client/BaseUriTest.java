/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The addresses to which the token may be sent. */
class BaseUriTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.pact.im/p1,            https://api.pact.im/p1",
        "https://api.pact.im/p1/,           https://api.pact.im/p1",
        "https://api.pact.im/p1///,         https://api.pact.im/p1",
        "https://api.pact.im,               https://api.pact.im",
        "https://api.pact.im/,              https://api.pact.im",
        "'  https://api.pact.im/p1\n',      https://api.pact.im/p1",
        "HTTPS://API.Pact.im/p1,            HTTPS://API.Pact.im/p1",
        "https://api.pact.im:8443/a/b,      https://api.pact.im:8443/a/b",
        "https://10.0.0.1/p1,               https://10.0.0.1/p1",
        "https://[2001:db8::1]:443/p1,      https://[2001:db8::1]:443/p1",
    })
    void https_address_is_accepted_without_trailing_slashes(String text, String uri) {
        assertThat(BaseUri.normalize(text, false)).isEqualTo(uri);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1",
                "http://127.0.0.1:8080/p1",
                "http://127.1.2.3:8080/p1",
                "http://127.255.255.254/p1",
                "http://localhost/p1",
                "http://localhost:8080/p1",
                "http://LocalHost:8080/p1",
                "http://[::1]:8080/p1",
                "http://[0:0:0:0:0:0:0:1]/p1",
                "http://[::ffff:127.0.0.1]/p1",
                "HTTP://127.0.0.1/p1",
            })
    void http_is_accepted_for_loopback_addresses(String text) {
        assertThat(BaseUri.normalize(text, false)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "http://api.pact.im/p1,                 api.pact.im",
        "HTTP://api.pact.im/p1,                 api.pact.im",
        "http://localhost.evil.example/p1,      localhost.evil.example",
        "http://127.0.0.1.evil.example/p1,      127.0.0.1.evil.example",
        "http://evil.example/localhost,         evil.example",
        "http://localhost./p1,                  localhost.",
        "http://mylocalhost/p1,                 mylocalhost",
        "http://10.0.0.1/p1,                    10.0.0.1",
        "http://192.168.1.1/p1,                 192.168.1.1",
        "http://128.0.0.1/p1,                   128.0.0.1",
        "http://134744072/p1,                   134744072",
        "http://0.0.0.0/p1,                     0.0.0.0",
        "http://[::]/p1,                        [::]",
        "http://[::2]/p1,                       [::2]",
        "http://[2001:db8::1]/p1,               [2001:db8::1]",
        "http://[fe80::1]/p1,                   [fe80::1]",
        "http://[::ffff:10.0.0.1]/p1,           [::ffff:10.0.0.1]",
    })
    void http_to_another_host_is_rejected_unless_allowed(String text, String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaseUri.normalize(text, false))
                .withMessage("baseUri with http:// would send the API token unencrypted to " + host
                        + ": use https://, or set allowInsecureBaseUri=true");

        assertThat(BaseUri.normalize(text, true)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://api.pact.im/p1,        ftp",
        "file:///etc/passwd,          file",
        "ws://api.pact.im/p1,         ws",
        "httpss://api.pact.im/p1,     httpss",
        "mailto:someone@pact.im,      mailto",
        "api.pact.im:443/p1,          api.pact.im",
        "api.pact.im/p1,              null",
        "/p1,                         null",
        "//api.pact.im/p1,            null",
        "p1,                          null",
        "'',                          null",
        "/,                           null",
    })
    void other_or_missing_scheme_is_rejected(String text, String scheme) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaseUri.normalize(text, true))
                .withMessage("baseUri must start with https:// (was " + scheme + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https:/p1", "https:///p1", "https:p1", "http:p1"})
    void missing_host_is_rejected(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaseUri.normalize(text, true))
                .withMessage("baseUri must contain a host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:s3cret@api.pact.im/p1",
                "https://s3cret@api.pact.im/p1",
                "https://@api.pact.im/p1",
                "https://api.pact.im@evil.example/p1",
                "https://api.pact.im/p1?token=s3cret",
                "https://api.pact.im/p1?",
                "https://api.pact.im?s3cret",
                "https://api.pact.im/p1#s3cret",
                "https://api.pact.im/p1#",
                "http://localhost:s3cret@evil.example/p1",
            })
    void user_query_and_fragment_are_rejected_and_not_shown(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaseUri.normalize(text, true))
                .withMessage("baseUri must not contain a user, a query or a fragment");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.pact.im/p 1",
                "https://api pact.im/p1",
                "https://api.pact.im/p1\nX: s3cret",
                "https://api.pact.im\\@evil.example",
                "https://api_pact.im/p1",
                "https://api.pact.im:port/p1",
                "https://api.pact.im/%zz",
                "https://127.0.0.1.:80/p1",
                "https://999.999.999.999/p1",
                "https://[::1/p1",
                "https://",
                "https:",
                "http://",
                "://api.pact.im",
            })
    void invalid_uri_is_rejected_and_not_shown(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaseUri.normalize(text, true))
                .withMessageStartingWith("baseUri is not a URI: ")
                .satisfies(e -> assertThat(e).hasNoCause())
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
    }
}
