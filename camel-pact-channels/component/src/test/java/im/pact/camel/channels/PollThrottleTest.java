/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** The waits that the service asks for. */
class PollThrottleTest {

    private final PollThrottle pacing = new PollThrottle();

    @Test
    void there_is_no_wait_until_one_is_asked_for() {
        assertThat(pacing.isPollAllowed()).isTrue();
        assertThat(pacing.waitUntil()).isNull();
    }

    @Test
    void a_shorter_wait_does_not_end_a_longer_one() {
        pacing.pauseFor(Duration.ofHours(2));
        pacing.pauseFor(Duration.ofHours(1));

        assertWaitsFor(Duration.ofHours(2));
    }

    @Test
    void a_longer_wait_replaces_a_shorter_one() {
        pacing.pauseFor(Duration.ofHours(1));
        pacing.pauseFor(Duration.ofHours(2));

        assertWaitsFor(Duration.ofHours(2));
    }

    private void assertWaitsFor(Duration wait) {
        assertThat(pacing.isPollAllowed()).isFalse();
        assertThat(pacing.waitUntil()).isCloseTo(Instant.now().plus(wait), within(1, ChronoUnit.MINUTES));
    }
}
