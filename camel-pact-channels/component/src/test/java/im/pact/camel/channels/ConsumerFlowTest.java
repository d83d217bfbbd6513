/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How much the consumer does at a time, and when it holds back. The test says when it polls. */
@Timeout(60)
class ConsumerFlowTest {

    @RegisterExtension
    static final PactChannelsSandboxExtension EXTENSION = new PactChannelsSandboxExtension();

    private final PactChannelsSandbox sandbox = EXTENSION.sandbox();
    private final List<Long> received = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private final List<Integer> polled = Collections.synchronizedList(new ArrayList<>());
    private CamelContext context;

    @BeforeEach
    void create() {
        context = new DefaultCamelContext();
        TestContexts.connect(context, sandbox);
        context.getShutdownStrategy().setTimeout(10);
    }

    @AfterEach
    void stop() {
        mayGoOn.countDown();
        context.stop();
    }

    @Test
    void prefetch_asks_for_the_next_page_while_this_one_is_processed_and_for_no_more() throws Exception {
        sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 50);
        start("prefetch=true&pageSize=10", exchange -> mayGoOn.await());

        Thread poll = poll();
        await().until(() -> sandbox.requestCount() == 2);
        await().during(200, TimeUnit.MILLISECONDS).until(() -> sandbox.requestCount() == 2);
        mayGoOn.countDown();
        poll.join();

        assertThat(received).hasSize(50).doesNotHaveDuplicates().isSorted();
        assertThat(sandbox.requestCount()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 11, 100})
    void prefetch_finds_the_same_channels(int channels) throws Exception {
        sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, channels);
        start("prefetch=true&pageSize=10", exchange -> {});

        poll().join();
        poll().join();

        assertThat(received).hasSize(2 * channels);
    }

    @Test
    void a_page_that_can_not_be_prefetched_fails_the_walk_after_the_records_before_it() throws Exception {
        sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 30);
        start("prefetch=true&pageSize=10", exchange -> {
            if (received.size() == 1) {
                sandbox.failNext(503, "{}");
            }
        });

        poll().join();

        assertThat(received.size()).isIn(10, 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"emit=record", "emit=page", "emit=record&prefetch=true", "emit=page&prefetch=true"})
    void a_page_that_is_delivered_is_not_held_any_more(String options) throws Exception {
        sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 50);
        List<WeakReference<Object>> pages = new ArrayList<>();
        List<Long> held = new ArrayList<>();
        start("pageSize=10&" + options, exchange -> {
            if (exchange.getProperty(ExchangePropertyKey.BATCH_INDEX, Integer.class) == 0) {
                pages.add(new WeakReference<>(exchange.getMessage().getBody()));
                System.gc();
                held.add(pages.stream().filter(page -> page.get() != null).count());
            }
        });

        poll().join();

        assertThat(held).containsExactly(1L, 1L, 1L, 1L, 1L);
    }

    @Test
    void an_asynchronous_route_has_no_more_under_way_than_is_allowed() throws Exception {
        sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 20);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pact-channels:list?companyId=154&maxInFlight=3&initialDelay=3600000")
                        .routeId("walk")
                        .process(exchange -> remember(exchange))
                        .to("seda:slow?waitForTaskToComplete=Never");
                from("seda:slow?concurrentConsumers=20").process(exchange -> mayGoOn.await());
            }
        });
        context.start();

        Thread poll = poll();
        await().until(() -> received.size() == 3);
        await().during(200, TimeUnit.MILLISECONDS).until(() -> received.size() == 3);
        mayGoOn.countDown();
        poll.join();

        assertThat(received).hasSize(20);
    }

    @Test
    void a_failed_record_ends_the_walk_if_told_so() throws Exception {
        sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 25);
        Processor failing = exchange -> {
            if (received.size() == 12) {
                throw new IllegalStateException("this one fails");
            }
        };
        start("pageSize=10&stopOnFailure=true", failing);

        poll().join();
        assertThat(received).hasSize(12);
        assertThat(sandbox.requestCount()).isEqualTo(2);

        poll().join();
        assertThat(received.subList(12, received.size()))
                .as("the next walk brings all of them again")
                .hasSize(25);
    }

    @Test
    void max_in_flight_is_checked_when_the_route_starts() {
        assertThatThrownBy(() -> start("maxInFlight=0", exchange -> {}))
                .hasMessage("list: maxInFlight must be a positive number (was 0)");
    }

    @ParameterizedTest
    @CsvSource({
        "emit=record, 25",
        "emit=page, 3",
        "emit=change, 25",
        "emit=change&emitExisting=false, 0",
        "emit=record&stopOnFailure=true, 1",
        "emit=change&stopOnFailure=true, 1"
    })
    void a_poll_tells_how_many_exchanges_it_sent(String options, int sent) throws Exception {
        sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 25);
        countPolls();
        start("pageSize=10&pollStrategy=#counting&" + options, exchange -> {
            throw new IllegalStateException("this one fails");
        });

        poll().join();

        assertThat(polled).containsExactly(sent);
    }

    @Test
    void removals_count_as_sent_too() throws Exception {
        sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 5);
        countPolls();
        start("emit=change&pollStrategy=#counting", exchange -> {});
        poll().join();
        sandbox.removeChannel(1);
        sandbox.removeChannel(2);
        sandbox.addChannel("viber");

        poll().join();

        assertThat(polled).containsExactly(5, 3);
    }

    /** Camel tells its strategy what came of a poll. */
    private void countPolls() {
        context.getRegistry().bind("counting", new DefaultPollingConsumerPollStrategy() {
            @Override
            public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
                polled.add(polledMessages);
            }
        });
    }

    private void start(String options, Processor processor) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pact-channels:list?companyId=154&initialDelay=3600000&" + options)
                        .routeId("walk")
                        .process(exchange -> remember(exchange))
                        .process(processor);
            }
        });
        context.start();
    }

    private void remember(Exchange exchange) {
        received.add(exchange.getMessage().getHeader(PactChannelsConstants.CHANNEL_ID, Long.class));
    }

    /** What the scheduler does. */
    private Thread poll() {
        Thread thread =
                new Thread((PactChannelsConsumer) context.getRoute("walk").getConsumer());
        thread.start();
        return thread;
    }
}
