/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When the consumer polls. */
@Timeout(60)
class ConsumerPacingTest {

    private static final String NEVER = "initialDelay=3600000";

    /** Who says when to poll: about every second, whatever there is to do. */
    enum Scheduler {
        FIXED_DELAY("initialDelay=0&delay=1000"),
        FIXED_RATE("initialDelay=0&delay=1000&useFixedDelay=false"),
        SPRING("scheduler=spring&scheduler.cron=*+*+*+*+*+*"),
        QUARTZ("scheduler=quartz&scheduler.cron=*+*+*+*+*+?");

        private final String options;

        Scheduler(String options) {
            this.options = options;
        }
    }

    @RegisterExtension
    static final PactChannelsSandboxExtension EXTENSION = new PactChannelsSandboxExtension();

    private final PactChannelsSandbox sandbox = EXTENSION.sandbox();
    private final List<Object> received = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch mayGoOn = new CountDownLatch(1);
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

    @ParameterizedTest
    @EnumSource(Scheduler.class)
    void every_scheduler_makes_it_walk_again_and_again(Scheduler scheduler) throws Exception {
        sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 2);

        start(scheduler.options);

        await().until(() -> received.size() >= 4);
    }

    @ParameterizedTest
    @EnumSource(Scheduler.class)
    void no_request_goes_out_in_a_wait_that_the_service_asked_for_whatever_the_scheduler_says(Scheduler scheduler)
            throws Exception {
        sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 1);
        sandbox.failNext(429, "{\"errors\":[{\"detail\":\"Please wait for 2 seconds\"}]}");
        start(scheduler.options);
        await().pollInterval(Duration.ofMillis(5)).until(() -> consumer().getWaitUntil() != null);
        long refused = System.nanoTime();

        await().pollInterval(Duration.ofMillis(5)).until(() -> sandbox.requestCount() == 2);

        assertThat(Duration.ofNanos(System.nanoTime() - refused)).isGreaterThan(Duration.ofMillis(1900));
        assertThat(consumer().getWaitUntil()).isNull();
        await().until(() -> received.size() == 1);
    }

    @Test
    void a_poll_of_quartz_during_a_walk_is_left_out() throws Exception {
        sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pact-channels:list?companyId=154&" + Scheduler.QUARTZ.options)
                        .routeId("walk")
                        .process(exchange -> mayGoOn.await());
            }
        });
        context.start();
        await().until(() -> consumer().getEmitted() == 1);

        await().during(Duration.ofMillis(2200)).until(() -> consumer().getPolls() == 1);
    }

    @Test
    void the_first_poll_comes_after_the_initial_delay() throws Exception {
        long start = System.nanoTime();
        start("initialDelay=400");

        await().pollInterval(Duration.ofMillis(5)).until(() -> sandbox.requestCount() == 1);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(400));
    }

    @Test
    void the_delay_begins_at_the_end_of_a_walk() throws Exception {
        sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 1);
        start("initialDelay=0&delay=400");
        await().pollInterval(Duration.ofMillis(5)).until(() -> received.size() == 1);
        long end = System.nanoTime();

        await().pollInterval(Duration.ofMillis(5)).until(() -> sandbox.requestCount() == 2);

        assertThat(Duration.ofNanos(System.nanoTime() - end)).isGreaterThan(Duration.ofMillis(350));
    }

    @Test
    void repeat_count_bounds_the_polls() throws Exception {
        start("initialDelay=0&delay=10&repeatCount=3");

        await().until(() -> consumer().getPolls() == 3);
        await().during(Duration.ofMillis(200)).until(() -> consumer().getPolls() == 3);
    }

    @Test
    void a_poll_that_is_left_out_in_a_wait_is_none_to_camel() throws Exception {
        sandbox.failNext(429, "{}", "Retry-After", "3600");
        start(NEVER + "&repeatCount=2&backoffErrorThreshold=2&backoffMultiplier=5");

        poll(5);

        assertThat(sandbox.requestCount()).isOne();
        assertThat(consumer().getCounter()).isOne();
        assertThat(consumer().getErrorCounter()).isOne();
        assertThat(consumer().getHealthCheck().callReadiness().getState()).isEqualTo(HealthCheck.State.DOWN);
    }

    @Test
    void backoff_error_threshold_makes_polls_rarer_while_calls_fail() throws Exception {
        sandbox.everyRequest().fail(503, "{}");
        start(NEVER + "&backoffErrorThreshold=2&backoffMultiplier=5");

        assertThat(requestsOfEachPoll(8)).containsExactly(1L, 1L, 0L, 0L, 0L, 0L, 1L, 1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"emit=record", "emit=change"})
    void backoff_idle_threshold_makes_polls_rarer_while_there_is_nothing(String emit) throws Exception {
        start(NEVER + "&backoffIdleThreshold=2&backoffMultiplier=5&" + emit);

        assertThat(requestsOfEachPoll(8)).containsExactly(1L, 1L, 0L, 0L, 0L, 0L, 1L, 1L);
    }

    @Test
    void greedy_does_not_make_it_poll_at_once_again() throws Exception {
        sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 3);
        start(NEVER + "&greedy=true");

        assertThat(requestsOfEachPoll(2)).containsExactly(1L, 1L);
    }

    @Test
    void a_walk_without_changes_is_idle() throws Exception {
        sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 3);
        start(NEVER + "&emit=change&sendEmptyMessageWhenIdle=true");

        poll(1);
        assertThat(received).hasSize(3).doesNotContainNull();
        poll(1);
        assertThat(received).hasSize(4).last().isNull();
    }

    private void start(String options) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pact-channels:list?companyId=154&" + options)
                        .routeId("walk")
                        .process(exchange -> received.add(exchange.getMessage().getBody()));
            }
        });
        context.start();
    }

    private List<Long> requestsOfEachPoll(int polls) {
        List<Long> requests = new ArrayList<>();
        for (int poll = 0; poll < polls; poll++) {
            long before = sandbox.requestCount();
            poll(1);
            requests.add(sandbox.requestCount() - before);
        }
        return requests;
    }

    /** What the scheduler does. */
    private void poll(int times) {
        for (int i = 0; i < times; i++) {
            consumer().run();
        }
    }

    private PactChannelsConsumer consumer() {
        return (PactChannelsConsumer) context.getRoute("walk").getConsumer();
    }
}
