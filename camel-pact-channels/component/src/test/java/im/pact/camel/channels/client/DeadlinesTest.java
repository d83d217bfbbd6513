/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever is late is told, whatever else begins and ends, and nobody is told too early. */
@Timeout(20)
class DeadlinesTest {

    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration LATER = Duration.ofMinutes(1);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final Set<Object> expired = Collections.synchronizedSet(new HashSet<>());
    private final Deadlines<Object> deadlines = new Deadlines<>(timer, expired::add);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void what_is_not_over_in_time_expires_and_no_earlier() {
        long start = System.nanoTime();
        deadlines.begin("late", SOON);

        await().pollInterval(1, TimeUnit.MILLISECONDS).until(() -> expired.contains("late"));

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SOON.toNanos());
    }

    @Test
    void what_is_over_does_not_expire() {
        deadlines.begin("over", SOON);
        deadlines.begin("late", SOON.plusMillis(20));
        deadlines.end("over");

        await().until(() -> expired.contains("late"));

        assertThat(expired).containsExactly("late");
    }

    @Test
    void an_earlier_deadline_counts_though_a_later_one_was_there_before() {
        deadlines.begin("patient", LATER);
        deadlines.begin("late", SOON);

        await().until(() -> expired.contains("late"));

        assertThat(expired).containsExactly("late");
    }

    @Test
    void later_deadlines_are_looked_after_when_the_first_is_over() {
        IntStream.range(0, 20).forEach(i -> deadlines.begin(i, SOON.plusMillis(i * 5L)));

        await().until(() -> expired.size() == 20);
    }

    @Test
    void a_deadline_that_is_past_expires_at_once() {
        deadlines.begin("too late", Duration.ofSeconds(-1));

        await().until(() -> expired.contains("too late"));
    }

    @Test
    void many_threads_miss_no_deadline() {
        IntStream.range(0, 4000).parallel().forEach(i -> {
            deadlines.begin(i, Duration.ofNanos(i * 10_000L));
            if (i % 2 == 0) {
                deadlines.end(i);
            }
        });

        await().until(() -> IntStream.range(0, 2000).allMatch(i -> expired.contains(2 * i + 1)));
    }

    @Test
    void nothing_begins_after_the_end() {
        deadlines.begin("under way", LATER);
        Set<Object> cancelled = new HashSet<>();

        deadlines.close(cancelled::add);

        assertThat(cancelled).containsExactly("under way");
        assertThatThrownBy(() -> deadlines.begin("after", SOON)).isInstanceOf(CancellationException.class);
    }
}
