/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static im.pact.camel.channels.ConsumerFixture.COMPANY;
import static im.pact.camel.channels.ConsumerFixture.ROUTE;
import static im.pact.camel.channels.ConsumerFixture.uri;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The consumer stops in every phase, in every way that Camel has. */
@Tag("slow")
@Timeout(60)
class ConsumerStopTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private static final int PAGE = 3;

    /** What the consumer is doing when it is stopped. */
    enum Phase {
        BETWEEN_TWO_POLLS("delay=400") {
            @Override
            void waitFor(ConsumerStopTest test) {
                await().until(() -> "complete".equals(FIXTURE.consumer().getLastPollOutcome()));
            }
        },
        IN_A_WAIT_OF_THE_SERVICE("delay=20&maxRetries=0") {
            @Override
            void arrange(PactChannelsSandbox sandbox) {
                sandbox.failNext(429, "{}", "Retry-After", "1");
            }

            @Override
            void waitFor(ConsumerStopTest test) {
                await().until(() -> FIXTURE.consumer().getWaitUntil() != null);
            }
        },
        IN_A_REQUEST("delay=20") {
            @Override
            void arrange(PactChannelsSandbox sandbox) {
                sandbox.everyRequest().delay(Duration.ofSeconds(10));
            }

            @Override
            void waitFor(ConsumerStopTest test) {
                await().until(() -> FIXTURE.sandbox().requestCount() >= 1);
            }
        },
        IN_A_RETRY_PAUSE("delay=20&maxRetries=9&retryDelay=10000") {
            @Override
            void arrange(PactChannelsSandbox sandbox) {
                sandbox.everyRequest().fail(503, "{}");
            }

            @Override
            void waitFor(ConsumerStopTest test) {
                await().until(() -> FIXTURE.sandbox().requestCount() >= 1);
            }
        },
        IN_A_WAIT_BEFORE_A_RETRY("delay=20&maxRetries=9") {
            @Override
            void arrange(PactChannelsSandbox sandbox) {
                sandbox.everyRequest().fail(429, "{}", "Retry-After", "3");
            }

            @Override
            void waitFor(ConsumerStopTest test) {
                await().until(() -> FIXTURE.sandbox().requestCount() >= 1);
            }
        },
        WAITING_FOR_A_PREFETCHED_PAGE("delay=20&prefetch=true") {
            @Override
            void arrange(PactChannelsSandbox sandbox) {
                sandbox.nextRequests(1).delay(Duration.ZERO);
                sandbox.everyRequest().delay(Duration.ofSeconds(10));
            }

            @Override
            void waitFor(ConsumerStopTest test) {
                await().until(() -> FIXTURE.sandbox().requestCount() == 2 && test.done.size() == PAGE);
            }
        },
        IN_THE_ROUTE("delay=20", Route.SAME_THREAD),
        IN_THE_ROUTE_WHILE_A_PAGE_IS_PREFETCHED("delay=20&prefetch=true", Route.SAME_THREAD) {
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

        /** Waits until the consumer is in this phase. */
        void waitFor(ConsumerStopTest test) {
            await().until(() -> test.begun.get() > 0);
        }
    }

    /** How the route processes an exchange. */
    enum Route {
        QUICK,
        SAME_THREAD,
        THREADS,
        SEDA
    }

    /** How the consumer is stopped, and started again. */
    enum Stop {
        STOP_ROUTE {
            @Override
            void stop(ConsumerStopTest test) throws Exception {
                FIXTURE.context().getRouteController().stopRoute(ROUTE);
            }

            @Override
            void again(ConsumerStopTest test) throws Exception {
                FIXTURE.context().getRouteController().startRoute(ROUTE);
            }
        },
        SUSPEND_ROUTE {
            @Override
            void stop(ConsumerStopTest test) throws Exception {
                FIXTURE.context().getRouteController().suspendRoute(ROUTE);
            }

            @Override
            void again(ConsumerStopTest test) throws Exception {
                FIXTURE.context().getRouteController().resumeRoute(ROUTE);
            }
        },
        REMOVE_ROUTE {
            @Override
            void stop(ConsumerStopTest test) throws Exception {
                FIXTURE.context().getRouteController().stopRoute(ROUTE);
                assertThat(FIXTURE.context().removeRoute(ROUTE)).isTrue();
            }

            @Override
            void again(ConsumerStopTest test) throws Exception {
                FIXTURE.context().addRoutes(test.route("delay=20", Route.QUICK));
            }
        },
        STOP_CONTEXT {
            @Override
            void stop(ConsumerStopTest test) {
                FIXTURE.context().stop();
            }

            @Override
            void again(ConsumerStopTest test) throws Exception {
                FIXTURE.newContext();
                FIXTURE.context().addRoutes(test.route("delay=20", Route.QUICK));
                FIXTURE.context().start();
            }
        };

        abstract void stop(ConsumerStopTest test) throws Exception;

        abstract void again(ConsumerStopTest test) throws Exception;
    }

    @RegisterExtension
    static final ConsumerFixture FIXTURE = new ConsumerFixture();

    private final AtomicInteger begun = new AtomicInteger();
    private final List<Long> done = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch mayGoOn = new CountDownLatch(1);

    @AfterEach
    void release() {
        mayGoOn.countDown();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("everyStopInEveryPhase")
    void stops_within_two_seconds_and_starts_again(Phase phase, Stop stop) throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 9);
        phase.arrange(FIXTURE.sandbox());
        start(phase.options, phase.route);
        phase.waitFor(this);
        PactChannelsConsumer consumer = FIXTURE.consumer();

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
        FIXTURE.sandbox().clearFaults();
        int before = done.size();
        stop.again(this);
        await("it polls again").until(() -> done.size() >= before + 9);
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
    void completes_the_record_or_the_page(Route route, ShutdownRunningTask task, int records) throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 9);
        FIXTURE.context().setShutdownRunningTask(task);
        start("delay=20&maxInFlight=1", route);
        await().until(() -> begun.get() == 1);
        PactChannelsConsumer consumer = FIXTURE.consumer();

        stopped(Stop.STOP_ROUTE);

        assertThat(done).hasSize(records);
        assertThat(consumer.getEmitted()).isEqualTo(records);
        assertNothingHappensAnyMore(consumer);
        assertThat(FIXTURE.sandbox().requestCount()).isOne();
    }

    @Test
    void stopped_poll_sends_no_empty_message() throws Exception {
        Phase.IN_A_REQUEST.arrange(FIXTURE.sandbox());
        start("delay=20&sendEmptyMessageWhenIdle=true", Route.QUICK);
        Phase.IN_A_REQUEST.waitFor(this);

        stopped(Stop.SUSPEND_ROUTE);

        assertThat(begun).hasValue(0);
    }

    @Test
    void wait_of_the_service_is_kept_over_a_suspension() throws Exception {
        FIXTURE.sandbox().failNext(429, "{}", "Retry-After", "3600");
        start("delay=20&maxRetries=0", Route.QUICK);
        await().until(() -> FIXTURE.consumer().getWaitUntil() != null);

        stopped(Stop.SUSPEND_ROUTE);
        Stop.SUSPEND_ROUTE.again(this);

        await().during(Duration.ofMillis(200)).until(() -> FIXTURE.sandbox().requestCount() == 1);
    }

    private void start(String options, Route route) throws Exception {
        FIXTURE.start(route(options, route));
    }

    private RouteBuilder route(String options, Route kind) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                var route = from(uri("initialDelay=0&pageSize=" + PAGE + "&" + options))
                        .routeId(ROUTE);
                switch (kind) {
                    case QUICK -> route.process(ConsumerStopTest.this::work);
                    case SAME_THREAD -> route.process(ConsumerStopTest.this::slowWork);
                    case THREADS -> route.threads(2).process(ConsumerStopTest.this::slowWork);
                    case SEDA -> {
                        route.to("seda:slow");
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
        PactChannelsConsumer consumer = FIXTURE.consumer();
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
        long requests = FIXTURE.sandbox().requestCount();
        int exchanges = begun.get();
        long polls = consumer.getPolls();
        await().during(Duration.ofMillis(150))
                .until(() -> FIXTURE.sandbox().requestCount() == requests
                        && begun.get() == exchanges
                        && consumer.getPolls() == polls);
    }

    /** The threads that poll or fetch ahead for this context. */
    private List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("Camel (" + FIXTURE.context().getName() + ")"))
                .filter(name -> name.contains("pact-channels:") || name.contains("PactChannelsPrefetch"))
                .toList();
    }
}
