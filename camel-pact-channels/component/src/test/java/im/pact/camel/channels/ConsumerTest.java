/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.pact.camel.channels.client.PactChannelsUnavailableException;
import im.pact.camel.channels.model.ChannelList;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import im.pact.camel.channels.sandbox.Paging;
import im.pact.camel.channels.sandbox.SandboxChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The consumer, against the sandbox. */
@Timeout(60)
class ConsumerTest {

    private static final long COMPANY = PactChannelsSandbox.COMPANY_ID;

    @RegisterExtension
    static final PactChannelsSandboxExtension EXTENSION = new PactChannelsSandboxExtension();

    private final PactChannelsSandbox sandbox = EXTENSION.sandbox();
    private final List<Message> received = Collections.synchronizedList(new ArrayList<>());
    private CamelContext context;

    @BeforeEach
    void create() {
        context = new DefaultCamelContext();
        TestContexts.connect(context, sandbox);
        context.getShutdownStrategy().setTimeout(20);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest(name = "{0} channels, {1} a page, {2}, emit={3}")
    @CsvSource({
        "0, 50, asc, record", "1, 50, asc, record", "50, 50, asc, record", "51, 50, desc, record",
        "10000, 100, asc, record", "0, 50, asc, page", "1, 50, desc, page", "51, 50, asc, page",
        "10000, 99, desc, page"
    })
    void emits_exactly_the_channels_of_the_company_each_once_in_order(
            int channels, int pageSize, String direction, String emit) throws Exception {
        sandbox.addChannels(COMPANY, channels);
        List<Long> ids = Collections.synchronizedList(new ArrayList<>());

        run(from("pageSize=" + pageSize + "&sortDirection=" + direction + "&emit=" + emit, exchange -> {
            Object body = exchange.getMessage().getBody();
            List<?> emitted = body instanceof ChannelList page ? page : List.of(body);
            emitted.forEach(channel -> ids.add(((PactChannel) channel).channelId()));
        }));
        awaitPolls(1);

        List<Long> expected = new ArrayList<>(
                sandbox.channels(COMPANY).stream().map(SandboxChannel::id).toList());
        if (direction.equals("desc")) {
            Collections.reverse(expected);
        }
        assertThat(ids).isEqualTo(expected);
    }

    @Test
    void tells_where_in_the_walk_a_record_stands() throws Exception {
        sandbox.addChannel(COMPANY, 1, "whatsapp");
        sandbox.addChannel(COMPANY, 2, "viber");
        sandbox.addChannel(COMPANY, 3, "something_new");

        run(from("pageSize=2", exchange -> received.add(exchange.getMessage().copy())));
        awaitPolls(1);

        assertThat(received)
                .extracting(Message::getHeaders)
                .isEqualTo(List.of(
                        headers(0, false, 0, 1L, "whatsapp"),
                        headers(0, false, 1, 2L, "viber"),
                        headers(1, true, 0, 3L, "something_new")));
    }

    @Test
    void the_batch_properties_describe_the_page() throws Exception {
        sandbox.addChannels(COMPANY, 3);
        List<List<Object>> batches = Collections.synchronizedList(new ArrayList<>());

        run(from(
                "pageSize=2",
                exchange -> batches.add(List.of(
                        exchange.getProperty(ExchangePropertyKey.BATCH_INDEX),
                        exchange.getProperty(ExchangePropertyKey.BATCH_SIZE),
                        exchange.getProperty(ExchangePropertyKey.BATCH_COMPLETE)))));
        awaitPolls(1);

        assertThat(batches).containsExactly(List.of(0, 2, false), List.of(1, 2, true), List.of(0, 1, true));
    }

    @Test
    void a_page_is_one_exchange_with_a_list() throws Exception {
        sandbox.addChannels(COMPANY, 5);

        run(from(
                "pageSize=2&emit=page",
                exchange -> received.add(exchange.getMessage().copy())));
        awaitPolls(1);

        assertThat(received).hasSize(3).allSatisfy(message -> assertThat(message.getBody())
                .isInstanceOf(ChannelList.class));
        assertThat(received)
                .extracting(message -> message.getHeader(PactChannelsConstants.PAGE_INDEX))
                .containsExactly(0, 1, 2);
    }

    @Test
    void the_body_may_be_maps_or_json() throws Exception {
        sandbox.addChannel(COMPANY, 399, "whatsapp");
        context.addRoutes(route(
                "maps",
                "outputType=map",
                exchange -> received.add(exchange.getMessage().copy())));

        run(route(
                "json",
                "outputType=json&emit=page",
                exchange -> received.add(exchange.getMessage().copy())));
        await().until(() -> received.size() >= 2);

        assertThat(received)
                .extracting(Message::getBody)
                .containsExactlyInAnyOrder(
                        Map.of("external_id", 399L, "provider", "whatsapp"),
                        "[{\"external_id\":399,\"provider\":\"whatsapp\"}]");
    }

    @Test
    void the_next_page_is_requested_only_after_the_records_before_it_were_taken() throws Exception {
        sandbox.addChannels(COMPANY, 9);
        List<Long> requestsAtRecord = Collections.synchronizedList(new ArrayList<>());

        run(from("pageSize=3", exchange -> requestsAtRecord.add(sandbox.requestCount())));
        awaitPolls(1);

        assertThat(requestsAtRecord).containsExactly(1L, 1L, 1L, 2L, 2L, 2L, 3L, 3L, 3L);
    }

    @Test
    void an_asynchronous_route_must_have_finished_a_record_before_the_next_page_is_requested() throws Exception {
        sandbox.addChannels(COMPANY, 4);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger waiting = new AtomicInteger();
        AtomicInteger finished = new AtomicInteger();
        run(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri("pageSize=2")).to("seda:slow");
                from("seda:slow?concurrentConsumers=2")
                        .process(exchange -> {
                            waiting.incrementAndGet();
                            assertThat(release.await(30, TimeUnit.SECONDS)).isTrue();
                        })
                        .process(exchange -> finished.incrementAndGet());
            }
        });

        await().until(() -> waiting.get() == 2);
        await().during(Duration.ofMillis(200)).until(() -> sandbox.requestCount() == 1);
        release.countDown();

        await().until(() -> finished.get() == 4);
        assertThat(sandbox.requestCount()).isEqualTo(2);
    }

    @Test
    void a_failed_record_does_not_stop_the_walk() throws Exception {
        sandbox.addChannels(COMPANY, 5);
        AtomicInteger seen = new AtomicInteger();

        run(from("pageSize=2", exchange -> {
            if (seen.incrementAndGet() == 2) {
                throw new IllegalStateException("this record only");
            }
        }));
        awaitPolls(1);

        assertThat(seen).hasValue(5);
    }

    @Test
    void a_failed_request_goes_to_the_error_handler_of_the_route_when_bridged() throws Exception {
        sandbox.failNext(503, "{\"error\":\"maintenance\"}");
        List<Exception> failures = Collections.synchronizedList(new ArrayList<>());
        run(new RouteBuilder() {
            @Override
            public void configure() {
                onException(PactChannelsUnavailableException.class)
                        .handled(true)
                        .process(exchange ->
                                failures.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
                from(uri("bridgeErrorHandler=true")).to("mock:out");
            }
        });

        await().until(() -> !failures.isEmpty());

        assertThat(failures.get(0))
                .isInstanceOf(PactChannelsUnavailableException.class)
                .hasMessageContaining("maintenance");
    }

    @Test
    void a_walk_that_breaks_off_begins_anew_at_the_next_poll() throws Exception {
        sandbox.addChannel(COMPANY, 1, "viber");
        sandbox.addChannel(COMPANY, 2, "avito");
        sandbox.addChannel(COMPANY, 3, "telegram");
        List<Long> ids = Collections.synchronizedList(new ArrayList<>());

        run(from("pageSize=2&delay=20", exchange -> {
            ids.add(exchange.getMessage().getHeader(PactChannelsConstants.CHANNEL_ID, Long.class));
            if (ids.size() == 2) {
                sandbox.failNext(500, "");
            }
        }));

        await().until(() -> ids.size() >= 5);
        assertThat(ids.subList(0, 5)).containsExactly(1L, 2L, 1L, 2L, 3L);
    }

    @Test
    void a_repeated_page_token_ends_the_walk_with_an_error() throws Exception {
        sandbox.rules().paging(Paging.SAME_TOKEN_FOREVER);
        sandbox.addChannels(COMPANY, 30);

        run(from("pageSize=3", exchange -> {}));
        await().until(() -> consumer().getErrorCounter() == 1);

        assertThat(sandbox.requestCount()).isLessThan(4);
    }

    @Test
    void max_pages_bounds_a_walk() throws Exception {
        sandbox.addChannels(COMPANY, 30);

        run(from(
                "pageSize=3&maxPages=2",
                exchange -> received.add(exchange.getMessage().copy())));
        awaitPolls(1);

        assertThat(received).hasSize(6);
        assertThat(received.get(5).getHeader(PactChannelsConstants.LAST_PAGE)).isEqualTo(true);
    }

    @Test
    void polls_once_a_minute_unless_told_otherwise_and_greedy_does_not_change_that() throws Exception {
        sandbox.addChannels(COMPANY, 3);

        run(new RouteBuilder() {
            @Override
            public void configure() {
                from("pact-channels:list?initialDelay=0&greedy=true&companyId=" + COMPANY)
                        .to("mock:out");
            }
        });
        awaitPolls(1);

        await().during(Duration.ofMillis(300)).until(() -> sandbox.requestCount() == 1);
        assertThat(consumer().getDelay()).isEqualTo(60_000);
    }

    @Test
    void sends_an_empty_message_when_idle_if_asked() throws Exception {
        run(from(
                "sendEmptyMessageWhenIdle=true",
                exchange -> received.add(exchange.getMessage().copy())));
        awaitPolls(1);

        assertThat(received).singleElement().extracting(Message::getBody).isNull();
    }

    @Test
    void every_record_arrives_with_pooled_exchanges_too() throws Exception {
        context.close();
        context = new DefaultCamelContext();
        context.getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
        TestContexts.connect(context, sandbox);
        sandbox.addChannels(COMPANY, 500);
        List<Long> ids = Collections.synchronizedList(new ArrayList<>());

        run(from(
                "pageSize=50",
                exchange -> ids.add(exchange.getMessage().getHeader(PactChannelsConstants.CHANNEL_ID, Long.class))));
        awaitPolls(1);

        assertThat(ids)
                .isEqualTo(sandbox.channels(COMPANY).stream()
                        .map(SandboxChannel::id)
                        .toList());
    }

    private void run(RouteBuilder routes) throws Exception {
        context.addRoutes(routes);
        context.start();
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

    private static RouteBuilder from(String options, Processor processor) {
        return route("walk", options, processor);
    }

    private static RouteBuilder route(String id, String options, Processor processor) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri(options)).routeId(id).process(processor);
            }
        };
    }

    private static String uri(String options) {
        return "pact-channels:list?initialDelay=0&companyId=" + COMPANY + (options.isEmpty() ? "" : "&" + options);
    }

    private PactChannelsConsumer consumer() {
        return (PactChannelsConsumer) context.getRoutes().get(0).getConsumer();
    }

    private void awaitPolls(long polls) {
        await().until(() -> consumer().getSuccessCounter() >= polls);
    }
}
