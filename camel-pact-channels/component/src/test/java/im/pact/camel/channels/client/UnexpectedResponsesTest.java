/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static im.pact.camel.channels.client.PactClient.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An unexpected response is not read as an empty list, which would mean that all channels were removed. */
class UnexpectedResponsesTest {

    private static final String NOT_JSON = "not JSON, or truncated";

    @RegisterExtension
    static final MockServer SERVER = new MockServer();

    @RegisterExtension
    final PactClient pact = new PactClient();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ``                                                              | empty body
                    `  `                                                            | empty body
                    <html><body>Welcome</body></html>                               | not JSON, or truncated
                    Welcome                                                         | not JSON, or truncated
                    {'data':{'channels':[{'external_id':1,                          | not JSON, or truncated
                    {'data':{'channels':[{'external_id':1}]                         | not JSON, or truncated
                    {'data':{'channels':[{'external_id':NaN}]}}                     | not JSON, or truncated
                    {'data':{'channels':[{'external_id':01}]}}                      | not JSON, or truncated
                    {data:{channels:[]}}                                            | not JSON, or truncated
                    {'data':{'channels':[]}} and more                               | not JSON, or truncated
                    {'data':{'channels':[]}}}                                       | not JSON, or truncated
                    {'data':{'channels':[]}} {'data':{'channels':[]}}               | more than one JSON value
                    {'data':{'channels':[]}},                                       | not JSON, or truncated
                    []                                                              | the response is not an object
                    [{'data':{'channels':[]}}]                                      | the response is not an object
                    null                                                            | the response is not an object
                    'ok'                                                            | the response is not an object
                    {}                                                              | no data
                    {'status':'ok'}                                                 | no data
                    {'channels':[]}                                                 | no data
                    {'data':null}                                                   | data is not an object
                    {'data':[]}                                                     | data is not an object
                    {'data':[{'external_id':1,'provider':'avito'}]}                 | data is not an object
                    {'data':'ok'}                                                   | data is not an object
                    {'data':{}}                                                     | no data.channels
                    {'data':{'next_page':'abc'}}                                    | no data.channels
                    {'data':{'channels':null}}                                      | data.channels is not a list
                    {'data':{'channels':{'external_id':1}}}                         | data.channels is not a list
                    {'data':{'channels':'none'}}                                    | data.channels is not a list
                    {'data':{'channels':[1]}}                                       | a channel is not an object
                    {'data':{'channels':[null]}}                                    | a channel is not an object
                    {'data':{'channels':[[]]}}                                      | a channel is not an object
                    {'data':{'channels':[{}]}}                                      | a channel without external_id
                    {'data':{'channels':[{'provider':'avito'}]}}                    | a channel without external_id
                    {'data':{'channels':[{'external_id':1},{'id':2}]}}              | a channel without external_id
                    {'data':{'channels':[{'external_id':1.5}]}}                     | external_id is not a whole number
                    {'data':{'channels':[{'external_id':1e3}]}}                     | external_id is not a whole number
                    {'data':{'channels':[{'external_id':true}]}}                    | external_id is not a whole number
                    {'data':{'channels':[{'external_id':null}]}}                    | external_id is not a whole number
                    {'data':{'channels':[{'external_id':{}}]}}                      | external_id is not a whole number
                    {'data':{'channels':[{'external_id':[1]}]}}                     | external_id is not a whole number
                    {'data':{'channels':[{'external_id':''}]}}                      | external_id is not a whole number
                    {'data':{'channels':[{'external_id':'1.5'}]}}                   | external_id is not a whole number
                    {'data':{'channels':[{'external_id':'abc'}]}}                   | external_id is not a whole number
                    {'data':{'channels':[{'external_id':'9223372036854775808'}]}}   | external_id is not a whole number
                    {'data':{'channels':[{'external_id':9223372036854775808}]}}     | external_id is not a whole number
                    {'data':{'channels':[{'external_id':1,'provider':{}}]}}         | provider is not a text
                    {'data':{'channels':[{'external_id':1,'provider':['a']}]}}      | provider is not a text
                    {'data':{'channels':[],'next_page':{'token':'a'}}}              | data.next_page is not a text
                    {'data':{'channels':[],'next_page':[]}}                         | data.next_page is not a text
                    """)
    void message_names_the_problem_of_an_unexpected_response(String body, String problem) {
        String json = body.replace('\'', '"');

        PactChannelsException failure = failure(Responses.json(200, json).withStatusMessage("OK"));

        assertUnexpected(failure, 200, problem);
        assertThat(failure.getResponseBody()).isEqualTo(json);
        assertThat(SERVER.received()).hasSize(1);
    }

    @Test
    void no_content_is_unexpected() {
        PactChannelsException failure = failure(Responses.json(204, ""));

        assertUnexpected(failure, 204, "empty body");
        assertThat(failure.getResponseBody()).isEmpty();
    }

    @Test
    void message_contains_the_text_of_a_captive_portal() {
        PactChannelsException failure = failure(Responses.json(200, "<html><h1>Log in to the Wi-Fi</h1></html>"));

        assertThat(failure.getServiceMessage()).isEqualTo("Log in to the Wi-Fi");
        assertThat(failure).hasMessageContaining("returned 200 OK, \"Log in to the Wi-Fi\". Unexpected response");
    }

    @Test
    void truncated_response_is_unexpected() {
        AtomicInteger length = new AtomicInteger();
        try (RawServer server = RawServer.playing(
                wire -> wire.send(Responses.http("200 OK", Responses.CHANNELS.substring(0, length.get()))))) {
            for (int i = 0; i < Responses.CHANNELS.length(); i++) {
                length.set(i);

                assertUnexpected(failureOf(pact.to(server.baseUri())), 200, i == 0 ? "empty body" : NOT_JSON);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 304, 307, 308})
    void redirect_to_another_host_is_not_followed(int status) {
        try (RawServer elsewhere = RawServer.sending(Responses.http("200 OK", Responses.CHANNELS))) {
            PactChannelsException failure =
                    failure(Responses.json(status, "").withHeader("Location", elsewhere.baseUri() + "/companies"));

            assertUnexpected(failure, status, "redirect, not followed");
            assertThat(elsewhere.requests()).isEmpty();
            assertThat(SERVER.received()).hasSize(1);
        }
    }

    @Test
    void redirect_on_the_same_host_is_not_followed() {
        PactChannelsException failure = failure(Responses.json(302, "").withHeader("Location", "/login"));

        assertUnexpected(failure, 302, "redirect, not followed");
        assertThat(SERVER.received()).hasSize(1);
    }

    @Test
    void redirect_is_not_followed_even_if_the_http_client_would() throws IOException {
        try (RawServer elsewhere = RawServer.sending(Responses.http("200 OK", Responses.CHANNELS));
                CloseableHttpClient eager = HttpClients.createDefault()) {
            SERVER.respond(Responses.json(302, "").withHeader("Location", elsewhere.baseUri() + "/companies"));
            var settings = new PactChannelsClientSettings(SERVER.baseUri(), PactClient.TOKEN, PactClient.LONG);

            PactChannelsException failure = failureOf(new HttpPactChannelsClient(eager, settings, pact.timer));

            assertUnexpected(failure, 302, "redirect, not followed");
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void deeply_nested_json_is_rejected(String level) {
        String body = "{\"data\":{\"channels\":[{\"external_id\":1,\"x\":" + level.repeat(100_000);

        assertUnexpected(failure(Responses.json(200, body)), 200, NOT_JSON);
    }

    @Test
    void very_long_number_is_rejected() {
        String body = "{\"data\":{\"channels\":[{\"external_id\":1,\"x\":" + "9".repeat(1_000_000) + "}]}}";

        assertUnexpected(failure(Responses.json(200, body)), 200, NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void response_that_cannot_be_decompressed_is_unexpected(String encoding) {
        try (RawServer server = RawServer.sending(
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Encoding: " + encoding + "\r\n\r\nnot at all")) {
            PactChannelsException failure = failureOf(pact.to(server.baseUri()));

            assertThat(failure).isInstanceOf(PactChannelsUnexpectedResponseException.class);
            assertThat(failure.getHttpResponseCode()).isEqualTo(200);
        }
    }

    private static void assertUnexpected(PactChannelsException failure, int status, String problem) {
        assertThat(failure).isInstanceOf(PactChannelsUnexpectedResponseException.class);
        assertThat(failure.getHttpResponseCode()).isEqualTo(status);
        assertThat(failure.getRetryAfter()).isNull();
        assertThat(failure)
                .hasMessageContaining(" returned " + status)
                .hasMessageEndingWith(
                        ". Unexpected response (" + problem + "). Check baseUri and any proxy in between");
    }

    private PactChannelsException failure(ResponseDefinitionBuilder response) {
        SERVER.respond(response);
        return failureOf(pact.to(SERVER.baseUri()));
    }
}
