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

    private final PollThrottle throttle = new PollThrottle();

    @Test
    void polling_is_allowed_without_a_wait() {
        assertThat(throttle.isPollAllowed()).isTrue();
        assertThat(throttle.waitUntil()).isNull();
    }

    @Test
    void shorter_wait_does_not_shorten_a_longer_one() {
        throttle.pauseFor(Duration.ofHours(2));
        throttle.pauseFor(Duration.ofHours(1));

        assertWaitsFor(Duration.ofHours(2));
    }

    @Test
    void a_longer_wait_replaces_a_shorter_one() {
        throttle.pauseFor(Duration.ofHours(1));
        throttle.pauseFor(Duration.ofHours(2));

        assertWaitsFor(Duration.ofHours(2));
    }

    private void assertWaitsFor(Duration wait) {
        assertThat(throttle.isPollAllowed()).isFalse();
        assertThat(throttle.waitUntil()).isCloseTo(Instant.now().plus(wait), within(1, ChronoUnit.MINUTES));
    }
}
