/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static im.pact.camel.channels.ApiServer.document;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.github.tomakehurst.wiremock.client.WireMock;
import im.pact.camel.channels.client.LogCapture;
import im.pact.camel.channels.client.PactChannelsException;
import im.pact.camel.channels.client.PactChannelsNotFoundException;
import im.pact.camel.channels.client.PactChannelsUnavailableException;
import im.pact.camel.channels.client.Responses;
import im.pact.camel.channels.model.ApiList;
import im.pact.camel.channels.model.Company;
import im.pact.camel.channels.model.CompanyResult;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.request.UpdateCompany;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations companies and registerWebhook, on the wire. */
class CompaniesTest {

    private static final String COMPANIES = "/p1/companies";
    private static final String HOOK = "https://hooks.example.org/pact/s3cret-ключ";
    private static final Company ACME = company(11, "Acme", null);
    private static final Company ZOE = company(12, "Zoë", HOOK);

    @RegisterExtension
    static final ApiServer SERVER = new ApiServer();

    @RegisterExtension
    final LogCapture log = new LogCapture();

    @BeforeEach
    void respond() {
        SERVER.stubFor(get(urlPathEqualTo(COMPANIES)).willReturn(okJson(document("companies"))));
        SERVER.stubFor(get(urlPathEqualTo(COMPANIES))
                .withQueryParam("from", WireMock.equalTo("b"))
                .willReturn(okJson(document("companies-last"))));
        SERVER.stubFor(put(WireMock.anyUrl()).willReturn(okJson(document("company-updated"))));
    }

    // companies

    @Test
    void companies_of_all_pages_are_the_body() {
        Exchange exchange = send("companies", null, Map.of());

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isInstanceOf(ApiList.class).isEqualTo(List.of(ACME, ZOE));
        assertThat(calls()).containsExactly("GET /p1/companies", "GET /p1/companies?from=b");
        assertThat(SERVER.requests()).allSatisfy(request -> assertThat(request.header("X-Private-Api-Token"))
                .isEqualTo(ApiServer.TOKEN));
    }

    @Test
    void page_size_order_and_first_page_come_from_options_or_headers() {
        send("companies?pageSize=2&sortDirection=desc&pageToken=b", null, Map.of());
        send("companies", null, Map.of("PageSize", 2, "SortDirection", "desc", "PageToken", "b"));

        assertThat(calls())
                .containsExactly(
                        "GET /p1/companies?from=b&per=2&sort_direction=desc",
                        "GET /p1/companies?from=b&per=2&sort_direction=desc");
    }

    @Test
    void one_page_has_the_token_of_the_next_one_in_its_header() {
        Exchange first = send("companies?listMode=page", null, Map.of());
        Exchange last = send("companies?listMode=page", null, Map.of("PageToken", "b"));

        assertThat(first.getMessage().getBody()).isEqualTo(List.of(ACME));
        assertThat(first.getMessage().getHeader(PactChannelsConstants.NEXT_PAGE_TOKEN))
                .isEqualTo("b");
        assertThat(last.getMessage().getBody()).isEqualTo(List.of(ZOE));
        assertThat(last.getMessage().getHeader(PactChannelsConstants.NEXT_PAGE_TOKEN))
                .isNull();
    }

    @Test
    void max_pages_limits_the_requests() {
        Exchange exchange = send("companies?maxPages=1", null, Map.of());

        assertThat(exchange.getMessage().getBody()).isEqualTo(List.of(ACME));
        assertThat(exchange.getMessage().getHeader(PactChannelsConstants.NEXT_PAGE_TOKEN))
                .isEqualTo("b");
    }

    @Test
    void stream_requests_a_page_when_it_is_read() {
        Iterator<?> companies =
                send("companies?listMode=stream", null, Map.of()).getMessage().getBody(Iterator.class);
        assertThat(SERVER.requests()).isEmpty();

        assertThat(companies.next()).isEqualTo(ACME);
        assertThat(calls()).hasSize(1);
        assertThat(companies.next()).isEqualTo(ZOE);
        assertThat(companies.hasNext()).isFalse();
        assertThat(companies).hasToString("Stream of companies: split the body, or use listMode=all for a list");
    }

    @Test
    void maps_and_json_have_the_fields_of_the_api() {
        Object map = send("companies?outputType=map&pageToken=b", null, Map.of())
                .getMessage()
                .getBody();
        Object json = send("companies?outputType=json&pageToken=b", null, Map.of())
                .getMessage()
                .getBody();

        assertThat(map).isEqualTo(List.of(ZOE.toMap()));
        assertThat(json)
                .isEqualTo("[{\"external_id\":12,\"name\":\"Zoë\",\"webhook_url\":\"" + HOOK
                        + "\",\"phone\":null,\"description\":null}]");
    }

    @Test
    void read_is_retried() {
        SERVER.stubFor(get(urlPathEqualTo(COMPANIES)).willReturn(Responses.json(503, "")));

        Exchange exchange = send("companies?maxRetries=2&retryDelay=1", null, Map.of());

        assertThat(exchange.getException()).isInstanceOf(PactChannelsUnavailableException.class);
        assertThat(exchange.getException(PactChannelsException.class).isOutcomeUnknown())
                .isFalse();
        assertThat(calls()).hasSize(3);
    }

    // A company in the body

    @Test
    void company_in_the_body_is_the_company_of_the_next_step() {
        SERVER.stubFor(get(urlPathEqualTo(COMPANIES + "/12/channels")).willReturn(okJson(document("channels"))));

        Exchange exchange = send("list?maxPages=1", ZOE, Map.of());

        assertThat(exchange.getMessage().getBody()).isEqualTo(List.of(new PactChannel(399, "whatsapp")));
    }

    @Test
    void company_in_the_body_names_no_channel() {
        assertRejected(send("delete", ZOE, Map.of()), "delete: channelId must be a positive number (was null)");
    }

    @Test
    void company_in_the_body_must_be_the_company_of_option_or_header() {
        String reason = " companyId is ambiguous: it is 11, the Company in the body has 12. Set the header"
                + " CamelPactChannelsCompanyId and replace the body";

        assertRejected(send("list?companyId=11", ZOE, Map.of()), "list:" + reason);
        assertRejected(send("list", ZOE, Map.of("CompanyId", 11)), "list:" + reason);
        assertThat(send("list?companyId=11&maxPages=1", ZOE, Map.of("CompanyId", 12))
                        .getException())
                .isInstanceOf(PactChannelsNotFoundException.class);
    }

    @Test
    void company_in_the_body_overrides_the_default_of_the_component() throws Exception {
        SERVER.stubFor(get(urlPathEqualTo(COMPANIES + "/12/channels")).willReturn(okJson(document("channels"))));
        try (CamelContext context = new DefaultCamelContext()) {
            SERVER.connect(context).getConfiguration().setCompanyId(11L);
            context.start();

            Object channels = context.createProducerTemplate().requestBody("pact-channels:list?maxPages=1", ZOE);

            assertThat(channels).isEqualTo(List.of(new PactChannel(399, "whatsapp")));
        }
    }

    // registerWebhook

    @Test
    void webhook_is_registered_if_the_company_has_none() {
        Exchange exchange = send("registerWebhook?companyId=11", null, Map.of("WebhookUrl", HOOK));

        assertThat(exchange.getException()).isNull();
        assertThat(calls()).containsExactly("GET /p1/companies?per=100", "PUT /p1/companies/11");
        assertThat(SERVER.requests().get(1).form()).isEqualTo("webhook_url=" + HOOK);
        assertThat(exchange.getMessage().getBody())
                .isEqualTo(new CompanyResult(
                        11, "updated", Map.of("status", "updated", "data", Map.of("external_id", 11))));
    }

    @Test
    void webhook_that_is_registered_already_is_not_sent() {
        Exchange exchange = send("registerWebhook?companyId=12", null, Map.of("WebhookUrl", HOOK));

        assertThat(calls()).containsExactly("GET /p1/companies?per=100", "GET /p1/companies?from=b&per=100");
        CompanyResult result = exchange.getMessage().getBody(CompanyResult.class);
        assertThat(result.status()).isEqualTo("unchanged");
        assertThat(exchange.getMessage().getBody(String.class))
                .isEqualTo("{\"status\":\"unchanged\",\"data\":{\"external_id\":12}}");
    }

    @Test
    void url_comes_from_header_body_or_option() {
        String other = "https://other.example.org/";
        send("registerWebhook?companyId=12&webhookUrl=RAW(" + other + "1)", null, Map.of());
        send("registerWebhook?companyId=12&webhookUrl=RAW(" + HOOK + ")", Map.of("webhook_url", other + 2), Map.of());
        send("registerWebhook?companyId=12", "{\"webhookUrl\":\"" + other + "3\"}", Map.of());
        send("registerWebhook?companyId=12", UpdateCompany.webhookUrl(other + 4), Map.of());
        send("registerWebhook", company(12, "Zoë", null), Map.of("WebhookUrl", other + 5));
        send("registerWebhook?companyId=12", UpdateCompany.webhookUrl(other + 4), Map.of("WebhookUrl", other + 6));

        assertThat(SERVER.requests())
                .filteredOn(request -> request.method().equals("PUT"))
                .extracting(ApiServer.Request::form)
                .containsExactly(
                        "webhook_url=" + other + 1,
                        "webhook_url=" + other + 2,
                        "webhook_url=" + other + 3,
                        "webhook_url=" + other + 4,
                        "webhook_url=" + other + 5,
                        "webhook_url=" + other + 6);
    }

    @Test
    void empty_text_in_a_header_or_the_body_removes_the_webhook() {
        send("registerWebhook?companyId=12", null, Map.of("WebhookUrl", ""));
        send("registerWebhook?companyId=12", Map.of("webhookUrl", " "), Map.of());

        assertThat(SERVER.requests())
                .filteredOn(request -> request.method().equals("PUT"))
                .extracting(ApiServer.Request::body)
                .containsExactly("webhook_url=", "webhook_url=");
    }

    @Test
    void company_without_a_webhook_needs_no_removal() {
        assertThat(send("registerWebhook?companyId=11", null, Map.of("WebhookUrl", ""))
                        .getMessage()
                        .getBody(CompanyResult.class)
                        .status())
                .isEqualTo("unchanged");
    }

    @Test
    void other_values_of_the_body_are_sent_if_one_of_them_differs() {
        send("registerWebhook?companyId=12", Map.of("webhook_url", HOOK, "name", "Zoë"), Map.of());
        assertThat(calls()).noneMatch(call -> call.startsWith("PUT"));

        send("registerWebhook?companyId=12", Map.of("webhook_url", HOOK, "name", "New"), Map.of());
        assertThat(SERVER.requests().get(SERVER.requests().size() - 1).form())
                .isEqualTo("webhook_url=" + HOOK + "&name=New");
    }

    @Test
    void company_that_is_not_listed_gets_the_answer_of_the_service() {
        SERVER.stubFor(put(WireMock.anyUrl()).willReturn(Responses.json(404, "{\"error\":\"No such company\"}")));

        Exchange exchange = send("registerWebhook?companyId=99", null, Map.of("WebhookUrl", HOOK));

        assertThat(exchange.getException())
                .isInstanceOf(PactChannelsNotFoundException.class)
                .hasMessageContaining("No such company");
    }

    @Test
    void change_is_not_retried_if_the_service_may_have_acted() {
        SERVER.stubFor(put(WireMock.anyUrl()).willReturn(Responses.json(503, "")));

        Exchange exchange =
                send("registerWebhook?companyId=11&maxRetries=2&retryDelay=1", null, Map.of("WebhookUrl", HOOK));

        assertThat(exchange.getException(PactChannelsException.class).isOutcomeUnknown())
                .isTrue();
        assertThat(exchange.getException()).hasMessageEndingWith("The webhook may have been registered");
        assertThat(calls()).containsExactly("GET /p1/companies?per=100", "PUT /p1/companies/11");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                             | webhookUrl is missing",
                "http://hooks.example.org/s3cret | webhookUrl must be an absolute https:// URL with a host and without user"
                        + " and fragment (http:// only for loopback addresses)",
                "s3cret                        | webhookUrl must be an absolute https:// URL with a host and without user"
                        + " and fragment (http:// only for loopback addresses)",
            })
    void invalid_url_is_rejected_and_not_shown(String url, String reason) {
        Map<String, Object> headers = new HashMap<>();
        headers.put("WebhookUrl", url);

        assertRejected(send("registerWebhook?companyId=11", null, headers), "registerWebhook: " + reason);
    }

    /** A property that the URI refers to may be empty by mistake. */
    @Test
    void empty_option_is_missing() {
        assertRejected(
                send("registerWebhook?companyId=12&webhookUrl=RAW( )", null, Map.of()),
                "registerWebhook: webhookUrl is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"form", "json"})
    void address_of_the_webhook_appears_in_no_exception_and_no_log(String format) {
        log.setLevel(Level.DEBUG);
        SERVER.stubFor(
                put(WireMock.anyUrl()).willReturn(Responses.json(422, "{\"error\":\"no answer from " + HOOK + "\"}")));

        Exchange exchange =
                send("registerWebhook?companyId=11&requestFormat=" + format, null, Map.of("WebhookUrl", HOOK));

        log.add(exchange.getException());
        log.add(exchange.getException(PactChannelsException.class).getResponseBody());
        assertThat(log.text()).contains("422", "no answer from ******").doesNotContain("s3cret");
    }

    private static Company company(long companyId, String name, String webhookUrl) {
        Map<String, Object> others = new HashMap<>();
        others.put("phone", null);
        others.put("description", null);
        return new Company(companyId, name, webhookUrl, others);
    }

    private static Exchange send(String uri, Object body, Map<String, Object> headers) {
        return SERVER.exchange(uri, exchange -> {
            exchange.getMessage().setBody(body);
            headers.forEach((name, value) -> exchange.getMessage().setHeader("CamelPactChannels" + name, value));
        });
    }

    private static List<String> calls() {
        List<String> calls = new ArrayList<>();
        SERVER.requests().forEach(request -> calls.add(request.call()));
        return calls;
    }

    private static void assertRejected(Exchange exchange, String message) {
        assertThat(exchange.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThat(SERVER.requests()).isEmpty();
    }
}
