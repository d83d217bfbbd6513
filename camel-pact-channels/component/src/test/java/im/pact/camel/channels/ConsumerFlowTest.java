/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static im.pact.camel.channels.ConsumerFixture.COMPANY;
import static im.pact.camel.channels.ConsumerFixture.ROUTE;
import static im.pact.camel.channels.ConsumerFixture.uri;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How much the consumer requests, holds and sends. */
@Timeout(60)
class ConsumerFlowTest {

    @RegisterExtension
    static final ConsumerFixture FIXTURE = new ConsumerFixture();

    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private final List<Integer> polled = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void release() {
        mayGoOn.countDown();
    }

    @Test
    void prefetch_requests_one_page_ahead_and_no_more() throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 50);
        FIXTURE.start("prefetch=true&pageSize=10", exchange -> {
            FIXTURE.receive(exchange);
            mayGoOn.await();
        });

        Thread poll = FIXTURE.startPoll();
        await().until(() -> FIXTURE.sandbox().requestCount() == 2);
        await().during(200, TimeUnit.MILLISECONDS).until(() -> FIXTURE.sandbox().requestCount() == 2);
        mayGoOn.countDown();
        poll.join();

        assertThat(FIXTURE.receivedIds()).hasSize(50).doesNotHaveDuplicates().isSorted();
        assertThat(FIXTURE.sandbox().requestCount()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 11, 100})
    void prefetch_finds_the_same_channels(int channels) throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, channels);
        FIXTURE.start("prefetch=true&pageSize=10");

        FIXTURE.poll();
        FIXTURE.poll();

        assertThat(FIXTURE.received()).hasSize(2 * channels);
    }

    @Test
    void failed_prefetch_fails_the_poll_after_the_records_before_it() throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 30);
        FIXTURE.start("prefetch=true&pageSize=10", exchange -> {
            FIXTURE.receive(exchange);
            if (FIXTURE.received().size() == 1) {
                FIXTURE.sandbox().failNext(503, "{}");
            }
        });

        FIXTURE.poll();

        assertThat(FIXTURE.received().size()).isIn(10, 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"emit=record", "emit=page", "emit=record&prefetch=true", "emit=page&prefetch=true"})
    void delivered_page_is_not_held(String options) throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 50);
        List<WeakReference<Object>> pages = new ArrayList<>();
        List<Long> held = new ArrayList<>();
        FIXTURE.start("pageSize=10&" + options, exchange -> {
            if (exchange.getProperty(ExchangePropertyKey.BATCH_INDEX, Integer.class) == 0) {
                pages.add(new WeakReference<>(exchange.getMessage().getBody()));
                System.gc();
                held.add(pages.stream().filter(page -> page.get() != null).count());
            }
        });

        FIXTURE.poll();

        assertThat(held).containsExactly(1L, 1L, 1L, 1L, 1L);
    }

    @Test
    void max_in_flight_limits_the_exchanges_in_an_asynchronous_route() throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 20);
        FIXTURE.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri("maxInFlight=3"))
                        .routeId(ROUTE)
                        .process(FIXTURE::receive)
                        .to("seda:slow?waitForTaskToComplete=Never");
                from("seda:slow?concurrentConsumers=20").process(exchange -> mayGoOn.await());
            }
        });

        Thread poll = FIXTURE.startPoll();
        await().until(() -> FIXTURE.received().size() == 3);
        await().during(200, TimeUnit.MILLISECONDS)
                .until(() -> FIXTURE.received().size() == 3);
        mayGoOn.countDown();
        poll.join();

        assertThat(FIXTURE.received()).hasSize(20);
    }

    @Test
    void failed_record_ends_the_poll_with_stop_on_failure() throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 25);
        FIXTURE.start("pageSize=10&stopOnFailure=true", exchange -> {
            FIXTURE.receive(exchange);
            if (FIXTURE.received().size() == 12) {
                throw new IllegalStateException("this one fails");
            }
        });

        FIXTURE.poll();
        assertThat(FIXTURE.received()).hasSize(12);
        assertThat(FIXTURE.sandbox().requestCount()).isEqualTo(2);

        FIXTURE.poll();
        assertThat(FIXTURE.received()).as("the next poll emits all records").hasSize(12 + 25);
    }

    @Test
    void max_in_flight_is_checked_when_the_route_starts() {
        assertThatThrownBy(() -> FIXTURE.start("maxInFlight=0"))
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
    void poll_reports_the_number_of_sent_exchanges(String options, int sent) throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 25);
        countPolls();
        FIXTURE.start("pageSize=10&pollStrategy=#counting&" + options, exchange -> {
            throw new IllegalStateException("this one fails");
        });

        FIXTURE.poll();

        assertThat(polled).containsExactly(sent);
    }

    @Test
    void poll_reports_the_number_of_removals_too() throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 5);
        countPolls();
        FIXTURE.start("emit=change&removalPolls=1&pollStrategy=#counting");
        FIXTURE.poll();
        FIXTURE.sandbox().removeChannel(1);
        FIXTURE.sandbox().removeChannel(2);
        FIXTURE.sandbox().addChannel("viber");

        FIXTURE.poll();

        assertThat(polled).containsExactly(5, 3);
    }

    /** Camel passes the result of a poll to its strategy. */
    private void countPolls() {
        FIXTURE.context().getRegistry().bind("counting", new DefaultPollingConsumerPollStrategy() {
            @Override
            public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
                polled.add(polledMessages);
            }
        });
    }
}
