/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** The waits that the service asks for. */
class PacingTest {

    private final Pacing pacing = new Pacing();

    @Test
    void thereIsNoWaitUntilOneIsAskedFor() {
        assertThat(pacing.isPollAllowed()).isTrue();
        assertThat(pacing.waitUntil()).isNull();
    }

    @Test
    void aShorterWaitDoesNotEndALongerOne() {
        pacing.keepAway(Duration.ofHours(2));
        pacing.keepAway(Duration.ofHours(1));

        assertWaitsFor(Duration.ofHours(2));
    }

    @Test
    void aLongerWaitReplacesAShorterOne() {
        pacing.keepAway(Duration.ofHours(1));
        pacing.keepAway(Duration.ofHours(2));

        assertWaitsFor(Duration.ofHours(2));
    }

    private void assertWaitsFor(Duration wait) {
        assertThat(pacing.isPollAllowed()).isFalse();
        assertThat(pacing.waitUntil()).isCloseTo(Instant.now().plus(wait), within(1, ChronoUnit.MINUTES));
    }
}
