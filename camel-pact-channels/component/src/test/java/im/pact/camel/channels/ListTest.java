/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static im.pact.camel.channels.ListResponses.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.pact.camel.channels.client.PactChannelsAuthenticationException;
import im.pact.camel.channels.client.PactChannelsException;
import im.pact.camel.channels.client.PactChannelsUnexpectedResponseException;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import im.pact.camel.channels.sandbox.Paging;
import im.pact.camel.channels.sandbox.SandboxChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operation list as a producer, against the sandbox. */
class ListTest {

    private static final long COMPANY = PactChannelsSandbox.COMPANY_ID;

    @RegisterExtension
    static final PactChannelsSandboxExtension EXTENSION = new PactChannelsSandboxExtension();

    private final PactChannelsSandbox sandbox = EXTENSION.sandbox();
    private CamelContext context;
    private ProducerTemplate template;

    @BeforeEach
    void start() {
        context = new DefaultCamelContext();
        TestContexts.connect(context, sandbox);
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest(name = "{0} channels, {1} a page, {2}, listMode={3}")
    @CsvSource({
        "0, 50, asc, all",
        "0, 50, asc, page",
        "0, 50, asc, stream",
        "1, 50, asc, all",
        "1, 1, desc, stream",
        "1, 50, asc, page",
        "50, 50, asc, all",
        "50, 50, desc, all",
        "50, 50, desc, page",
        "50, 50, asc, stream",
        "51, 50, asc, all",
        "51, 50, desc, stream",
        "51, 1, asc, all",
        "51, 7, desc, all",
        "10000, 100, asc, all",
        "10000, 100, desc, stream",
        "10000, 99, asc, stream"
    })
    void lists_every_channel_of_the_company_once_in_order(int channels, int pageSize, String direction, String mode) {
        sandbox.addChannels(COMPANY, channels);

        Object body = send("pageSize=" + pageSize + "&sortDirection=" + direction + "&listMode=" + mode)
                .getMessage()
                .getBody();

        assertThat(ids(body)).isEqualTo(sandboxIds(direction));
    }

    @Test
    void sends_no_parameters_by_default() {
        sandbox.addChannels(COMPANY, 1);

        send("");

        assertThat(sandbox.requests()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.path()).isEqualTo("/p1/companies/154/channels");
            assertThat(request.query()).isNullOrEmpty();
        });
    }

    @Test
    void list_mode_page_reads_one_page_and_sets_the_next_token() {
        sandbox.addChannels(COMPANY, 120);
        List<Long> seen = new ArrayList<>();
        String token = null;
        int pages = 0;
        do {
            String from = token;
            Exchange answer = template.request(uri("listMode=page"), exchange -> exchange.getMessage()
                    .setHeader(PactChannelsConstants.PAGE_TOKEN, from));
            assertThat(answer.getException()).isNull();
            seen.addAll(ids(answer.getMessage().getBody()));
            token = answer.getMessage().getHeader(PactChannelsConstants.NEXT_PAGE_TOKEN, String.class);
            pages++;
        } while (token != null);

        assertThat(pages).isEqualTo(3);
        assertThat(seen).isEqualTo(sandboxIds("asc"));
    }

    @Test
    void old_next_token_is_removed_after_the_last_page() {
        sandbox.addChannels(COMPANY, 3);

        Exchange answer = template.request(uri("listMode=page"), exchange -> exchange.getMessage()
                .setHeader(PactChannelsConstants.NEXT_PAGE_TOKEN, "stale"));

        assertThat(answer.getMessage().getHeaders()).doesNotContainKey(PactChannelsConstants.NEXT_PAGE_TOKEN);
    }

    @Test
    void max_pages_limits_the_listing_and_the_next_token_continues_it() {
        sandbox.addChannels(COMPANY, 10);

        Exchange answer = send("pageSize=3&maxPages=2");

        assertThat(ids(answer.getMessage().getBody()))
                .isEqualTo(sandboxIds("asc").subList(0, 6));
        assertThat(sandbox.requestCount()).isEqualTo(2);
        Exchange rest = template.request(uri("pageSize=100"), exchange -> exchange.getMessage()
                .setHeader(
                        PactChannelsConstants.PAGE_TOKEN,
                        answer.getMessage().getHeader(PactChannelsConstants.NEXT_PAGE_TOKEN)));
        assertThat(ids(rest.getMessage().getBody())).isEqualTo(sandboxIds("asc").subList(6, 10));
    }

    @ParameterizedTest
    @EnumSource(
            value = Paging.class,
            names = {"NULL_AT_END", "BLANK_AT_END", "EMPTY_PAGE_AT_END"})
    void every_form_of_no_next_page_ends_the_listing(Paging paging) {
        sandbox.rules().paging(paging);
        sandbox.addChannels(COMPANY, 7);

        assertThat(ids(send("pageSize=3").getMessage().getBody())).isEqualTo(sandboxIds("asc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "stream"})
    void repeated_page_token_is_an_error(String mode) {
        sandbox.rules().paging(Paging.SAME_TOKEN_FOREVER);
        sandbox.addChannels(COMPANY, 30);

        assertThatThrownBy(() -> {
                    Exchange answer = send("pageSize=3&listMode=" + mode);
                    if (answer.getException() != null) {
                        throw answer.getException();
                    }
                    ids(answer.getMessage().getBody());
                })
                .isInstanceOf(PactChannelsUnexpectedResponseException.class)
                .hasMessageContaining("already read");
        assertThat(sandbox.requestCount()).isLessThan(4);
    }

    /** For an unknown token the service returns the first page: here with a new token each time. */
    @ParameterizedTest
    @ValueSource(strings = {"all", "stream"})
    void service_that_starts_over_is_an_error(String mode) {
        for (int page = 0; page < 5; page++) {
            sandbox.nextRequests(1).respondWith(page("token " + page, 1, 2));
        }

        assertThatThrownBy(() -> {
                    Exchange response = send("listMode=" + mode);
                    if (response.getException() != null) {
                        throw response.getException();
                    }
                    ids(response.getMessage().getBody());
                })
                .isInstanceOf(PactChannelsUnexpectedResponseException.class)
                .hasMessageContaining("Page 2 starts like an earlier page: the service has started over");
        assertThat(sandbox.requestCount()).isEqualTo(2);
    }

    @Test
    void service_that_starts_over_is_an_error_in_a_loop_over_pages() throws Exception {
        for (int page = 0; page < 5; page++) {
            sandbox.nextRequests(1).respondWith(page("token " + page, 1, 2));
        }
        context.addRoutes(loopOverPages());

        Exchange response = template.request("direct:loop", exchange -> {});

        assertThat(response.getException())
                .isInstanceOf(PactChannelsUnexpectedResponseException.class)
                .hasMessageContaining("starts like an earlier page");
        assertThat(sandbox.requestCount()).isEqualTo(2);
    }

    @Test
    void loop_over_pages_ends_at_empty_pages_without_end() throws Exception {
        sandbox.addChannels(COMPANY, 2);
        sandbox.nextRequests(1).respondWith(page("token", 1, 2));
        for (int page = 0; page < 10; page++) {
            sandbox.nextRequests(1).respondWith(page("token " + page));
        }
        context.addRoutes(loopOverPages());

        Exchange response = template.request("direct:loop", exchange -> {});

        assertThat(response.getException()).isNull();
        assertThat(sandbox.requestCount()).isEqualTo(5);
    }

    private static RouteBuilder loopOverPages() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:loop")
                        .to(uri("listMode=page"))
                        .loopDoWhile(
                                header(PactChannelsConstants.NEXT_PAGE_TOKEN).isNotNull())
                        .setHeader(PactChannelsConstants.PAGE_TOKEN, header(PactChannelsConstants.NEXT_PAGE_TOKEN))
                        .to(uri("listMode=page"));
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "stream"})
    void empty_page_that_names_a_next_one_is_followed(String mode) {
        sandbox.nextRequests(1).respondWith(page("b", 1, 2));
        sandbox.nextRequests(1).respondWith(page("c"));
        sandbox.nextRequests(1).respondWith(page(null, 5));

        assertThat(ids(send("listMode=" + mode).getMessage().getBody())).containsExactly(1L, 2L, 5L);
    }

    @Test
    void stream_requests_a_page_when_the_records_before_it_are_used_up() {
        sandbox.addChannels(COMPANY, 9);

        Iterator<?> channels = send("pageSize=3&listMode=stream").getMessage().getBody(Iterator.class);

        assertThat(sandbox.requestCount()).isZero();
        for (int taken = 1; taken <= 9; taken++) {
            channels.next();
            assertThat(sandbox.requestCount())
                    .as("requests after %d channels", taken)
                    .isEqualTo((taken + 2) / 3);
        }
        assertThat(channels.hasNext()).isFalse();
    }

    @Test
    void body_may_be_maps_or_json() {
        sandbox.addChannel(COMPANY, 399, "whatsapp");

        assertThat(send("outputType=map").getMessage().getBody())
                .isEqualTo(List.of(Map.of("external_id", 399L, "provider", "whatsapp")));
        assertThat(send("outputType=json").getMessage().getBody())
                .isEqualTo("[{\"external_id\":399,\"provider\":\"whatsapp\"}]");
        assertThat(send("outputType=json&listMode=stream").getMessage().getBody(Iterator.class))
                .toIterable()
                .isEqualTo(List.of("{\"external_id\":399,\"provider\":\"whatsapp\"}"));
    }

    @Test
    void headers_take_precedence_over_options() {
        sandbox.addCompany(200);
        sandbox.addChannels(200, 5);

        Exchange answer = template.request(uri("pageSize=50&sortDirection=asc&maxPages=9&listMode=page"), exchange -> {
            exchange.getMessage().setHeader(PactChannelsConstants.OPERATION, "LIST");
            exchange.getMessage().setHeader(PactChannelsConstants.COMPANY_ID, "200");
            exchange.getMessage().setHeader(PactChannelsConstants.PAGE_SIZE, 2);
            exchange.getMessage().setHeader(PactChannelsConstants.SORT_DIRECTION, "DESC");
            exchange.getMessage().setHeader(PactChannelsConstants.LIST_MODE, "all");
            exchange.getMessage().setHeader(PactChannelsConstants.MAX_PAGES, "1");
        });

        assertThat(ids(answer.getMessage().getBody())).hasSize(2).isSortedAccordingTo(Collections.reverseOrder());
        assertThat(sandbox.requests()).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/p1/companies/200/channels");
            assertThat(request.query()).isEqualTo("per=2&sort_direction=desc");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CamelPactChannelsOperation | erase | Unknown operation 'erase': must be one of list",
                "CamelPactChannelsCompanyId | 0     | list: companyId must be a positive number (was 0)",
                "CamelPactChannelsCompanyId | -5    | list: companyId must be a positive number (was -5)",
                "CamelPactChannelsCompanyId | ../9  | list: companyId must be a positive number (was ../9)",
                "CamelPactChannelsPageSize  | 0     | list: pageSize must be a number from 1 to 100 (was 0)",
                "CamelPactChannelsPageSize  | 101   | list: pageSize must be a number from 1 to 100 (was 101)",
                "CamelPactChannelsPageSize  | many  | list: pageSize must be a number from 1 to 100 (was many)",
                "CamelPactChannelsMaxPages  | 0     | list: maxPages must be a positive number (was 0)",
                "CamelPactChannelsSortDirection | up | list: sortDirection must be one of asc, desc (was up)",
                "CamelPactChannelsListMode  | some  | list: listMode must be one of all, page, stream (was some)",
            })
    void invalid_header_is_rejected_before_any_request(String header, String value, String message) {
        Exchange answer =
                template.request(uri(""), exchange -> exchange.getMessage().setHeader(header, value));

        assertThat(answer.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
        assertThat(sandbox.requestCount()).isZero();
    }

    @Test
    void page_token_of_255_characters_is_accepted() {
        Exchange answer = template.request(uri(""), exchange -> exchange.getMessage()
                .setHeader(PactChannelsConstants.PAGE_TOKEN, "👍".repeat(255)));

        assertThat(answer.getException()).isNull();
    }

    @Test
    void page_token_of_256_characters_is_rejected() {
        Exchange answer = template.request(uri(""), exchange -> exchange.getMessage()
                .setHeader(PactChannelsConstants.PAGE_TOKEN, "ж".repeat(256)));

        assertThat(answer.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("list: pageToken must be at most 255 characters long");
        assertThat(sandbox.requestCount()).isZero();
    }

    @Test
    void missing_company_is_rejected_before_any_request() {
        Exchange answer = template.request("pact-channels:list", exchange -> {});

        assertThat(answer.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("companyId");
        assertThat(sandbox.requestCount()).isZero();
    }

    @Test
    void exception_of_the_service_is_not_wrapped() {
        sandbox.failNext(401, "{\"errors\":[{\"detail\":\"No such token\"}]}");

        Exchange answer = send("");

        assertThat(answer.getException())
                .isInstanceOf(PactChannelsAuthenticationException.class)
                .hasMessage("list: GET /p1/companies/154/channels returned 401 Unauthorized, \"No such token\"."
                        + " Check apiToken, and that the token has access to the company");
        assertThatThrownBy(() -> {
                    sandbox.failNext(503, "");
                    template.requestBody(uri(""), (Object) null);
                })
                .isInstanceOf(CamelExecutionException.class)
                .hasCauseInstanceOf(PactChannelsException.class);
    }

    @Test
    void client_does_not_retry_or_redirect() {
        for (int status : new int[] {503, 302, 429}) {
            sandbox.clearRequests();
            sandbox.failNext(status, "", "Location", sandbox.baseUri() + "/elsewhere", "Retry-After", "0");

            assertThat(send("").getException()).isInstanceOf(PactChannelsException.class);
            assertThat(sandbox.requestCount()).as("requests after a %d", status).isEqualTo(1);
        }
    }

    private Exchange send(String options) {
        return template.request(uri(options), exchange -> {});
    }

    private static String uri(String options) {
        return "pact-channels:list?companyId=" + COMPANY + (options.isEmpty() ? "" : "&" + options);
    }

    private static List<Long> ids(Object body) {
        Iterator<?> channels = body instanceof Iterator<?> iterator ? iterator : ((List<?>) body).iterator();
        List<Long> ids = new ArrayList<>();
        channels.forEachRemaining(channel -> ids.add(((PactChannel) channel).channelId()));
        return ids;
    }

    private List<Long> sandboxIds(String direction) {
        List<Long> ids = new ArrayList<>(sandbox.channels(COMPANY).stream()
                .map(SandboxChannel::id)
                .sorted()
                .toList());
        if (direction.equals("desc")) {
            Collections.reverse(ids);
        }
        return ids;
    }
}
