/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static im.pact.camel.channels.client.PactClient.TOKEN;
import static im.pact.camel.channels.client.PactClient.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A body is remembered only in part, and the part may end in the middle of the token. */
class TokenAtTheCutTest {

    @RegisterExtension
    final PactClient pact = new PactClient();

    @Test
    void a_token_across_the_cut_is_not_repeated_in_part_when_the_answer_was_read_to_its_end() {
        String cutOffJson = "{\"x\":\"" + "x".repeat(8 * 1024 - TOKEN.length() - 5) + TOKEN + "x".repeat(2000);
        assertThat(cutOffJson.substring(0, 8 * 1024)).endsWith(TOKEN.substring(0, TOKEN.length() - 1));
        try (RawServer server = RawServer.sending(Responses.http("200 OK", cutOffJson))) {
            PactChannelsException failure = failureOf(pact.to(server.baseUri()));

            assertThat(failure.getResponseBody()).doesNotContain(TOKEN.substring(0, 10));
        }
    }

    @Test
    void a_text_that_ends_like_the_token_begins_is_left_alone() {
        String body = "{\"message\":\"No channel 7\",\"trace\":\"" + "x".repeat(20_000) + "\"}";
        assertThat(TOKEN).startsWith("7");
        try (RawServer server = RawServer.sending(Responses.http("404 Not Found", body))) {
            PactChannelsException failure = failureOf(pact.to(server.baseUri()));

            assertThat(failure.getServiceMessage()).isEqualTo("No channel 7");
        }
    }

    @Test
    void what_stands_in_place_of_a_token_makes_the_body_no_longer() {
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
}
