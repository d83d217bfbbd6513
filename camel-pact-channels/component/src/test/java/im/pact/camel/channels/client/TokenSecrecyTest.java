/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static im.pact.camel.channels.client.PactClient.TOKEN;
import static im.pact.camel.channels.client.PactClient.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A response may contain the token, but no text of an exception does. {@code failureOf} checks all texts. */
class TokenSecrecyTest {

    @RegisterExtension
    final PactClient pact = new PactClient();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "401 Unauthorized|{\"errors\":[{\"detail\":\"No such token: $TOKEN\"}]}",
                "404 Not Found|<html>Your request:<pre>X-Private-Api-Token: $TOKEN</pre></html>",
                "429 Too Many Requests|{\"message\":\"$TOKEN $TOKEN, please wait for 5 seconds\"}",
                "503 Service Unavailable|$TOKEN",
                "302 Found|<a href=\"/login?token=$TOKEN\">Here</a>",
                "200 OK|{\"status\":\"errored\",\"message\":\"No such token: $TOKEN\"}",
                "200 OK|{\"status\":\"ok\",\"message\":\"$TOKEN\"}",
                "200 OK|{\"data\":{\"channels\":[{\"external_id\":\"$TOKEN\"}]}}",
                "200 OK|{\"data\":\"$TOKEN\"",
                "200 OK|$TOKEN",
            })
    void token_in_a_body_is_masked(String response) {
        String status = response.substring(0, response.indexOf('|'));
        String body = response.substring(response.indexOf('|') + 1).replace("$TOKEN", TOKEN);
        try (RawServer server = RawServer.sending(Responses.http(status, body))) {
            PactChannelsException failure = failureOf(pact.to(server.baseUri()));

            assertThat(failure.getResponseBody()).isEqualTo(body.replace(TOKEN, "******"));
        }
    }

    @Test
    void token_in_a_header_is_masked() {
        try (RawServer server = RawServer.sending("HTTP/1.1 429 Slow Down\r\nConnection: close\r\nRetry-After: " + TOKEN
                + "\r\nLocation: /?token=" + TOKEN + "\r\n\r\n")) {
            assertThat(failureOf(pact.to(server.baseUri()))).isInstanceOf(PactChannelsRateLimitedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 401 No token $TOKEN here\r\nConnection: close\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX-Private-Api-Token $TOKEN\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: $TOKEN\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: $TOKEN\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Encoding: $TOKEN\r\nConnection: close\r\n\r\n{}",
                "HTTP/1.1 $TOKEN\r\n\r\n",
                "X-Private-Api-Token: $TOKEN\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n$TOKEN\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}$TOKEN\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n$TOKEN\r\n\r\n",
            })
    void token_in_a_malformed_response_is_not_in_the_cause(String response) {
        try (RawServer server = RawServer.sending(response.replace("$TOKEN", TOKEN))) {
            failureOf(pact.to(server.baseUri()));
        }
    }

    @Test
    void token_across_the_cut_of_the_body_is_masked() {
        String body = "x".repeat(8 * 1024 - TOKEN.length() + 1) + TOKEN;
        try (RawServer server = RawServer.sending(Responses.http("500 Oops", body))) {
            PactChannelsException failure = failureOf(pact.to(server.baseUri()));

            assertThat(failure.getResponseBody()).doesNotContain(TOKEN.substring(0, 10));
        }
    }

    @Test
    void token_across_the_cut_of_the_message_is_masked() {
        String text = "x".repeat(300 - TOKEN.length() + 1) + TOKEN;
        try (RawServer server = RawServer.sending(Responses.http("500 Oops", "{\"message\":\"" + text + "\"}"))) {
            PactChannelsException failure = failureOf(pact.to(server.baseUri()));

            assertThat(failure.getMessage()).doesNotContain(TOKEN.substring(0, 10));
        }
    }

    @Test
    void token_across_the_cut_of_a_finished_body_is_masked() {
        String cutOffJson = "{\"x\":\"" + "x".repeat(8 * 1024 - TOKEN.length() - 5) + TOKEN + "x".repeat(2000);
        assertThat(cutOffJson.substring(0, 8 * 1024)).endsWith(TOKEN.substring(0, TOKEN.length() - 1));
        try (RawServer server = RawServer.sending(Responses.http("200 OK", cutOffJson))) {
            PactChannelsException failure = failureOf(pact.to(server.baseUri()));

            assertThat(failure.getResponseBody()).doesNotContain(TOKEN.substring(0, 10));
        }
    }

    @Test
    void text_that_ends_like_the_token_begins_is_not_masked() {
        String body = "{\"message\":\"No channel 7\",\"trace\":\"" + "x".repeat(20_000) + "\"}";
        assertThat(TOKEN).startsWith("7");
        try (RawServer server = RawServer.sending(Responses.http("404 Not Found", body))) {
            PactChannelsException failure = failureOf(pact.to(server.baseUri()));

            assertThat(failure.getServiceMessage()).isEqualTo("No channel 7");
        }
    }

    @Test
    void mask_does_not_make_the_body_longer() {
        String body = TOKEN + "x".repeat(8 * 1024 - TOKEN.length() - 1) + TOKEN;
        try (RawServer server = RawServer.sending(Responses.http("404 Not Found", body))) {
            PactChannelsException failure = failureOf(pact.to(server.baseUri()));

            assertThat(failure.getResponseBody())
                    .hasSizeLessThanOrEqualTo(8 * 1024)
                    .doesNotContain(TOKEN);
        }
        String cutBehindOne = "x".repeat(8 * 1024 - 1) + TOKEN;
        try (RawServer server = RawServer.sending(Responses.http("404 Not Found", cutBehindOne))) {
            assertThat(failureOf(pact.to(server.baseUri())).getResponseBody()).hasSize(8 * 1024);
        }
    }

    @Test
    void json_escaped_token_is_masked() {
        String token = "7f3a/QmFzZTY0";
        String body = "{\"message\":\"No token 7f3a\\/QmFzZTY0\"}";
        try (RawServer server = RawServer.sending(Responses.http("401 No", body))) {
            var settings = new PactChannelsClientSettings(server.baseUri(), token, PactClient.LONG);

            PactChannelsException failure =
                    failureOf(new HttpPactChannelsClient(pact.httpClient, settings, pact.timer));

            assertThat(failure.getServiceMessage()).isEqualTo("No token ******");
            assertThat(failure.getResponseBody()).doesNotContain("QmFzZTY0");
        }
    }

    @Test
    void text_of_client_and_header_does_not_contain_the_token() {
        PactChannelsClient client = pact.to("http://127.0.0.1:9/p1");

        assertThat(client.toString()).doesNotContain(TOKEN);
        assertThat(new SecretHeader("X-Private-Api-Token", TOKEN))
                .hasToString("X-Private-Api-Token: ******")
                .satisfies(header -> assertThat(header.isSensitive()).isTrue())
                .satisfies(header -> assertThat(header.getValue()).isEqualTo(TOKEN));
    }
}
