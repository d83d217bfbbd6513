/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every message store does. */
abstract class MessageStoreContract {

    static final long COMPANY = 154;
    static final Instant NOW = Instant.parse("2026-11-25T12:00:00.123Z");
    static final Duration LEASE = Duration.ofMinutes(10);

    private static final int THREADS = 8;

    /** The store that is tested. */
    abstract MessageStore store();

    /** The store as another machine sees it; the same if there can be only one. */
    MessageStore otherMachine() {
        return store();
    }

    /** Closes the store and opens it again. */
    abstract MessageStore restarted();

    static StoredMessage message(String key) {
        return message(key, NOW);
    }

    static StoredMessage message(String key, Instant dueAt) {
        return StoredMessage.sending(key, COMPANY, 399, "79250000001", NOW, dueAt);
    }

    @Test
    void stores_a_message_unless_its_key_is_stored() {
        assertThat(store().find("a")).isNull();
        assertThat(store().putIfAbsent(message("a"))).isNull();

        StoredMessage other = StoredMessage.sending("a", COMPANY, 400, "79250000002", NOW, NOW);
        assertThat(otherMachine().putIfAbsent(other)).isEqualTo(message("a"));
        assertThat(store().find("a")).isEqualTo(message("a"));
    }

    static List<String> keys() {
        return List.of(
                "a'b\"c;--", "заказ №7", "🙂".repeat(127), "x".repeat(255), "\n\t\u0001", "a=b,c|d", "%_\\", "null");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void keeps_every_key_and_every_value(String key) {
        StoredMessage message = new StoredMessage(
                key,
                Long.MAX_VALUE,
                Long.MAX_VALUE - 1,
                "+79250000001",
                MessageState.NOT_DELIVERED,
                9007199254740993L,
                "Причина 🙂 'quoted'",
                NOW,
                NOW.plusMillis(1),
                NOW.plusMillis(2),
                7);
        store().putIfAbsent(message);

        assertThat(otherMachine().find(key)).isEqualTo(message);
        assertThat(restarted().find(key)).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"`order`|`ORDER`", "`order`|`order `", "`café`|`cafe`", "`a`|`á`"})
    void similar_keys_are_different_keys(String one, String other) {
        store().putIfAbsent(message(one));

        assertThat(store().find(other)).isNull();
        assertThat(store().putIfAbsent(message(other))).isNull();
    }

    @Test
    void replaces_only_the_stored_version() {
        StoredMessage sending = message("a");
        store().putIfAbsent(sending);
        StoredMessage sent = sending.sent(17, NOW.plusSeconds(5));

        assertThat(store().replace(sending, sent)).isTrue();
        assertThat(otherMachine().replace(sending, sending.finished(MessageState.UNKNOWN, null, NOW, NOW)))
                .isFalse();
        assertThat(store().find("a")).isEqualTo(sent);
    }

    @Test
    void does_not_replace_a_message_that_was_removed() {
        StoredMessage sending = message("a");
        store().putIfAbsent(sending);
        store().remove(sending);
        store().putIfAbsent(message("a", NOW.plusSeconds(1)).sent(17, NOW));

        assertThat(store().replace(sending, sending.sent(18, NOW))).isFalse();
        assertThat(store().replace(message("b"), message("b").sent(18, NOW))).isFalse();
    }

    @Test
    void removes_only_the_stored_version() {
        StoredMessage sending = message("a");
        store().putIfAbsent(sending);
        StoredMessage sent = sending.sent(17, NOW);
        store().replace(sending, sent);

        assertThat(store().remove(sending)).isFalse();
        assertThat(otherMachine().remove(sent)).isTrue();
        assertThat(store().remove(sent)).isFalse();
        assertThat(store().find("a")).isNull();
        assertThat(store().findSent(COMPANY, 17)).isNull();
        assertThat(store().countOpen(COMPANY)).isZero();
    }

    @Test
    void finds_a_sent_message_by_its_job() {
        StoredMessage sent = stored(message("a").sent(17, NOW));

        assertThat(otherMachine().findSent(COMPANY, 17)).isEqualTo(sent);
        assertThat(store().findSent(COMPANY, 18)).isNull();
        assertThat(store().findSent(COMPANY + 1, 17)).isNull();

        store().replace(sent, sent.finished(MessageState.DELIVERED, null, NOW, NOW));
        assertThat(store().findSent(COMPANY, 17)).isNull();
    }

    @Test
    void claims_due_messages_the_oldest_due_first() {
        for (int seconds : new int[] {3, 1, 2, -5, 0}) {
            stored(message("due in " + seconds, NOW.plusSeconds(seconds)));
        }
        stored(StoredMessage.sending("other company", COMPANY + 1, 399, "79250000001", NOW, NOW));

        assertThat(store().claim(COMPANY, NOW.plusSeconds(2), NOW.plus(LEASE), 3))
                .extracting(StoredMessage::key)
                .containsExactly("due in -5", "due in 0", "due in 1");
        assertThat(otherMachine().claim(COMPANY, NOW.plusSeconds(2), NOW.plus(LEASE), 3))
                .extracting(StoredMessage::key)
                .containsExactly("due in 2");
    }

    @Test
    void a_claimed_message_is_leased_and_can_be_changed_by_the_claimer_alone() {
        StoredMessage sent = stored(message("a").sent(17, NOW));
        StoredMessage claimed = store().claim(COMPANY, NOW, NOW.plus(LEASE), 10).get(0);

        assertThat(claimed.dueAt()).isEqualTo(NOW.plus(LEASE));
        assertThat(otherMachine().claim(COMPANY, NOW, NOW.plus(LEASE), 10)).isEmpty();
        assertThat(store().replace(sent, sent.dueAt(NOW))).isFalse();
        assertThat(store().replace(claimed, claimed.finished(MessageState.DELIVERED, null, NOW, NOW)))
                .isTrue();
    }

    @Test
    void a_message_can_be_claimed_again_after_its_lease() {
        stored(message("a").sent(17, NOW));
        store().claim(COMPANY, NOW, NOW.plus(LEASE), 10);

        assertThat(otherMachine()
                        .claim(COMPANY, NOW.plus(LEASE), NOW.plus(LEASE).plus(LEASE), 10))
                .hasSize(1);
    }

    @Test
    void an_emitted_message_stays_stored_and_is_not_claimed() {
        StoredMessage finished = stored(message("a").sent(17, NOW).finished(MessageState.DELIVERED, null, NOW, NOW));
        assertThat(store().countOpen(COMPANY)).isEqualTo(1);
        StoredMessage emitted = finished.dueAt(null);
        store().replace(finished, emitted);

        assertThat(store().claim(COMPANY, NOW.plus(LEASE), NOW.plus(LEASE), 10)).isEmpty();
        assertThat(store().countOpen(COMPANY)).isZero();
        assertThat(restarted().find("a")).isEqualTo(emitted);
    }

    @Test
    void counts_the_open_messages_of_a_company() {
        stored(message("sending"));
        stored(message("sent").sent(17, NOW));
        stored(StoredMessage.sending("other company", COMPANY + 1, 399, "79250000001", NOW, NOW));

        assertThat(otherMachine().countOpen(COMPANY)).isEqualTo(2);
        assertThat(restarted().countOpen(COMPANY)).isEqualTo(2);
    }

    @Test
    void of_many_threads_one_stores_a_key() throws Exception {
        List<StoredMessage> before = concurrently(thread -> {
            List<StoredMessage> found = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                found.add(machine(thread).putIfAbsent(message("key " + i)));
            }
            return found;
        });

        assertThat(before.stream().filter(message -> message == null)).hasSize(50);
        assertThat(before.stream().filter(message -> message != null)).hasSize(50 * (THREADS - 1));
    }

    @Test
    void of_many_threads_one_claims_a_message() throws Exception {
        for (int i = 0; i < 200; i++) {
            stored(message("key " + i).sent(i + 1, NOW.plusMillis(i)));
        }
        List<StoredMessage> claimed = concurrently(thread -> {
            List<StoredMessage> mine = new ArrayList<>();
            // A machine that gets nothing may have met another one at the same messages.
            for (int i = 0; i < 60; i++) {
                mine.addAll(machine(thread).claim(COMPANY, NOW.plusSeconds(1), NOW.plus(LEASE), 7));
            }
            return mine;
        });

        assertThat(claimed)
                .extracting(StoredMessage::key)
                .doesNotHaveDuplicates()
                .hasSize(200);
    }

    @Test
    void of_many_threads_one_replaces_a_version() throws Exception {
        StoredMessage sent = stored(message("a").sent(17, NOW));
        List<Boolean> replaced = concurrently(thread ->
                List.of(machine(thread).replace(sent, sent.finished(MessageState.DELIVERED, null, NOW, NOW))));

        assertThat(replaced).containsOnlyOnce(true);
    }

    private MessageStore machine(int thread) {
        return thread % 2 == 0 ? store() : otherMachine();
    }

    StoredMessage stored(StoredMessage message) {
        assertThat(store().putIfAbsent(message)).isNull();
        return message;
    }

    /** What a thread does. */
    interface Work<T> {

        List<T> of(int thread);
    }

    static <T> List<T> concurrently(Work<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<List<T>>> tasks = IntStream.range(0, THREADS)
                    .<Callable<List<T>>>mapToObj(thread -> () -> work.of(thread))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<List<T>> result : threads.invokeAll(tasks)) {
                results.addAll(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
