/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static im.pact.camel.channels.ConsumerFixture.COMPANY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Message;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
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
    void delay_begins_at_the_end_of_a_poll() throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 1);
        FIXTURE.start("initialDelay=0&delay=400");
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> FIXTURE.received().size() == 1);
        long end = System.nanoTime();

        await().pollInterval(Duration.ofMillis(5)).until(() -> FIXTURE.sandbox().requestCount() == 2);

        assertThat(Duration.ofNanos(System.nanoTime() - end)).isGreaterThan(Duration.ofMillis(350));
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
