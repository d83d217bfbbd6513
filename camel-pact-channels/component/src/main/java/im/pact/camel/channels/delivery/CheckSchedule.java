/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * When the job of a message is requested: first after the shortest delay, then after twice the time that has passed since the message
 * was sent, so that the delay doubles without being stored.
 *
 * @param minDelay the delay before the first request, and the shortest delay
 * @param maxDelay the longest delay
 * @param timeout  how long the service has time for the delivery
 */
public record CheckSchedule(Duration minDelay, Duration maxDelay, Duration timeout) {

    /** The time of the next request. */
    Instant next(StoredMessage sent, Instant now) {
        Duration age = Duration.between(sent.createdAt(), now);
        Duration delay = age.compareTo(minDelay) < 0 ? minDelay : age.compareTo(maxDelay) > 0 ? maxDelay : age;
        return now.plus(delay);
    }

    boolean isExpired(StoredMessage sent, Instant now) {
        return !sent.createdAt().plus(timeout).isAfter(now);
    }
}
