/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static im.pact.camel.channels.client.PactClient.TOKEN;
import static im.pact.camel.channels.client.PactClient.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server may know the token and say it: no text of a failure repeats it. {@code failureOf} looks into all of them. */
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
    void a_token_in_the_body_of_an_answer_is_not_repeated(String answer) {
        String status = answer.substring(0, answer.indexOf('|'));
        String body = answer.substring(answer.indexOf('|') + 1).replace("$TOKEN", TOKEN);
        try (RawServer server = RawServer.sending(Responses.http(status, body))) {
            PactChannelsException failure = failureOf(pact.to(server.baseUri()));

            assertThat(failure.getResponseBody()).isEqualTo(body.replace(TOKEN, "******"));
        }
    }

    @Test
    void a_token_in_a_header_of_an_answer_is_not_repeated() {
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
    void a_token_anywhere_in_the_frame_of_an_answer_is_not_repeated_not_even_by_a_cause(String answer) {
        try (RawServer server = RawServer.sending(answer.replace("$TOKEN", TOKEN))) {
            failureOf(pact.to(server.baseUri()));
        }
    }

    @Test
    void a_token_across_the_cut_of_the_body_is_not_repeated_in_part() {
        String body = "x".repeat(8 * 1024 - TOKEN.length() + 1) + TOKEN;
        try (RawServer server = RawServer.sending(Responses.http("500 Oops", body))) {
            PactChannelsException failure = failureOf(pact.to(server.baseUri()));

            assertThat(failure.getResponseBody()).doesNotContain(TOKEN.substring(0, 10));
        }
    }

    @Test
    void a_token_across_the_cut_of_the_text_is_not_repeated_in_part() {
        String text = "x".repeat(300 - TOKEN.length() + 1) + TOKEN;
        try (RawServer server = RawServer.sending(Responses.http("500 Oops", "{\"message\":\"" + text + "\"}"))) {
            PactChannelsException failure = failureOf(pact.to(server.baseUri()));

            assertThat(failure.getMessage()).doesNotContain(TOKEN.substring(0, 10));
        }
    }

    @Test
    void a_token_that_json_writes_another_way_is_not_repeated() {
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
    void neither_the_client_nor_its_settings_show_the_token() {
        PactChannelsClient client = pact.to("http://127.0.0.1:9/p1");

        assertThat(client.toString()).doesNotContain(TOKEN);
        assertThat(new SecretHeader("X-Private-Api-Token", TOKEN))
                .hasToString("X-Private-Api-Token: ******")
                .satisfies(header -> assertThat(header.isSensitive()).isTrue())
                .satisfies(header -> assertThat(header.getValue()).isEqualTo(TOKEN));
    }
}
