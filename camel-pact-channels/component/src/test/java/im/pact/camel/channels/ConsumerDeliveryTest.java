/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static im.pact.camel.channels.ConsumerFixture.COMPANY;
import static im.pact.camel.channels.ConsumerFixture.ROUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.AsyncProcessorSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A record is delivered when its exchange has completed, wherever that happens, and not before. */
@Timeout(60)
class ConsumerDeliveryTest {

    /** Where an exchange is processed. */
    enum Work {
        IN_THE_SAME_THREAD {
            @Override
            void add(ConsumerDeliveryTest test, RouteBuilder routes, RouteDefinition route) {
                route.process(test::work);
            }
        },
        BEHIND_SEDA {
            @Override
            void add(ConsumerDeliveryTest test, RouteBuilder routes, RouteDefinition route) {
                route.to("seda:work?waitForTaskToComplete=Never");
                routes.from("seda:work?concurrentConsumers=3&pollTimeout=50").process(test::work);
            }
        },
        BEHIND_THREADS {
            @Override
            void add(ConsumerDeliveryTest test, RouteBuilder routes, RouteDefinition route) {
                route.threads(3).process(test::work);
            }
        },
        IN_AN_ASYNCHRONOUS_PRODUCER {
            @Override
            void add(ConsumerDeliveryTest test, RouteBuilder routes, RouteDefinition route) {
                route.process(new AsyncProcessorSupport() {
                    @Override
                    public boolean process(Exchange exchange, AsyncCallback callback) {
                        test.executor.execute(() -> {
                            try {
                                test.work(exchange);
                            } catch (Exception e) {
                                exchange.setException(e);
                            }
                            callback.done(false);
                        });
                        return false;
                    }
                });
            }
        };

        abstract void add(ConsumerDeliveryTest test, RouteBuilder routes, RouteDefinition route);
    }

    /** Where exchanges come from. */
    enum Exchanges {
        NEW,
        POOLED {
            @Override
            void configure(CamelContext context) {
                context.getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
            }
        };

        void configure(CamelContext context) {}
    }

    @RegisterExtension
    static final ConsumerFixture FIXTURE = new ConsumerFixture();

    private final ExecutorService executor = Executors.newFixedThreadPool(3);
    private final Set<Long> failing = ConcurrentHashMap.newKeySet();
    private final Reports reports = new Reports();
    private volatile CountDownLatch mayGoOn = new CountDownLatch(0);

    @AfterEach
    void stop() {
        mayGoOn.countDown();
        FIXTURE.context().stop();
        executor.shutdownNow();
    }

    @ParameterizedTest(name = "{0}, {1}, emit={2}")
    @MethodSource("everyWay")
    void is_delivered_when_its_exchange_has_completed(Work work, Exchanges exchanges, EmitMode emit) throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 25);
        mayGoOn = new CountDownLatch(1);
        start(work, exchanges, "pageSize=10&emit=" + emit);

        Thread poll = FIXTURE.startPoll();
        await().until(() -> FIXTURE.consumer().getEmitted() > 0);
        await().during(Duration.ofMillis(50))
                .until(() -> FIXTURE.consumer().getDelivered() == 0
                        && FIXTURE.sandbox().requestCount() == 1);
        mayGoOn.countDown();
        poll.join();

        assertThat(FIXTURE.receivedIds()).containsExactlyInAnyOrderElementsOf(FIXTURE.ids());
        assertThat(FIXTURE.consumer().getDelivered())
                .isEqualTo(FIXTURE.consumer().getEmitted())
                .isEqualTo(FIXTURE.received().size())
                .isEqualTo(emit == EmitMode.page ? 3 : 25);
        assertThat(FIXTURE.consumer().getFailed()).isZero();
        assertThat(FIXTURE.sandbox().requestCount()).isEqualTo(3);
    }

    @ParameterizedTest(name = "{0}, {1}, emit={2}")
    @MethodSource("everyWay")
    void failure_is_counted_and_reported_and_does_not_end_the_poll(Work work, Exchanges exchanges, EmitMode emit)
            throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 25);
        failing.addAll(List.of(1L, 12L, 25L));
        start(work, exchanges, "pageSize=10&emit=" + emit);

        FIXTURE.poll();

        assertThat(FIXTURE.receivedIds()).containsExactlyInAnyOrderElementsOf(FIXTURE.ids());
        assertThat(FIXTURE.consumer().getFailed()).isEqualTo(3);
        assertThat(FIXTURE.consumer().getDelivered())
                .isEqualTo(FIXTURE.consumer().getEmitted() - 3);
        assertThat(FIXTURE.consumer().getLastPollOutcome()).isEqualTo("complete");
        if (work != Work.BEHIND_SEDA) {
            await("each with its own exchange").untilAsserted(() -> assertThat(reports.channels)
                    .hasSize(3)
                    .allSatisfy(channels -> assertThat(channels).containsAnyElementsOf(failing)));
            assertThat(reports.channels.stream().flatMap(List::stream)).containsAll(failing);
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("everyChangeWay")
    void failed_change_is_emitted_again_and_delivered_change_is_not(Work work, Exchanges exchanges) throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 25);
        failing.addAll(List.of(1L, 12L, 25L));
        start(work, exchanges, "pageSize=10&emit=change");
        FIXTURE.poll();
        FIXTURE.received().clear();

        FIXTURE.poll();
        assertThat(FIXTURE.receivedIds()).containsExactlyInAnyOrderElementsOf(failing);

        failing.clear();
        FIXTURE.received().clear();
        FIXTURE.poll();
        FIXTURE.poll();
        assertThat(FIXTURE.receivedIds()).containsExactlyInAnyOrder(1L, 12L, 25L);
    }

    @ParameterizedTest
    @EnumSource(Exchanges.class)
    void after_a_suspension_every_record_has_its_own_content(Exchanges exchanges) throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 30);
        mayGoOn = new CountDownLatch(1);
        start(Work.IN_THE_SAME_THREAD, exchanges, "pageSize=10&emit=change");
        Thread poll = FIXTURE.startPoll();
        await().until(() -> FIXTURE.consumer().getEmitted() == 1);
        CompletableFuture<Void> suspended =
                CompletableFuture.runAsync(() -> FIXTURE.consumer().suspend());
        await().until(() -> FIXTURE.consumer().isSuspendingOrSuspended());
        mayGoOn.countDown();
        suspended.join();
        poll.join();
        assertThat(FIXTURE.receivedIds()).containsExactly(1L);

        FIXTURE.consumer().resume();
        FIXTURE.poll();

        assertThat(FIXTURE.receivedIds()).isEqualTo(FIXTURE.ids());
    }

    /** As with a route policy that suspends the route when too many exchanges are in flight. */
    @Test
    void poll_ends_if_a_page_was_not_sent_completely() throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 30);
        CountDownLatch first = new CountDownLatch(1);
        mayGoOn = new CountDownLatch(1);
        FIXTURE.context().getRegistry().bind("reports", reports);
        FIXTURE.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri("pageSize=10")).routeId(ROUTE).process(new AsyncProcessorSupport() {
                    @Override
                    public boolean process(Exchange exchange, AsyncCallback callback) {
                        boolean sync = channelsOf(exchange).get(0) != 1;
                        executor.execute(() -> {
                            waitFor(sync ? mayGoOn : first);
                            FIXTURE.receive(exchange);
                            callback.done(false);
                        });
                        if (sync) {
                            waitFor(mayGoOn);
                        }
                        return false;
                    }
                });
            }
        });
        Thread poll = FIXTURE.startPoll();
        await().until(() -> FIXTURE.consumer().getEmitted() == 2);

        FIXTURE.consumer().suspend();
        mayGoOn.countDown();
        await().until(() -> FIXTURE.consumer().getDelivered() == 1);
        await().until(() -> poll.getState() == Thread.State.WAITING);
        FIXTURE.consumer().resume();
        first.countDown();
        poll.join();

        assertThat(FIXTURE.receivedIds()).containsExactly(2L, 1L);
        assertThat(FIXTURE.consumer().getLastPollOutcome()).isEqualTo("stopped");
        assertThat(FIXTURE.sandbox().requestCount()).isOne();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("everyChangeWay")
    void failed_removal_ends_the_poll_with_stop_on_failure(Work work, Exchanges exchanges) throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 5);
        start(work, exchanges, "emit=change&removalPolls=1&stopOnFailure=true&maxInFlight=1");
        FIXTURE.poll();
        FIXTURE.received().clear();
        failing.add(2L);
        LongStream.of(1, 2, 3).forEach(FIXTURE.sandbox()::removeChannel);

        FIXTURE.poll();
        assertThat(FIXTURE.receivedIds()).containsExactly(1L, 2L);
        assertThat(FIXTURE.consumer().getLastPollOutcome()).isEqualTo("stopOnFailure");

        failing.clear();
        FIXTURE.received().clear();
        FIXTURE.poll();
        assertThat(FIXTURE.receivedIds()).containsExactly(2L, 3L);
        assertThat(FIXTURE.consumer().getLastPollOutcome()).isEqualTo("complete");
    }

    @Test
    void handled_failure_counts_as_delivered() throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 5);
        failing.add(2L);
        FIXTURE.context().getRegistry().bind("reports", reports);
        FIXTURE.start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(IllegalStateException.class).handled(true).to("mock:failed");
                from(uri("stopOnFailure=true")).routeId(ROUTE).process(exchange -> work(exchange));
            }
        });

        FIXTURE.poll();

        assertThat(FIXTURE.consumer().getDelivered()).isEqualTo(5);
        assertThat(FIXTURE.consumer().getFailed()).isZero();
        assertThat(reports.channels).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"record", "page"})
    void overlapping_poll_is_skipped(String emit) throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 25);
        mayGoOn = new CountDownLatch(1);
        start(Work.IN_THE_SAME_THREAD, Exchanges.NEW, "pageSize=10&emit=" + emit);
        Thread poll = FIXTURE.startPoll();
        await().until(() -> FIXTURE.consumer().getEmitted() == 1);

        FIXTURE.poll();
        assertThat(FIXTURE.consumer().getPolls()).isOne();
        assertThat(FIXTURE.consumer().getCounter()).as("not a poll to Camel").isOne();
        mayGoOn.countDown();
        poll.join();

        assertThat(FIXTURE.receivedIds()).isEqualTo(FIXTURE.ids());
    }

    @Test
    void wait_that_a_prefetch_received_is_kept() throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 25);
        FIXTURE.sandbox().nextRequests(1).delay(Duration.ZERO);
        FIXTURE.sandbox().failNext(429, "{}", "Retry-After", "3600");
        mayGoOn = new CountDownLatch(1);
        failing.add(1L);
        start(Work.IN_THE_SAME_THREAD, Exchanges.NEW, "pageSize=10&prefetch=true&stopOnFailure=true");
        Thread poll = FIXTURE.startPoll();
        await().until(() -> FIXTURE.consumer().getWaitUntil() != null);
        mayGoOn.countDown();
        poll.join();

        FIXTURE.poll();

        assertThat(FIXTURE.sandbox().requestCount()).isEqualTo(2);
    }

    static Stream<Arguments> everyWay() {
        return Arrays.stream(Work.values())
                .flatMap(work -> Arrays.stream(Exchanges.values()).flatMap(exchanges -> Arrays.stream(EmitMode.values())
                        .map(emit -> Arguments.of(work, exchanges, emit))));
    }

    static Stream<Arguments> everyChangeWay() {
        return Arrays.stream(Work.values())
                .flatMap(work -> Arrays.stream(Exchanges.values()).map(exchanges -> Arguments.of(work, exchanges)));
    }

    private void start(Work work, Exchanges exchanges, String options) throws Exception {
        exchanges.configure(FIXTURE.context());
        FIXTURE.context().getRegistry().bind("reports", reports);
        FIXTURE.start(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                work.add(ConsumerDeliveryTest.this, this, from(uri(options)).routeId(ROUTE));
            }
        });
    }

    private static String uri(String options) {
        return ConsumerFixture.uri("exceptionHandler=#reports&" + options);
    }

    private void work(Exchange exchange) throws InterruptedException {
        mayGoOn.await();
        FIXTURE.receive(exchange);
        if (channelsOf(exchange).stream().anyMatch(failing::contains)) {
            throw new IllegalStateException("this one fails");
        }
    }

    private static List<Long> channelsOf(Exchange exchange) {
        return ConsumerFixture.ids(exchange.getMessage().getBody());
    }

    /** The channels of the exchanges that the consumer reported as failed. */
    private static final class Reports implements ExceptionHandler {

        private final List<List<Long>> channels = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void handleException(Throwable exception) {
            handleException(null, exception);
        }

        @Override
        public void handleException(String message, Throwable exception) {
            throw new AssertionError(exception);
        }

        @Override
        public void handleException(String message, Exchange exchange, Throwable exception) {
            channels.add(channelsOf(exchange));
        }
    }
}
