/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.delivery;

import static im.pact.camel.channels.delivery.MessageStoreContract.COMPANY;
import static im.pact.camel.channels.delivery.MessageStoreContract.LEASE;
import static im.pact.camel.channels.delivery.MessageStoreContract.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.pact.camel.channels.client.PactChannelsException;
import im.pact.camel.channels.client.PactChannelsOutcomeUnknownException;
import im.pact.camel.channels.model.DeliveryJob;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of the states. */
class MessageTrackerTest {

    private static final String PHONE = "79250000001";
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final CheckSchedule SCHEDULE = new CheckSchedule(FIRST, Duration.ofMinutes(5), Duration.ofHours(24));

    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private FileMessageStore store;
    private MessageTracker tracker;

    @BeforeEach
    void open() {
        store = new FileMessageStore(directory.resolve("messages"));
        store.start();
        tracker = new MessageTracker(store, clock);
    }

    @AfterEach
    void close() {
        store.stop();
    }

    @Test
    void a_new_message_is_stored_before_it_is_sent() {
        StoredMessage message = begin("a", false);

        assertThat(message.state()).isEqualTo(MessageState.SENDING);
        assertThat(store.find("a")).isEqualTo(message);
        assertThat(message.dueAt()).isEqualTo(NOW.plus(TIMEOUT));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_message_that_was_sent_is_not_sent_again(boolean resend) {
        tracker.sent(begin("a", false), 17, FIRST);

        assertThat(begin("a", resend))
                .extracting(StoredMessage::state, StoredMessage::jobId)
                .containsExactly(MessageState.SENT, 17L);
    }

    @ParameterizedTest
    @CsvSource({"true, DELIVERED", "false, NOT_DELIVERED"})
    void a_message_that_is_finished_is_not_sent_again(boolean delivered, MessageState state) {
        tracker.sent(begin("a", false), 17, FIRST);
        assertThat(tracker.finish(COMPANY, 17, delivered, "off", NOW)).isTrue();

        assertThat(begin("a", true))
                .extracting(StoredMessage::state, StoredMessage::jobId, StoredMessage::reason)
                .containsExactly(state, 17L, delivered ? null : "off");
    }

    @Test
    void a_message_that_was_certainly_not_sent_can_be_sent() {
        tracker.notSent(begin("a", false));
        assertThat(store.find("a")).isNull();

        assertThat(begin("a", false).state()).isEqualTo(MessageState.SENDING);
    }

    @Test
    void the_outcome_of_a_message_that_is_being_sent_is_unknown_to_others() {
        begin("a", false);

        assertThatThrownBy(() -> begin("a", false))
                .isInstanceOfSatisfying(PactChannelsOutcomeUnknownException.class, e -> assertThat(e.isOutcomeUnknown())
                        .isTrue())
                .isInstanceOf(PactChannelsException.class)
                .hasMessage(
                        "sendFirst: POST /companies/154/channels/399/conversations got no response. Nothing was sent:"
                                + " the request at 2026-11-25T12:00:00.123Z with messageKey a has the state SENDING. Set resend=true"
                                + " to send the message again. The message may have been sent");
    }

    @Test
    void an_unknown_outcome_is_stored() {
        tracker.unknown(begin("a", false));

        assertThatThrownBy(() -> begin("a", false))
                .isInstanceOf(PactChannelsOutcomeUnknownException.class)
                .hasMessageContaining("has the state UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_route_can_send_a_message_of_unknown_outcome_again(boolean known) {
        StoredMessage first = begin("a", false);
        if (known) {
            tracker.unknown(first);
        }
        StoredMessage second = begin("a", true);
        assertThat(second.state()).isEqualTo(MessageState.SENDING);
        assertThat(second.isSameAttempt(first)).isFalse();

        tracker.sent(second, 18, FIRST);
        assertThat(store.find("a").jobId()).isEqualTo(18);
    }

    @Test
    void an_attempt_that_was_replaced_by_another_one_changes_nothing() {
        StoredMessage first = begin("a", false);
        StoredMessage second = begin("a", true);
        tracker.notSent(first);
        tracker.unknown(first);
        tracker.sent(first, 17, FIRST);

        assertThat(store.find("a")).isEqualTo(second);
    }

    @ParameterizedTest
    @CsvSource({"155, 399, 79250000001", "154, 400, 79250000001", "154, 399, 79250000002"})
    void a_key_is_rejected_for_another_recipient(long companyId, long channelId, String phone) {
        StoredMessage first = begin("a", false);

        assertThatThrownBy(() -> tracker.begin("a", companyId, channelId, phone, TIMEOUT, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sendFirst: messageKey a was used for another message (company 154, channel 399, phone"
                        + " 79250000001), not for company " + companyId + ", channel " + channelId + ", phone " + phone
                        + ". Each message needs a separate key");
        assertThat(store.find("a")).isEqualTo(first);
    }

    @Test
    void a_message_is_due_first_after_the_shortest_delay() {
        tracker.sent(begin("a", false), 17, FIRST);

        assertThat(claim(NOW.plus(FIRST).minusMillis(1))).isEmpty();
        assertThat(claim(NOW.plus(FIRST))).hasSize(1);
    }

    @Test
    void the_delay_between_checks_doubles_up_to_its_limit() {
        tracker.sent(begin("a", false), 17, FIRST);
        List<Long> seconds = List.of(5L, 10L, 20L, 40L, 80L, 160L, 320L, 620L, 920L, 1220L);
        for (long second : seconds) {
            clock.now = NOW.plusSeconds(second).minusMillis(1);
            assertThat(claim(clock.now)).as("before %s s", second).isEmpty();
            clock.now = NOW.plusSeconds(second);
            List<StoredMessage> due = claim(clock.now);
            assertThat(due).as("after %s s", second).hasSize(1);
            assertThat(tracker.checked(due.get(0), job("trying_deliver", null), SCHEDULE, LEASE))
                    .isNull();
        }
    }

    @Test
    void a_delivery_that_takes_too_long_expires_after_a_last_check() {
        tracker.sent(begin("a", false), 17, FIRST);
        tracker.sent(begin("b", false), 18, FIRST);
        clock.now = NOW.plus(Duration.ofHours(24));
        List<StoredMessage> due = claim(clock.now);

        assertThat(tracker.checked(due.get(0), job("trying_deliver", null), SCHEDULE, LEASE)
                        .state())
                .isEqualTo(MessageState.EXPIRED);
        assertThat(tracker.checked(due.get(1), job("delivered", "DELIVERED"), SCHEDULE, LEASE)
                        .state())
                .isEqualTo(MessageState.DELIVERED);
        assertThat(begin("a", true).state()).isEqualTo(MessageState.EXPIRED);
    }

    @Test
    void a_job_that_the_service_does_not_know_expires() {
        tracker.sent(begin("a", false), 17, FIRST);
        clock.now = NOW.plus(FIRST);
        assertThat(tracker.checked(claim(clock.now).get(0), null, SCHEDULE, LEASE))
                .isNull();
        clock.now = NOW.plus(Duration.ofHours(25));

        assertThat(tracker.checked(claim(clock.now).get(0), null, SCHEDULE, LEASE)
                        .state())
                .isEqualTo(MessageState.EXPIRED);
    }

    @Test
    void a_result_of_an_event_finishes_a_message_that_is_claimed() {
        tracker.sent(begin("a", false), 17, FIRST);
        StoredMessage claimed = claim(NOW.plus(FIRST)).get(0);
        assertThat(tracker.finish(COMPANY, 17, false, "off", NOW)).isTrue();
        assertThat(tracker.finish(COMPANY, 17, true, null, NOW)).isFalse();

        assertThat(tracker.checked(claimed, job("delivered", "DELIVERED"), SCHEDULE, LEASE))
                .as("emitted by the claim")
                .isNull();
        assertThat(claim(NOW))
                .extracting(StoredMessage::state, StoredMessage::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(MessageState.NOT_DELIVERED, "off"));
    }

    @Test
    void a_result_of_an_unknown_job_changes_nothing() {
        begin("a", false);

        assertThat(tracker.finish(COMPANY, 17, true, null, NOW)).isFalse();
        assertThat(store.find("a").state()).isEqualTo(MessageState.SENDING);
    }

    @Test
    void a_message_that_was_lost_is_unknown_until_its_request_succeeds_after_all() {
        StoredMessage sending = begin("a", false);
        clock.now = NOW.plus(TIMEOUT);
        StoredMessage lost = tracker.lost(claim(clock.now).get(0), LEASE);
        assertThat(lost.state()).isEqualTo(MessageState.UNKNOWN);
        tracker.emitted(lost);

        tracker.sent(sending, 17, FIRST);
        assertThat(store.find("a"))
                .extracting(StoredMessage::state, StoredMessage::jobId)
                .containsExactly(MessageState.SENT, 17L);
    }

    @Test
    void a_released_message_is_due_for_the_next_claim_and_an_emitted_one_never() {
        tracker.unknown(begin("a", false));
        StoredMessage claimed = claim(NOW).get(0);
        tracker.release(claimed);
        assertThat(claim(NOW)).isEmpty();
        claimed = claim(NOW.plusMillis(1)).get(0);
        tracker.emitted(claimed);

        assertThat(claim(NOW.plus(Duration.ofDays(999)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\0b", "\ud83d"})
    void a_key_that_cannot_be_stored_is_rejected(String key) {
        assertThatThrownBy(() -> begin(key, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("sendFirst: messageKey ");
    }

    @Test
    void a_key_can_have_255_characters() {
        assertThat(begin("x".repeat(255), false)).isNotNull();
        assertThatThrownBy(() -> begin("x".repeat(256), false))
                .hasMessage("sendFirst: messageKey must be at most 255 characters long (was 256)");
    }

    @Test
    void a_long_reason_is_shortened() {
        tracker.sent(begin("a", false), 17, FIRST);
        tracker.finish(COMPANY, 17, false, "x".repeat(999) + "🙂\0y", NOW);

        assertThat(store.find("a").reason()).isEqualTo("x".repeat(999));
    }

    private StoredMessage begin(String key, boolean resend) {
        return tracker.begin(key, COMPANY, 399, PHONE, TIMEOUT, resend);
    }

    private List<StoredMessage> claim(Instant dueSince) {
        return tracker.claim(COMPANY, dueSince, LEASE, 10);
    }

    private static DeliveryJob job(String state, String result) {
        return new DeliveryJob(17, COMPANY, 399L, "whatsapp", state, result, null, null, null, NOW, Map.of());
    }

    private static final class TestClock extends Clock {

        private Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
