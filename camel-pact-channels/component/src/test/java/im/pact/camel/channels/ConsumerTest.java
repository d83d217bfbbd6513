/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static im.pact.camel.channels.ConsumerFixture.COMPANY;
import static im.pact.camel.channels.ConsumerFixture.ROUTE;
import static im.pact.camel.channels.ConsumerFixture.uri;
import static im.pact.camel.channels.ListResponses.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.pact.camel.channels.client.PactChannelsUnavailableException;
import im.pact.camel.channels.model.ApiList;
import im.pact.camel.channels.sandbox.Paging;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the consumer emits. */
@Timeout(60)
class ConsumerTest {

    @RegisterExtension
    static final ConsumerFixture FIXTURE = new ConsumerFixture();

    @ParameterizedTest(name = "{0} channels, {1} a page, {2}, emit={3}")
    @CsvSource({
        "0, 50, asc, record", "1, 50, asc, record", "50, 50, asc, record", "51, 50, desc, record",
        "10000, 100, asc, record", "0, 50, asc, page", "1, 50, desc, page", "51, 50, asc, page",
        "10000, 99, desc, page"
    })
    void emits_every_channel_of_the_company_once_in_order(int channels, int pageSize, String direction, String emit)
            throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, channels);
        FIXTURE.start("pageSize=" + pageSize + "&sortDirection=" + direction + "&emit=" + emit);

        FIXTURE.poll();

        List<Long> expected = new ArrayList<>(FIXTURE.ids());
        if (direction.equals("desc")) {
            Collections.reverse(expected);
        }
        assertThat(FIXTURE.receivedIds()).isEqualTo(expected);
    }

    @Test
    void headers_show_the_position_of_a_record() throws Exception {
        FIXTURE.sandbox().addChannel(COMPANY, 1, "whatsapp");
        FIXTURE.sandbox().addChannel(COMPANY, 2, "viber");
        FIXTURE.sandbox().addChannel(COMPANY, 3, "something_new");
        FIXTURE.start("pageSize=2");

        FIXTURE.poll();

        assertThat(FIXTURE.received())
                .extracting(Message::getHeaders)
                .isEqualTo(List.of(
                        headers(0, false, 0, 1L, "whatsapp"),
                        headers(0, false, 1, 2L, "viber"),
                        headers(1, true, 0, 3L, "something_new")));
    }

    @Test
    void a_channel_without_provider_has_no_header_for_it() throws Exception {
        FIXTURE.sandbox()
                .nextRequests(1)
                .respondWith(okJson("{\"status\":\"ok\",\"data\":{\"channels\":["
                        + "{\"external_id\":1},{\"external_id\":2,\"provider\":\"viber\"},{\"external_id\":3}]}}"));
        FIXTURE.start("");

        FIXTURE.poll();

        assertThat(FIXTURE.received())
                .extracting(message -> message.getHeaders().containsKey(PactChannelsConstants.PROVIDER))
                .containsExactly(false, true, false);
    }

    @Test
    void batch_properties_describe_the_page() throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 3);
        List<List<Object>> batches = Collections.synchronizedList(new ArrayList<>());
        FIXTURE.start(
                "pageSize=2",
                exchange -> batches.add(List.of(
                        exchange.getProperty(ExchangePropertyKey.BATCH_INDEX),
                        exchange.getProperty(ExchangePropertyKey.BATCH_SIZE),
                        exchange.getProperty(ExchangePropertyKey.BATCH_COMPLETE))));

        FIXTURE.poll();

        assertThat(batches).containsExactly(List.of(0, 2, false), List.of(1, 2, true), List.of(0, 1, true));
    }

    @Test
    void a_page_is_one_exchange_with_a_list() throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 5);
        FIXTURE.start("pageSize=2&emit=page");

        FIXTURE.poll();

        assertThat(FIXTURE.received()).hasSize(3).allSatisfy(message -> assertThat(message.getBody())
                .isInstanceOf(ApiList.class));
        assertThat(FIXTURE.received())
                .extracting(message -> message.getHeader(PactChannelsConstants.PAGE_INDEX))
                .containsExactly(0, 1, 2);
    }

    @Test
    void the_body_may_be_maps_or_json() throws Exception {
        FIXTURE.sandbox().addChannel(COMPANY, 399, "whatsapp");
        FIXTURE.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri("outputType=map")).routeId("maps").process(FIXTURE::receive);
            }
        });
        FIXTURE.start("outputType=json&emit=page");

        ((Runnable) FIXTURE.context().getRoute("maps").getConsumer()).run();
        FIXTURE.poll();

        assertThat(FIXTURE.received())
                .extracting(Message::getBody)
                .containsExactly(
                        Map.of("external_id", 399L, "provider", "whatsapp"),
                        "[{\"external_id\":399,\"provider\":\"whatsapp\"}]");
    }

    @Test
    void next_page_is_requested_after_the_records_before_it() throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 9);
        List<Long> requestsAtRecord = Collections.synchronizedList(new ArrayList<>());
        FIXTURE.start(
                "pageSize=3", exchange -> requestsAtRecord.add(FIXTURE.sandbox().requestCount()));

        FIXTURE.poll();

        assertThat(requestsAtRecord).containsExactly(1L, 1L, 1L, 2L, 2L, 2L, 3L, 3L, 3L);
    }

    @Test
    void next_page_is_requested_after_an_asynchronous_route_has_completed_the_records_before_it() throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 4);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger waiting = new AtomicInteger();
        FIXTURE.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri("pageSize=2")).routeId(ROUTE).to("seda:slow");
                from("seda:slow?concurrentConsumers=2")
                        .process(exchange -> {
                            waiting.incrementAndGet();
                            assertThat(release.await(30, TimeUnit.SECONDS)).isTrue();
                        })
                        .process(FIXTURE::receive);
            }
        });

        Thread poll = FIXTURE.startPoll();
        await().until(() -> waiting.get() == 2);
        await().during(Duration.ofMillis(200)).until(() -> FIXTURE.sandbox().requestCount() == 1);
        release.countDown();
        poll.join();

        assertThat(FIXTURE.received()).hasSize(4);
        assertThat(FIXTURE.sandbox().requestCount()).isEqualTo(2);
    }

    @Test
    void failed_record_does_not_end_the_poll() throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 5);
        AtomicInteger seen = new AtomicInteger();
        FIXTURE.start("pageSize=2", exchange -> {
            if (seen.incrementAndGet() == 2) {
                throw new IllegalStateException("this record only");
            }
        });

        FIXTURE.poll();

        assertThat(seen).hasValue(5);
    }

    @Test
    void failed_request_goes_to_the_error_handler_of_the_route_with_bridge_error_handler() throws Exception {
        FIXTURE.sandbox().failNext(503, "{\"error\":\"maintenance\"}");
        List<Exception> failures = Collections.synchronizedList(new ArrayList<>());
        FIXTURE.start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(PactChannelsUnavailableException.class)
                        .handled(true)
                        .process(exchange ->
                                failures.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
                from(uri("bridgeErrorHandler=true")).routeId(ROUTE).to("mock:out");
            }
        });

        FIXTURE.poll();

        assertThat(failures)
                .singleElement()
                .isInstanceOfSatisfying(PactChannelsUnavailableException.class, failure -> assertThat(failure)
                        .hasMessageContaining("maintenance"));
    }

    @Test
    void poll_after_a_failed_request_starts_from_the_first_page() throws Exception {
        FIXTURE.sandbox().addChannel(COMPANY, 1, "viber");
        FIXTURE.sandbox().addChannel(COMPANY, 2, "avito");
        FIXTURE.sandbox().addChannel(COMPANY, 3, "telegram");
        FIXTURE.start("pageSize=2", exchange -> {
            FIXTURE.receive(exchange);
            if (FIXTURE.received().size() == 2) {
                FIXTURE.sandbox().failNext(500, "");
            }
        });

        FIXTURE.poll();
        FIXTURE.poll();

        assertThat(FIXTURE.receivedIds()).containsExactly(1L, 2L, 1L, 2L, 3L);
    }

    @Test
    void repeated_page_token_fails_the_poll() throws Exception {
        FIXTURE.sandbox().rules().paging(Paging.SAME_TOKEN_FOREVER);
        FIXTURE.sandbox().addChannels(COMPANY, 30);
        FIXTURE.start("pageSize=3");

        FIXTURE.poll();

        assertThat(FIXTURE.consumer().getErrorCounter()).isOne();
        assertThat(FIXTURE.sandbox().requestCount()).isLessThan(4);
    }

    @Test
    void service_that_starts_over_ends_the_poll_as_incomplete() throws Exception {
        for (int page = 0; page < 5; page++) {
            FIXTURE.sandbox().nextRequests(1).respondWith(page("token " + page, 1, 2));
        }
        FIXTURE.start("");

        FIXTURE.poll();

        assertThat(FIXTURE.receivedIds()).containsExactly(1L, 2L);
        assertThat(FIXTURE.consumer().getLastPollOutcome()).isEqualTo("incomplete");
        assertThat(FIXTURE.consumer().getErrorCounter()).isZero();
        assertThat(FIXTURE.sandbox().requestCount()).isEqualTo(2);
    }

    @Test
    void repeated_channels_of_the_previous_page_are_not_emitted_and_the_poll_is_incomplete() throws Exception {
        FIXTURE.sandbox().nextRequests(1).respondWith(page("b", 1, 2));
        FIXTURE.sandbox().nextRequests(1).respondWith(page(null, 2, 3));
        FIXTURE.start("");

        FIXTURE.poll();

        assertThat(FIXTURE.receivedIds()).containsExactly(1L, 2L, 3L);
        assertThat(FIXTURE.consumer().getLastPollOutcome()).isEqualTo("incomplete");
    }

    @Test
    void channel_that_is_twice_in_a_page_is_emitted_once() throws Exception {
        FIXTURE.sandbox().nextRequests(1).respondWith(page(null, 1, 2, 1));
        FIXTURE.start("");

        FIXTURE.poll();

        assertThat(FIXTURE.receivedIds()).containsExactly(1L, 2L);
        assertThat(FIXTURE.consumer().getLastPollOutcome()).isEqualTo("complete");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void empty_page_that_names_a_next_one_is_followed(boolean prefetch) throws Exception {
        FIXTURE.sandbox().nextRequests(1).respondWith(page("b", 1));
        FIXTURE.sandbox().nextRequests(1).respondWith(page("c"));
        FIXTURE.sandbox().nextRequests(1).respondWith(page(null, 2));
        FIXTURE.start("prefetch=" + prefetch);

        FIXTURE.poll();

        assertThat(FIXTURE.receivedIds()).containsExactly(1L, 2L);
        assertThat(FIXTURE.consumer().getLastPollOutcome()).isEqualTo("complete");
    }

    @Test
    void max_pages_limits_a_poll() throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 30);
        FIXTURE.start("pageSize=3&maxPages=2");

        FIXTURE.poll();

        assertThat(FIXTURE.received()).hasSize(6);
        assertThat(FIXTURE.received().get(5).getHeader(PactChannelsConstants.LAST_PAGE))
                .isEqualTo(true);
    }

    @Test
    void polls_once_a_minute_by_default_even_if_greedy() throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 3);
        FIXTURE.start("initialDelay=0&greedy=true");

        await().until(() -> FIXTURE.consumer().getSuccessCounter() == 1);

        await().during(Duration.ofMillis(300)).until(() -> FIXTURE.sandbox().requestCount() == 1);
        assertThat(FIXTURE.consumer().getDelay()).isEqualTo(60_000);
    }

    @Test
    void empty_poll_sends_an_empty_message_with_send_empty_message_when_idle() throws Exception {
        FIXTURE.start("sendEmptyMessageWhenIdle=true");

        FIXTURE.poll();

        assertThat(FIXTURE.received())
                .singleElement()
                .extracting(Message::getBody)
                .isNull();
    }

    private static Map<String, Object> headers(
            int pageIndex, boolean lastPage, int index, long channelId, String provider) {
        return Map.of(
                PactChannelsConstants.PAGE_INDEX, pageIndex,
                PactChannelsConstants.LAST_PAGE, lastPage,
                PactChannelsConstants.INDEX_IN_PAGE, index,
                PactChannelsConstants.CHANNEL_ID, channelId,
                PactChannelsConstants.PROVIDER, provider);
    }
}
