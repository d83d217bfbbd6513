/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A consumer can be stopped whatever it is doing, in every way that Camel has. */
@Timeout(60)
class ConsumerStopTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private static final int PAGE = 3;

    /** What the consumer is doing when it is stopped. */
    enum Phase {
        BETWEEN_TWO_WALKS("delay=400") {
            @Override
            void waitFor(ConsumerStopTest test) {
                await().until(() -> "complete".equals(test.consumer().getLastPollOutcome()));
            }
        },
        KEEPING_A_WAIT_THAT_THE_SERVICE_ASKED_FOR("delay=20&maxRetries=0") {
            @Override
            void arrange(PactChannelsSandbox sandbox) {
                sandbox.failNext(429, "{}", "Retry-After", "1");
            }

            @Override
            void waitFor(ConsumerStopTest test) {
                await().until(() -> test.consumer().getWaitUntil() != null);
            }
        },
        IN_A_REQUEST("delay=20") {
            @Override
            void arrange(PactChannelsSandbox sandbox) {
                sandbox.everyRequest().delay(Duration.ofSeconds(10));
            }

            @Override
            void waitFor(ConsumerStopTest test) {
                await().until(() -> test.sandbox.requestCount() == 1);
            }
        },
        IN_A_RETRY_PAUSE("delay=20&maxRetries=9&retryDelay=10000") {
            @Override
            void arrange(PactChannelsSandbox sandbox) {
                sandbox.everyRequest().fail(503, "{}");
            }

            @Override
            void waitFor(ConsumerStopTest test) {
                await().until(() -> test.sandbox.requestCount() >= 1);
            }
        },
        IN_A_WAIT_BEFORE_A_RETRY("delay=20&maxRetries=9") {
            @Override
            void arrange(PactChannelsSandbox sandbox) {
                sandbox.everyRequest().fail(429, "{}", "Retry-After", "3");
            }

            @Override
            void waitFor(ConsumerStopTest test) {
                await().until(() -> test.sandbox.requestCount() == 1);
            }
        },
        WAITING_FOR_A_PAGE_AHEAD("delay=20&prefetch=true") {
            @Override
            void arrange(PactChannelsSandbox sandbox) {
                sandbox.nextRequests(1).delay(Duration.ZERO);
                sandbox.everyRequest().delay(Duration.ofSeconds(10));
            }

            @Override
            void waitFor(ConsumerStopTest test) {
                await().until(() -> test.sandbox.requestCount() == 2 && test.done.size() == PAGE);
            }
        },
        IN_THE_ROUTE("delay=20", Route.SAME_THREAD),
        IN_THE_ROUTE_WHILE_A_PAGE_IS_FETCHED("delay=20&prefetch=true", Route.SAME_THREAD) {
            @Override
            void arrange(PactChannelsSandbox sandbox) {
                sandbox.nextRequests(1).delay(Duration.ZERO);
                sandbox.everyRequest().delay(Duration.ofSeconds(10));
            }
        },
        IN_ANOTHER_THREAD_OF_THE_ROUTE("delay=20", Route.THREADS),
        IN_ANOTHER_ROUTE("delay=20", Route.SEDA);

        private final String options;
        private final Route route;

        Phase(String options) {
            this(options, Route.QUICK);
        }

        Phase(String options, Route route) {
            this.options = options;
            this.route = route;
        }

        void arrange(PactChannelsSandbox sandbox) {}

        /** Waits until it is so. */
        void waitFor(ConsumerStopTest test) {
            await().until(() -> test.begun.get() > 0);
        }
    }

    /** How the route treats an exchange. */
    enum Route {
        QUICK,
        SAME_THREAD,
        THREADS,
        SEDA
    }

    /** How it is stopped, and started again. */
    enum Stop {
        STOP_ROUTE {
            @Override
            void stop(ConsumerStopTest test) throws Exception {
                test.context.getRouteController().stopRoute("walk");
            }

            @Override
            void again(ConsumerStopTest test) throws Exception {
                test.context.getRouteController().startRoute("walk");
            }
        },
        SUSPEND_ROUTE {
            @Override
            void stop(ConsumerStopTest test) throws Exception {
                test.context.getRouteController().suspendRoute("walk");
            }

            @Override
            void again(ConsumerStopTest test) throws Exception {
                test.context.getRouteController().resumeRoute("walk");
            }
        },
        REMOVE_ROUTE {
            @Override
            void stop(ConsumerStopTest test) throws Exception {
                test.context.getRouteController().stopRoute("walk");
                assertThat(test.context.removeRoute("walk")).isTrue();
            }

            @Override
            void again(ConsumerStopTest test) throws Exception {
                test.context.addRoutes(test.walk("delay=20", Route.QUICK));
            }
        },
        STOP_CONTEXT {
            @Override
            void stop(ConsumerStopTest test) {
                test.context.stop();
            }

            @Override
            void again(ConsumerStopTest test) throws Exception {
                test.create();
                test.context.addRoutes(test.walk("delay=20", Route.QUICK));
                test.context.start();
            }
        };

        abstract void stop(ConsumerStopTest test) throws Exception;

        abstract void again(ConsumerStopTest test) throws Exception;
    }

    @RegisterExtension
    static final PactChannelsSandboxExtension EXTENSION = new PactChannelsSandboxExtension();

    private final PactChannelsSandbox sandbox = EXTENSION.sandbox();
    private final AtomicInteger begun = new AtomicInteger();
    private final List<Long> done = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private CamelContext context;

    @BeforeEach
    void create() {
        context = new DefaultCamelContext();
        TestContexts.connect(context, sandbox);
        context.getShutdownStrategy().setTimeout(20);
    }

    @AfterEach
    void stopContext() {
        mayGoOn.countDown();
        context.stop();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("everyStopInEveryPhase")
    void stops_soon_and_for_good(Phase phase, Stop stop) throws Exception {
        sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 9);
        phase.arrange(sandbox);
        start(phase.options, phase.route);
        phase.waitFor(this);
        PactChannelsConsumer consumer = consumer();

        Duration duration = stopped(stop);

        assertThat(duration).isLessThan(LIMIT);
        assertThat(consumer.getDelivered())
                .as("what was begun is finished")
                .isEqualTo(consumer.getEmitted())
                .isEqualTo(done.size());
        assertThat(consumer.isPolling()).isFalse();
        assertNothingHappensAnyMore(consumer);
        if (stop != Stop.SUSPEND_ROUTE) {
            await("no thread of the consumer is left").until(() -> threads().isEmpty());
        }
        sandbox.clearFaults();
        int before = done.size();
        stop.again(this);
        await("it walks again").until(() -> done.size() >= before + 9);
    }

    static Stream<Arguments> everyStopInEveryPhase() {
        return Arrays.stream(Phase.values())
                .flatMap(phase -> Arrays.stream(Stop.values()).map(stop -> Arguments.of(phase, stop)));
    }

    @ParameterizedTest(name = "{0}, {1}: {2} of a page of 3")
    @CsvSource({
        "SAME_THREAD, CompleteCurrentTaskOnly, 1", "SAME_THREAD, CompleteAllTasks, 3",
        "THREADS, CompleteCurrentTaskOnly, 1", "THREADS, CompleteAllTasks, 3",
        "SEDA, CompleteCurrentTaskOnly, 1", "SEDA, CompleteAllTasks, 3"
    })
    void finishes_the_record_or_the_page_as_told(Route route, ShutdownRunningTask task, int records) throws Exception {
        sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 9);
        context.setShutdownRunningTask(task);
        start("delay=20&maxInFlight=1", route);
        await().until(() -> begun.get() == 1);
        PactChannelsConsumer consumer = consumer();

        stopped(Stop.STOP_ROUTE);

        assertThat(done).hasSize(records);
        assertThat(consumer.getEmitted()).isEqualTo(records);
        assertNothingHappensAnyMore(consumer);
        assertThat(sandbox.requestCount()).isOne();
    }

    @Test
    void a_walk_that_was_stopped_is_no_empty_one() throws Exception {
        Phase.IN_A_REQUEST.arrange(sandbox);
        start("delay=20&sendEmptyMessageWhenIdle=true", Route.QUICK);
        Phase.IN_A_REQUEST.waitFor(this);

        stopped(Stop.SUSPEND_ROUTE);

        assertThat(begun).hasValue(0);
    }

    @Test
    void a_wait_of_the_service_outlives_a_suspension() throws Exception {
        sandbox.failNext(429, "{}", "Retry-After", "3600");
        start("delay=20&maxRetries=0", Route.QUICK);
        await().until(() -> consumer().getWaitUntil() != null);

        stopped(Stop.SUSPEND_ROUTE);
        Stop.SUSPEND_ROUTE.again(this);

        await().during(Duration.ofMillis(200)).until(() -> sandbox.requestCount() == 1);
    }

    private void start(String options, Route route) throws Exception {
        context.addRoutes(walk(options, route));
        context.start();
    }

    private RouteBuilder walk(String options, Route route) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                var walk = from("pact-channels:list?companyId=154&initialDelay=0&pageSize=" + PAGE + "&" + options)
                        .routeId("walk");
                switch (route) {
                    case QUICK -> walk.process(ConsumerStopTest.this::work);
                    case SAME_THREAD -> walk.process(ConsumerStopTest.this::slowWork);
                    case THREADS -> walk.threads(2).process(ConsumerStopTest.this::slowWork);
                    case SEDA -> {
                        walk.to("seda:slow");
                        from("seda:slow?concurrentConsumers=2&pollTimeout=50").process(ConsumerStopTest.this::slowWork);
                    }
                }
            }
        };
    }

    private void slowWork(Exchange exchange) throws Exception {
        begun.incrementAndGet();
        mayGoOn.await();
        work(exchange);
    }

    private void work(Exchange exchange) {
        begun.incrementAndGet();
        done.add(exchange.getMessage().getHeader(PactChannelsConstants.CHANNEL_ID, Long.class));
    }

    /** Stops it; the route goes on with what it has in hand as soon as the stop has begun. */
    private Duration stopped(Stop stop) {
        PactChannelsConsumer consumer = consumer();
        long start = System.nanoTime();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> {
            try {
                stop.stop(this);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        await().until(() -> consumer.isSuspendingOrSuspended() || consumer.isStoppingOrStopped());
        mayGoOn.countDown();
        stopped.join();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void assertNothingHappensAnyMore(PactChannelsConsumer consumer) {
        long requests = sandbox.requestCount();
        int exchanges = begun.get();
        long walks = consumer.getPolls();
        await().during(Duration.ofMillis(150))
                .until(() ->
                        sandbox.requestCount() == requests && begun.get() == exchanges && consumer.getPolls() == walks);
    }

    /** The threads that poll or fetch ahead for this context. */
    private List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("Camel (" + context.getName() + ")"))
                .filter(name -> name.contains("pact-channels:") || name.contains("PactChannelsPrefetch"))
                .toList();
    }

    private PactChannelsConsumer consumer() {
        return (PactChannelsConsumer) context.getRoute("walk").getConsumer();
    }
}
