/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static im.pact.camel.channels.client.PactClient.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.model.Page;
import im.pact.camel.channels.request.PageRequest;
import im.pact.camel.channels.request.SortDirection;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "Get All channels": the request, and the result of a successful response. */
class HttpPactChannelsClientTest {

    @RegisterExtension
    static final MockServer SERVER = new MockServer();

    @RegisterExtension
    final PactClient pact = new PactClient();

    // Request

    @Test
    void first_page_is_one_get_with_the_token_in_a_header() {
        SERVER.stubFor(get(urlEqualTo("/p1/companies/154/channels"))
                .withHeader("X-Private-Api-Token", equalTo(TOKEN))
                .withHeader("Accept", equalTo("application/json"))
                .willReturn(Responses.channels()));

        Page<PactChannel> page = client().listChannels(154, PageRequest.FIRST);

        assertThat(page.items()).containsExactly(new PactChannel(399, "whatsapp"));
        assertThat(page.nextPageToken()).isEqualTo("fslkfg2lkdfmlwkmlmw4of94wg34lfkm34lg");
        assertThat(SERVER.received()).hasSize(1);
    }

    @Test
    void request_has_exactly_these_lines() {
        try (RawServer server = RawServer.sending(Responses.http("200 OK", Responses.CHANNELS))) {
            pact.to(server.baseUri()).listChannels(154, new PageRequest(50, "abc", SortDirection.desc));

            List<String> lines = Arrays.stream(server.requests().get(0).head().split("\r\n"))
                    .filter(line -> !line.startsWith("User-Agent: ")) // set by HttpClient, and configurable
                    .map(line -> line.startsWith("Accept-Encoding: gzip,") ? "Accept-Encoding: gzip, …" : line)
                    .toList();
            String port = server.baseUri().replaceAll("\\D*127.0.0.1:(\\d+).*", "$1");
            assertThat(lines)
                    .startsWith("GET /p1/companies/154/channels?from=abc&per=50&sort_direction=desc HTTP/1.1")
                    .containsExactlyInAnyOrder(
                            "GET /p1/companies/154/channels?from=abc&per=50&sort_direction=desc HTTP/1.1",
                            "Host: 127.0.0.1:" + port,
                            "Accept: application/json",
                            "Accept-Encoding: gzip, …",
                            "Connection: keep-alive",
                            "X-Private-Api-Token: " + TOKEN);
        }
    }

    @Test
    void token_is_in_one_header_and_in_no_url() {
        SERVER.stubFor(get(urlPathEqualTo("/p1/companies/154/channels")).willReturn(Responses.channels()));
        PactChannelsClient client = client();

        client.listChannels(154, PageRequest.FIRST);
        client.listChannels(154, PageRequest.FIRST.at("next"));

        assertThat(SERVER.received()).hasSize(2).allSatisfy(request -> {
            assertThat(request.getHeaders().getHeader("X-Private-Api-Token").values())
                    .containsExactly(TOKEN);
            assertThat(request.getAbsoluteUrl()).doesNotContain(TOKEN);
        });
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    -,   -,    -,    /p1/companies/154/channels
                    100, -,    -,    /p1/companies/154/channels?per=100
                    -,   t0k,  -,    /p1/companies/154/channels?from=t0k
                    -,   -,    asc,  /p1/companies/154/channels?sort_direction=asc
                    1,   -,    desc, /p1/companies/154/channels?per=1&sort_direction=desc
                    50,  t0k,  desc, /p1/companies/154/channels?from=t0k&per=50&sort_direction=desc
                    """)
    void null_parameter_is_not_sent(Integer pageSize, String pageToken, SortDirection order, String url) {
        SERVER.stubFor(get(urlEqualTo(url)).willReturn(Responses.channels()));

        client().listChannels(154, new PageRequest(pageSize, pageToken, order));

        assertThat(onlyRequest().getUrl()).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    a/b+c=d      | a%2Fb%2Bc%3Dd
                    100%&?#      | 100%25%26%3F%23
                    already%2Fso | already%252Fso
                    `two  words` | two%20%20words
                    -._~         | -._~
                    "quotes'     | %22quotes%27
                    дальше       | %D0%B4%D0%B0%D0%BB%D1%8C%D1%88%D0%B5
                    日本         | %E6%97%A5%E6%9C%AC
                    👍🏽           | %F0%9F%91%8D%F0%9F%8F%BD
                    """)
    void page_token_is_percent_encoded(String token, String encoded) {
        SERVER.stubFor(get(urlPathEqualTo("/p1/companies/154/channels"))
                .withQueryParam("from", equalTo(token))
                .willReturn(Responses.channels()));

        client().listChannels(154, PageRequest.FIRST.at(token));

        assertThat(onlyRequest().getUrl()).isEqualTo("/p1/companies/154/channels?from=" + encoded);
    }

    @Test
    void page_token_of_255_symbols_is_sent_completely() {
        String token = "ё".repeat(255);
        SERVER.stubFor(get(urlPathEqualTo("/p1/companies/154/channels"))
                .withQueryParam("from", equalTo(token))
                .willReturn(Responses.channels()));

        assertThat(client().listChannels(154, PageRequest.FIRST.at(token)).items())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'',             /companies/7/channels",
        "/,              /companies/7/channels",
        "/p1,            /p1/companies/7/channels",
        "/p1/,           /p1/companies/7/channels",
        "/p1///,         /p1/companies/7/channels",
        "/gate/pact/p1,  /gate/pact/p1/companies/7/channels",
        "/a%20b,         /a%20b/companies/7/channels",
    })
    void path_is_appended_to_the_base_path(String basePath, String path) {
        SERVER.stubFor(get(urlEqualTo(path)).willReturn(Responses.channels()));

        pact.to("http://127.0.0.1:" + SERVER.getPort() + basePath).listChannels(7, PageRequest.FIRST);

        assertThat(onlyRequest().getUrl()).isEqualTo(path);
    }

    @Test
    void non_ascii_base_path_is_encoded() {
        try (RawServer server = RawServer.sending(Responses.http("200 OK", Responses.CHANNELS))) {
            pact.to(server.baseUri().replace("/p1", "/п1")).listChannels(154, PageRequest.FIRST);

            assertThat(server.requests().get(0).head()).startsWith("GET /%D0%BF1/companies/154/channels ");
        }
    }

    @Test
    void company_id_has_64_bits() {
        SERVER.stubFor(
                get(urlEqualTo("/p1/companies/9223372036854775807/channels")).willReturn(Responses.channels()));

        assertThat(client().listChannels(Long.MAX_VALUE, PageRequest.FIRST).items())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void company_id_that_is_not_positive_is_rejected_before_sending(long companyId) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client().listChannels(companyId, PageRequest.FIRST))
                .withMessage("companyId must be a positive number (was " + companyId + ")");

        assertThat(SERVER.received()).isEmpty();
        assertThat(pact.connections()).isZero();
    }

    // Response

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 203, 206, 299})
    void every_2xx_status_is_a_success(int status) {
        assertThat(pageOf(Responses.json(status, Responses.CHANNELS)).items())
                .containsExactly(new PactChannel(399, "whatsapp"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'data':{'channels':[{'external_id':1}]}}",
                "{'result':'ok','data':{'channels':[{'external_id':1}]}}",
                "{'status':'updated','data':{'channels':[{'external_id':1}]}}",
                "{'status':null,'data':{'channels':[{'external_id':1}]}}",
                "{'data':{'channels':[{'external_id':1}]},'status':'ok'}",
                "{'status':{'a':[1,{}]},'meta':[{'data':{'channels':7}}],'data':{'total':{'n':1},'channels':[{'external_id':1}]}}",
            })
    void other_fields_of_the_envelope_are_ignored(String body) {
        assertThat(pageOf(body).items()).containsExactly(new PactChannel(1, null));
    }

    @Test
    void company_without_channels_has_an_empty_page() {
        Page<PactChannel> page = pageOf("{'status':'ok','data':{'channels':[],'next_page':null}}");

        assertThat(page.items()).isEmpty();
        assertThat(page.nextPageToken()).isNull();
    }

    @Test
    void channels_keep_the_order_of_the_response() {
        Page<PactChannel> page =
                pageOf("{'data':{'channels':[{'external_id':3},{'external_id':1},{'external_id':2}]}}");

        assertThat(page.items()).extracting(PactChannel::channelId).containsExactly(3L, 1L, 2L);
    }

    @Test
    void unknown_provider_is_accepted() {
        Page<PactChannel> page = pageOf("{'data':{'channels':[{'external_id':1,'provider':'carrier_pigeon_2'}]}}");

        assertThat(page.items()).containsExactly(new PactChannel(1, "carrier_pigeon_2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'external_id':1}", "{'external_id':1,'provider':null}"})
    void channel_without_provider_is_accepted(String channel) {
        Page<PactChannel> page = pageOf("{'data':{'channels':[" + channel + "]}}");

        assertThat(page.items()).containsExactly(new PactChannel(1, null));
    }

    @Test
    void unknown_fields_are_kept() {
        Page<PactChannel> page = pageOf(
                """
                {'data':{'channels':[{'name':'Отдел продаж','external_id':5,'limits':{'per_day':[1,2.5]},'provider':'avito','paid':true,'note':null}]}}""");

        PactChannel channel = page.items().get(0);
        assertThat(channel.otherFields())
                .containsEntry("name", "Отдел продаж")
                .containsEntry("limits", Map.of("per_day", List.of(1, 2.5)))
                .containsEntry("paid", true)
                .containsEntry("note", null)
                .hasSize(4);
        assertThat(channel.toMap().keySet())
                .containsExactly("external_id", "provider", "name", "limits", "paid", "note");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "399,                   399",
                "\"399\",               399",
                "9223372036854775807,   9223372036854775807",
                "\"9223372036854775807\", 9223372036854775807",
            })
    void id_has_64_bits_with_or_without_quotes(String json, long id) {
        assertThat(pageOf("{'data':{'channels':[{'external_id':" + json + "}]}}")
                        .items())
                .containsExactly(new PactChannel(id, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'data':{'channels':[{'external_id':1}]}}",
                "{'data':{'channels':[{'external_id':1}],'next_page':null}}",
                "{'data':{'channels':[{'external_id':1}],'next_page':''}}",
                "{'data':{'channels':[{'external_id':1}],'next_page':'  '}}",
            })
    void missing_or_blank_next_page_ends_the_listing(String body) {
        assertThat(pageOf(body).nextPageToken()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'data':{'next_page':'n','channels':[{'external_id':1}]}}",
                "{'data':{'channels':[{'external_id':1}],'next_page':'n'}}",
            })
    void next_page_can_precede_or_follow_the_channels(String body) {
        Page<PactChannel> page = pageOf(body);

        assertThat(page.nextPageToken()).isEqualTo("n");
        assertThat(page.items()).hasSize(1);
    }

    @Test
    void next_page_token_is_unchanged() {
        assertThat(pageOf("{'data':{'channels':[],'next_page':' a/+=%26\\u044f '}}")
                        .nextPageToken())
                .isEqualTo(" a/+=%26я ");
    }

    @Test
    void charset_of_the_content_type_is_ignored() {
        ResponseDefinitionBuilder response = Responses.json(200, "")
                .withHeader("Content-Type", "text/html; charset=windows-1251")
                .withBody("{\"data\":{\"channels\":[{\"external_id\":1,\"provider\":\"почта👍\"}]}}"
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(pageOf(response).items()).containsExactly(new PactChannel(1, "почта👍"));
    }

    @Test
    void byte_order_mark_and_white_space_are_accepted() {
        assertThat(pageOf("\uFEFF \r\n" + Responses.CHANNELS + "\r\n\t ").items())
                .hasSize(1);
    }

    @Test
    void compressed_response_is_read() {
        ResponseDefinitionBuilder response = Responses.json(200, "")
                .withHeader("Content-Encoding", "gzip")
                .withBody(Responses.gzip(Responses.CHANNELS));

        assertThat(pageOf(response).items()).containsExactly(new PactChannel(399, "whatsapp"));
    }

    @Test
    void response_in_small_chunks_is_read() {
        ResponseDefinitionBuilder response = Responses.channels().withChunkedDribbleDelay(20, 20);

        assertThat(pageOf(response).items()).containsExactly(new PactChannel(399, "whatsapp"));
    }

    @Test
    void page_of_a_hundred_thousand_channels_is_read() {
        String channel = "{'external_id':1234567,'provider':'telegram_personal'},";

        Page<PactChannel> page = pageOf("{'data':{'channels':[" + channel.repeat(99_999) + "{'external_id':8}]}}");

        assertThat(page.items()).hasSize(100_000);
    }

    @Test
    void clients_with_different_settings_share_an_http_client() {
        try (PactChannelsSandbox first =
                        PactChannelsSandbox.builder().token("first").start();
                PactChannelsSandbox second =
                        PactChannelsSandbox.builder().token("second").start()) {
            first.addChannel("avito");
            second.addChannel("viber");

            assertThat(client(first).listChannels(154, PageRequest.FIRST).items())
                    .extracting(PactChannel::provider)
                    .containsExactly("avito");
            assertThat(client(second).listChannels(154, PageRequest.FIRST).items())
                    .extracting(PactChannel::provider)
                    .containsExactly("viber");
        }
    }

    private PactChannelsClient client(PactChannelsSandbox sandbox) {
        return new HttpPactChannelsClient(
                pact.httpClient,
                new PactChannelsClientSettings(sandbox.baseUri(), sandbox.apiToken(), Duration.ofSeconds(10)),
                pact.timer);
    }

    private PactChannelsClient client() {
        return pact.to(SERVER.baseUri());
    }

    /** The page of a body with single instead of double quotes. */
    private Page<PactChannel> pageOf(String body) {
        return pageOf(Responses.json(200, body.replace('\'', '"')));
    }

    private Page<PactChannel> pageOf(ResponseDefinitionBuilder response) {
        SERVER.stubFor(get(urlEqualTo("/p1/companies/154/channels")).willReturn(response));
        return client().listChannels(154, PageRequest.FIRST);
    }

    private static LoggedRequest onlyRequest() {
        List<LoggedRequest> requests = SERVER.received();
        assertThat(requests).hasSize(1);
        return requests.get(0);
    }
}
