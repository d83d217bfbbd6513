/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.pact.camel.channels.model.ChannelList;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import im.pact.camel.channels.sandbox.SandboxChannel;
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
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.AsyncProcessorSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A record counts as delivered when its exchange has completed, wherever that happens, and not before. The test says when it polls. */
@Timeout(60)
class ConsumerDeliveryTest {

    private static final long COMPANY = PactChannelsSandbox.COMPANY_ID;

    /** Where an exchange is dealt with. */
    enum Work {
        IN_THE_SAME_THREAD {
            @Override
            void add(ConsumerDeliveryTest test, RouteBuilder routes, RouteDefinition walk) {
                walk.process(test::work);
            }
        },
        BEHIND_SEDA {
            @Override
            void add(ConsumerDeliveryTest test, RouteBuilder routes, RouteDefinition walk) {
                walk.to("seda:work?waitForTaskToComplete=Never");
                routes.from("seda:work?concurrentConsumers=3&pollTimeout=50").process(test::work);
            }
        },
        BEHIND_THREADS {
            @Override
            void add(ConsumerDeliveryTest test, RouteBuilder routes, RouteDefinition walk) {
                walk.threads(3).process(test::work);
            }
        },
        IN_AN_ASYNCHRONOUS_PRODUCER {
            @Override
            void add(ConsumerDeliveryTest test, RouteBuilder routes, RouteDefinition walk) {
                walk.process(new AsyncProcessorSupport() {
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

        abstract void add(ConsumerDeliveryTest test, RouteBuilder routes, RouteDefinition walk);
    }

    /** Where exchanges come from. */
    enum Exchanges {
        NEW,
        POOLED
    }

    @RegisterExtension
    static final PactChannelsSandboxExtension EXTENSION = new PactChannelsSandboxExtension();

    private final PactChannelsSandbox sandbox = EXTENSION.sandbox();
    private final ExecutorService executor = Executors.newFixedThreadPool(3);
    private final List<List<Long>> worked = Collections.synchronizedList(new ArrayList<>());
    private final Set<Long> failing = ConcurrentHashMap.newKeySet();
    private final Reports reports = new Reports();
    private volatile CountDownLatch mayGoOn = new CountDownLatch(0);
    private CamelContext context;

    @BeforeEach
    void create() {
        context = new DefaultCamelContext();
        context.getShutdownStrategy().setTimeout(10);
    }

    @AfterEach
    void stop() {
        mayGoOn.countDown();
        context.stop();
        executor.shutdownNow();
    }

    @ParameterizedTest(name = "{0}, {1}, emit={2}")
    @MethodSource("everyWay")
    void is_delivered_when_its_exchange_has_completed(Work work, Exchanges exchanges, EmitMode emit) throws Exception {
        sandbox.addChannels(COMPANY, 25);
        mayGoOn = new CountDownLatch(1);
        start(work, exchanges, "pageSize=10&emit=" + emit);

        Thread poll = poll();
        await().until(() -> consumer().getEmitted() > 0);
        await().during(Duration.ofMillis(50))
                .until(() -> consumer().getDelivered() == 0 && sandbox.requestCount() == 1);
        mayGoOn.countDown();
        poll.join();

        assertThat(channels()).containsExactlyInAnyOrderElementsOf(ids());
        assertThat(consumer().getDelivered())
                .isEqualTo(consumer().getEmitted())
                .isEqualTo(worked.size())
                .isEqualTo(emit == EmitMode.page ? 3 : 25);
        assertThat(consumer().getFailed()).isZero();
        assertThat(sandbox.requestCount()).isEqualTo(3);
    }

    @ParameterizedTest(name = "{0}, {1}, emit={2}")
    @MethodSource("everyWay")
    void a_failure_is_counted_and_reported_and_does_not_stop_the_walk(Work work, Exchanges exchanges, EmitMode emit)
            throws Exception {
        sandbox.addChannels(COMPANY, 25);
        failing.addAll(List.of(1L, 12L, 25L));
        start(work, exchanges, "pageSize=10&emit=" + emit);

        poll().join();

        assertThat(channels()).containsExactlyInAnyOrderElementsOf(ids());
        assertThat(consumer().getFailed()).isEqualTo(3);
        assertThat(consumer().getDelivered()).isEqualTo(consumer().getEmitted() - 3);
        assertThat(consumer().getLastPollOutcome()).isEqualTo("complete");
        if (work != Work.BEHIND_SEDA) {
            await("each with its own exchange").untilAsserted(() -> assertThat(reports.channels)
                    .hasSize(3)
                    .allSatisfy(channels -> assertThat(channels).containsAnyElementsOf(failing)));
            assertThat(reports.channels.stream().flatMap(List::stream)).containsAll(failing);
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("everyChangeWay")
    void a_failed_change_comes_again_and_a_delivered_one_does_not(Work work, Exchanges exchanges) throws Exception {
        sandbox.addChannels(COMPANY, 25);
        failing.addAll(List.of(1L, 12L, 25L));
        start(work, exchanges, "pageSize=10&emit=change");
        poll().join();
        worked.clear();

        poll().join();
        assertThat(channels()).containsExactlyInAnyOrderElementsOf(failing);

        failing.clear();
        worked.clear();
        poll().join();
        poll().join();
        assertThat(channels()).containsExactlyInAnyOrder(1L, 12L, 25L);
    }

    @ParameterizedTest
    @EnumSource(Exchanges.class)
    void after_a_suspension_in_the_page_every_record_comes_with_its_own_content(Exchanges exchanges) throws Exception {
        sandbox.addChannels(COMPANY, 30);
        mayGoOn = new CountDownLatch(1);
        start(Work.IN_THE_SAME_THREAD, exchanges, "pageSize=10&emit=change");
        Thread poll = poll();
        await().until(() -> consumer().getEmitted() == 1);
        CompletableFuture<Void> suspended =
                CompletableFuture.runAsync(() -> consumer().suspend());
        await().until(() -> consumer().isSuspendingOrSuspended());
        mayGoOn.countDown();
        suspended.join();
        poll.join();
        assertThat(channels()).containsExactly(1L);

        consumer().resume();
        poll().join();

        assertThat(channels()).isEqualTo(ids());
    }

    /** As a route policy does that limits the exchanges under way. */
    @Test
    void a_walk_that_could_not_send_a_whole_page_does_not_go_on_as_if_it_had() throws Exception {
        sandbox.addChannels(COMPANY, 30);
        CountDownLatch first = new CountDownLatch(1);
        mayGoOn = new CountDownLatch(1);
        connect(Exchanges.NEW);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri("pageSize=10")).routeId("walk").process(new AsyncProcessorSupport() {
                    @Override
                    public boolean process(Exchange exchange, AsyncCallback callback) {
                        boolean sync = channelsOf(exchange).get(0) != 1;
                        executor.execute(() -> {
                            waitFor(sync ? mayGoOn : first);
                            worked.add(channelsOf(exchange));
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
        context.start();
        Thread poll = poll();
        await().until(() -> consumer().getEmitted() == 2);

        consumer().suspend();
        mayGoOn.countDown();
        await().until(() -> consumer().getDelivered() == 1);
        await().until(() -> poll.getState() == Thread.State.WAITING);
        consumer().resume();
        first.countDown();
        poll.join();

        assertThat(channels()).containsExactly(2L, 1L);
        assertThat(consumer().getLastPollOutcome()).isEqualTo("stopped");
        assertThat(sandbox.requestCount()).isOne();
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
    void a_failed_removal_ends_the_walk_if_told_so(Work work, Exchanges exchanges) throws Exception {
        sandbox.addChannels(COMPANY, 5);
        start(work, exchanges, "emit=change&stopOnFailure=true&maxInFlight=1");
        poll().join();
        worked.clear();
        failing.add(2L);
        LongStream.of(1, 2, 3).forEach(sandbox::removeChannel);

        poll().join();
        assertThat(channels()).containsExactly(1L, 2L);
        assertThat(consumer().getLastPollOutcome()).isEqualTo("stopOnFailure");

        failing.clear();
        worked.clear();
        poll().join();
        assertThat(channels()).containsExactly(2L, 3L);
        assertThat(consumer().getLastPollOutcome()).isEqualTo("complete");
    }

    @Test
    void a_failure_that_the_route_has_handled_is_none() throws Exception {
        sandbox.addChannels(COMPANY, 5);
        failing.add(2L);
        connect(Exchanges.NEW);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(IllegalStateException.class).handled(true).to("mock:failed");
                from(uri("stopOnFailure=true")).routeId("walk").process(exchange -> work(exchange));
            }
        });
        context.start();

        poll().join();

        assertThat(consumer().getDelivered()).isEqualTo(5);
        assertThat(consumer().getFailed()).isZero();
        assertThat(reports.channels).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"record", "page"})
    void two_polls_at_a_time_are_one_walk(String emit) throws Exception {
        sandbox.addChannels(COMPANY, 25);
        mayGoOn = new CountDownLatch(1);
        start(Work.IN_THE_SAME_THREAD, Exchanges.NEW, "pageSize=10&emit=" + emit);
        Thread poll = poll();
        await().until(() -> consumer().getEmitted() == 1);

        poll().join();
        assertThat(consumer().getPolls()).isOne();
        assertThat(consumer().getCounter()).as("no poll to Camel").isOne();
        mayGoOn.countDown();
        poll.join();

        assertThat(channels()).isEqualTo(ids());
    }

    @Test
    void a_wait_that_is_said_while_nobody_takes_the_page_is_kept() throws Exception {
        sandbox.addChannels(COMPANY, 25);
        sandbox.nextRequests(1).delay(Duration.ZERO);
        sandbox.failNext(429, "{}", "Retry-After", "3600");
        mayGoOn = new CountDownLatch(1);
        failing.add(1L);
        start(Work.IN_THE_SAME_THREAD, Exchanges.NEW, "pageSize=10&prefetch=true&stopOnFailure=true");
        Thread poll = poll();
        await().until(() -> consumer().getWaitUntil() != null);
        mayGoOn.countDown();
        poll.join();

        poll().join();

        assertThat(sandbox.requestCount()).isEqualTo(2);
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
        connect(exchanges);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                work.add(ConsumerDeliveryTest.this, this, from(uri(options)).routeId("walk"));
            }
        });
        context.start();
    }

    private void connect(Exchanges exchanges) {
        if (exchanges == Exchanges.POOLED) {
            context.getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
        }
        TestContexts.connect(context, sandbox);
        context.getRegistry().bind("reports", reports);
    }

    private static String uri(String options) {
        return "pact-channels:list?companyId=154&initialDelay=3600000&exceptionHandler=#reports&" + options;
    }

    private void work(Exchange exchange) throws InterruptedException {
        mayGoOn.await();
        List<Long> channels = channelsOf(exchange);
        worked.add(channels);
        if (channels.stream().anyMatch(failing::contains)) {
            throw new IllegalStateException("this one fails");
        }
    }

    private static List<Long> channelsOf(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        return body instanceof ChannelList page
                ? page.stream().map(PactChannel::channelId).toList()
                : List.of(((PactChannel) body).channelId());
    }

    private List<Long> channels() {
        return worked.stream().flatMap(List::stream).toList();
    }

    private List<Long> ids() {
        return sandbox.channels(COMPANY).stream().map(SandboxChannel::id).toList();
    }

    /** What the scheduler does. */
    private Thread poll() {
        Thread thread = new Thread(consumer());
        thread.start();
        return thread;
    }

    private PactChannelsConsumer consumer() {
        return (PactChannelsConsumer) context.getRoute("walk").getConsumer();
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
