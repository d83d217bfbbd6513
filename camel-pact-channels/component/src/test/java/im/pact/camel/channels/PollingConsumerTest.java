/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.pact.camel.channels.client.PactChannelsUnavailableException;
import im.pact.camel.channels.model.ApiList;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import im.pact.camel.channels.sandbox.SandboxChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.PollingConsumer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** pollEnrich and ConsumerTemplate, against the sandbox. */
@Timeout(60)
class PollingConsumerTest {

    private static final long COMPANY = PactChannelsSandbox.COMPANY_ID;
    private static final String URI = "pact-channels:list?companyId=" + COMPANY;

    @RegisterExtension
    static final PactChannelsSandboxExtension EXTENSION = new PactChannelsSandboxExtension();

    private final PactChannelsSandbox sandbox = EXTENSION.sandbox();
    private final CamelContext context = new DefaultCamelContext();
    private ConsumerTemplate template;

    @BeforeEach
    void start() {
        TestContexts.connect(context, sandbox);
        context.start();
        template = context.createConsumerTemplate();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void poll_enrich_receives_the_next_channel() throws Exception {
        sandbox.addChannels(COMPANY, 3);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").pollEnrich(URI, 1000);
            }
        });

        List<Object> bodies = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            bodies.add(context.createProducerTemplate().requestBody("direct:in", (Object) null));
        }

        assertThat(bodies).extracting(body -> ((PactChannel) body).channelId()).isEqualTo(ids());
        assertThat(sandbox.requestCount()).isEqualTo(1);
    }

    @Test
    void poll_enrich_receives_a_page_with_emit_page() throws Exception {
        sandbox.addChannels(COMPANY, 3);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").pollEnrich(URI + "&emit=page&pageSize=2", 1000);
            }
        });

        assertThat(context.createProducerTemplate().requestBody("direct:in", (Object) null))
                .isInstanceOfSatisfying(ApiList.class, page -> assertThat(page).hasSize(2));
    }

    @Test
    void page_is_requested_when_its_first_channel_is_received() {
        sandbox.addChannels(COMPANY, 6);

        List<Long> taken = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            taken.add(template.receiveNoWait(URI + "&pageSize=2")
                    .getMessage()
                    .getBody(PactChannel.class)
                    .channelId());
            assertThat(sandbox.requestCount()).isEqualTo((i + 1) / 2);
        }

        assertThat(taken).isEqualTo(ids());
    }

    @Test
    void end_of_the_listing_is_null_once_and_then_it_starts_over() {
        sandbox.addChannels(COMPANY, 2);

        List<Long> first = drain();
        List<Long> second = drain();

        assertThat(first).isEqualTo(ids());
        assertThat(second).isEqualTo(ids());
    }

    @Test
    void headers_show_the_position_of_a_channel() {
        sandbox.addChannels(COMPANY, 3);

        List<Map<String, Object>> places = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Message message = template.receiveNoWait(URI + "&pageSize=2").getMessage();
            places.add(Map.of(
                    "page", message.getHeader(PactChannelsConstants.PAGE_INDEX),
                    "index", message.getHeader(PactChannelsConstants.INDEX_IN_PAGE),
                    "last", message.getHeader(PactChannelsConstants.LAST_PAGE)));
        }

        assertThat(places)
                .containsExactly(
                        Map.of("page", 0, "index", 0, "last", false),
                        Map.of("page", 0, "index", 1, "last", false),
                        Map.of("page", 1, "index", 0, "last", true));
    }

    @Test
    void only_list_can_be_polled() {
        assertThatThrownBy(() -> context.getEndpoint("pact-channels:create?companyId=154")
                        .createPollingConsumer()
                        .start())
                .hasMessage(
                        "Only pact-channels:list, pact-channels:events and pact-channels:deliveries can be consumed, not"
                                + " pact-channels:create");
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "deliveries"})
    void other_consumers_cannot_be_polled(String operation) {
        assertThatThrownBy(() -> context.getEndpoint("pact-channels:" + operation + "?companyId=154")
                        .createPollingConsumer())
                .hasMessage("pact-channels:" + operation + " is not supported by poll and pollEnrich, only by from");
    }

    @Test
    void receives_more_channels_than_a_queue_holds() {
        sandbox.addChannels(COMPANY, 2500);

        assertThat(drain()).isEqualTo(ids());
    }

    @Test
    void empty_company_returns_null_after_the_timeout() {
        long start = System.nanoTime();

        assertThat(template.receive(URI + "&delay=10", 1000)).isNull();

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(1000), Duration.ofMillis(2500));
    }

    /** The request goes on, and the next call returns its result. */
    @Test
    void timeout_is_kept_while_the_service_is_slow() {
        sandbox.addChannels(COMPANY, 2);
        sandbox.everyRequest().delay(Duration.ofSeconds(3));
        long start = System.nanoTime();

        assertThat(template.receive(URI, 300)).isNull();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(300), Duration.ofMillis(1500));

        assertThat(template.receive(URI, 30_000)
                        .getMessage()
                        .getBody(PactChannel.class)
                        .channelId())
                .isEqualTo(ids().get(0));
        assertThat(sandbox.requestCount()).isOne();
    }

    @Test
    void receive_no_wait_returns_null_if_the_request_takes_longer_than_two_seconds() {
        sandbox.addChannels(COMPANY, 2);
        sandbox.everyRequest().delay(Duration.ofSeconds(5));
        long start = System.nanoTime();

        assertThat(template.receiveNoWait(URI)).isNull();

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofSeconds(2), Duration.ofMillis(4500));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 500})
    void poll_enrich_keeps_its_timeout(long timeout) throws Exception {
        sandbox.everyRequest().delay(Duration.ofSeconds(8));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").pollEnrich(URI, timeout);
            }
        });
        long start = System.nanoTime();

        Object body = context.createProducerTemplate().requestBody("direct:in", "before");

        assertThat(body).isIn(null, "before");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void timeout_is_kept_while_another_thread_waits() throws Exception {
        PollingConsumer consumer = context.getEndpoint(URI).createPollingConsumer();
        consumer.start();
        CompletableFuture<Exchange> other = CompletableFuture.supplyAsync(consumer::receive);
        await().until(() -> sandbox.requestCount() == 1);
        sandbox.everyRequest().delay(Duration.ofSeconds(10));
        long start = System.nanoTime();

        assertThat(consumer.receive(300)).isNull();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        consumer.stop();
        other.handle((exchange, failure) -> exchange).get(5, TimeUnit.SECONDS);
    }

    /** Camel waits for the exchanges of a route that is being stopped before it stops the consumer that they poll. */
    @Test
    void stop_of_the_context_does_not_wait_for_a_route_that_polls_an_empty_company() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:in").pollEnrich(URI).to("mock:out");
            }
        });
        context.getShutdownStrategy().setTimeout(30);
        context.createProducerTemplate().sendBody("seda:in", null);
        await().until(() -> sandbox.requestCount() == 1);
        long start = System.nanoTime();

        context.stop();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void failed_request_is_thrown_and_repeated_by_the_next_call() {
        sandbox.addChannels(COMPANY, 3);
        template.receiveNoWait(URI + "&pageSize=1");
        sandbox.failNext(503, "");

        assertThatThrownBy(() -> template.receiveNoWait(URI + "&pageSize=1"))
                .isInstanceOf(PactChannelsUnavailableException.class);
        assertThat(template.receiveNoWait(URI + "&pageSize=1")
                        .getMessage()
                        .getBody(PactChannel.class)
                        .channelId())
                .isEqualTo(ids().get(1));
    }

    @Test
    void receive_waits_for_the_first_channel() throws Exception {
        PollingConsumer consumer = context.getEndpoint(URI + "&delay=20").createPollingConsumer();
        consumer.start();
        CompletableFuture<Exchange> received = CompletableFuture.supplyAsync(consumer::receive);
        await().until(() -> sandbox.requestCount() > 1);

        sandbox.addChannel(COMPANY, 7, "viber");

        assertThat(received.get(30, TimeUnit.SECONDS)
                        .getMessage()
                        .getBody(PactChannel.class)
                        .channelId())
                .isEqualTo(7);
        consumer.stop();
    }

    @Test
    void stop_ends_a_wait_and_a_request() throws Exception {
        for (int delay : new int[] {0, 25}) {
            sandbox.clearRequests();
            sandbox.everyRequest().delay(Duration.ofSeconds(delay));
            PollingConsumer consumer = context.getEndpoint(URI).createPollingConsumer();
            consumer.start();
            CompletableFuture<Exchange> received = CompletableFuture.supplyAsync(consumer::receive);
            await().until(() -> sandbox.requestCount() == 1);

            consumer.stop();

            assertThat(received.handle((exchange, failure) -> exchange).get(5, TimeUnit.SECONDS))
                    .isNull();
            sandbox.clearFaults();
        }
    }

    @Test
    void interrupt_ends_a_wait_and_stays_set() throws Exception {
        PollingConsumer consumer = context.getEndpoint(URI).createPollingConsumer();
        consumer.start();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            Exchange nothing = consumer.receive();
            interrupted.complete(nothing == null && Thread.currentThread().isInterrupted());
        });
        waiting.start();
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING && sandbox.requestCount() == 1);

        waiting.interrupt();

        assertThat(interrupted.get(5, TimeUnit.SECONDS)).isTrue();
        consumer.stop();
    }

    private List<Long> drain() {
        List<Long> ids = new ArrayList<>();
        for (Exchange next = template.receiveNoWait(URI); next != null; next = template.receiveNoWait(URI)) {
            ids.add(next.getMessage().getBody(PactChannel.class).channelId());
        }
        return ids;
    }

    private List<Long> ids() {
        return sandbox.channels(COMPANY).stream().map(SandboxChannel::id).toList();
    }
}
