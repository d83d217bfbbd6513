/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static im.pact.camel.channels.ConsumerFixture.COMPANY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When the consumer polls. */
@Tag("slow")
@Timeout(60)
class ConsumerPacingTest {

    /** Polls about every second. */
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
    static final ConsumerFixture FIXTURE = new ConsumerFixture();

    private final CountDownLatch mayGoOn = new CountDownLatch(1);

    @AfterEach
    void release() {
        mayGoOn.countDown();
    }

    @ParameterizedTest
    @EnumSource(Scheduler.class)
    void polls_with_every_scheduler(Scheduler scheduler) throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 2);

        FIXTURE.start(scheduler.options);

        await().until(() -> FIXTURE.received().size() >= 4);
    }

    @ParameterizedTest
    @EnumSource(Scheduler.class)
    void no_scheduler_polls_during_a_wait_of_the_service(Scheduler scheduler) throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 1);
        FIXTURE.sandbox().failNext(429, "{\"errors\":[{\"detail\":\"Please wait for 2 seconds\"}]}");
        FIXTURE.start(scheduler.options);
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> FIXTURE.consumer().getWaitUntil() != null);
        long refused = System.nanoTime();

        await().pollInterval(Duration.ofMillis(5)).until(() -> FIXTURE.sandbox().requestCount() == 2);

        assertThat(Duration.ofNanos(System.nanoTime() - refused)).isGreaterThan(Duration.ofMillis(1900));
        assertThat(FIXTURE.consumer().getWaitUntil()).isNull();
        await().until(() -> FIXTURE.received().size() == 1);
    }

    @Test
    void overlapping_quartz_poll_is_skipped() throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 1);
        FIXTURE.start(Scheduler.QUARTZ.options, exchange -> mayGoOn.await());
        await().until(() -> FIXTURE.consumer().getEmitted() == 1);

        await().during(Duration.ofMillis(2200)).until(() -> FIXTURE.consumer().getPolls() == 1);
    }

    @Test
    void first_poll_starts_after_the_initial_delay() throws Exception {
        long start = System.nanoTime();
        FIXTURE.start("initialDelay=400");

        await().pollInterval(Duration.ofMillis(5)).until(() -> FIXTURE.sandbox().requestCount() == 1);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(400));
    }

    @Test
    void consumers_start_at_different_times_within_the_delay() throws Exception {
        FIXTURE.start(consumers(50, "delay=60000"));

        List<Long> starts = FIXTURE.context().getRoutes().stream()
                .map(route -> ((PactChannelsConsumer) route.getConsumer()).getInitialDelay())
                .sorted()
                .toList();

        assertThat(starts).first().isEqualTo(1000L);
        assertThat(starts).allSatisfy(start -> assertThat(start).isBetween(1000L, 59_999L));
        for (int i = 1; i < starts.size(); i++) {
            assertThat(starts.get(i) - starts.get(i - 1)).isBetween(400L, 2500L);
        }
    }

    @ParameterizedTest
    @CsvSource({"delay=60000, 1000", "delay=60&timeUnit=SECONDS, 1", "delay=20, 1000"})
    void first_consumer_starts_after_a_second(String options, long initialDelay) throws Exception {
        FIXTURE.start(consumers(1, options));

        PactChannelsConsumer consumer =
                (PactChannelsConsumer) FIXTURE.context().getRoutes().get(0).getConsumer();
        assertThat(consumer.getInitialDelay()).isEqualTo(initialDelay);
        FIXTURE.context().getRouteController().stopRoute(consumer.getRouteId());
        FIXTURE.context().getRouteController().startRoute(consumer.getRouteId());
        assertThat(consumer.getInitialDelay()).as("again").isEqualTo(initialDelay);
    }

    @Test
    void initial_delay_of_the_user_is_kept() throws Exception {
        FIXTURE.start(consumers(3, "delay=60000&initialDelay=1000"));

        assertThat(FIXTURE.context().getRoutes())
                .extracting(route -> ((PactChannelsConsumer) route.getConsumer()).getInitialDelay())
                .containsOnly(1000L);
    }

    private static RouteBuilder consumers(int count, String options) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                for (int company = 1; company <= count; company++) {
                    fromF("pact-channels:list?companyId=%d&%s", company, options)
                            .to("mock:out");
                }
            }
        };
    }

    @Test
    void delay_begins_at_the_end_of_a_poll() throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 1);
        List<Long> times = Collections.synchronizedList(new ArrayList<>());
        FIXTURE.start("initialDelay=0&delay=400", exchange -> times.add(System.nanoTime()));

        await().until(() -> times.size() == 2);

        assertThat(Duration.ofNanos(times.get(1) - times.get(0))).isGreaterThan(Duration.ofMillis(400));
    }

    @Test
    void repeat_count_limits_the_polls() throws Exception {
        FIXTURE.start("initialDelay=0&delay=10&repeatCount=3");

        await().until(() -> FIXTURE.consumer().getPolls() == 3);
        await().during(Duration.ofMillis(200)).until(() -> FIXTURE.consumer().getPolls() == 3);
    }

    @Test
    void poll_that_is_skipped_during_a_wait_does_not_count_for_camel() throws Exception {
        FIXTURE.sandbox().failNext(429, "{}", "Retry-After", "3600");
        FIXTURE.start("repeatCount=2&backoffErrorThreshold=2&backoffMultiplier=5");

        for (int i = 0; i < 5; i++) {
            FIXTURE.poll();
        }

        assertThat(FIXTURE.sandbox().requestCount()).isOne();
        assertThat(FIXTURE.consumer().getCounter()).isOne();
        assertThat(FIXTURE.consumer().getErrorCounter()).isOne();
        assertThat(FIXTURE.consumer().getHealthCheck().callReadiness().getState())
                .isEqualTo(HealthCheck.State.DOWN);
    }

    @Test
    void backoff_error_threshold_skips_polls_while_requests_fail() throws Exception {
        FIXTURE.sandbox().everyRequest().fail(503, "{}");
        FIXTURE.start("backoffErrorThreshold=2&backoffMultiplier=5");

        assertThat(requestsOfEachPoll(8)).containsExactly(1L, 1L, 0L, 0L, 0L, 0L, 1L, 1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"emit=record", "emit=change"})
    void backoff_idle_threshold_skips_polls_while_there_is_nothing(String emit) throws Exception {
        FIXTURE.start("backoffIdleThreshold=2&backoffMultiplier=5&" + emit);

        assertThat(requestsOfEachPoll(8)).containsExactly(1L, 1L, 0L, 0L, 0L, 0L, 1L, 1L);
    }

    @Test
    void greedy_does_not_poll_again_immediately() throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 3);
        FIXTURE.start("greedy=true");

        assertThat(requestsOfEachPoll(2)).containsExactly(1L, 1L);
    }

    @Test
    void poll_without_changes_is_idle() throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 3);
        FIXTURE.start("emit=change&sendEmptyMessageWhenIdle=true");

        FIXTURE.poll();
        assertThat(FIXTURE.received()).extracting(Message::getBody).hasSize(3).doesNotContainNull();
        FIXTURE.poll();
        assertThat(FIXTURE.received())
                .extracting(Message::getBody)
                .hasSize(4)
                .last()
                .isNull();
    }

    private static List<Long> requestsOfEachPoll(int polls) {
        List<Long> requests = new ArrayList<>();
        for (int poll = 0; poll < polls; poll++) {
            long before = FIXTURE.sandbox().requestCount();
            FIXTURE.poll();
            requests.add(FIXTURE.sandbox().requestCount() - before);
        }
        return requests;
    }
}
