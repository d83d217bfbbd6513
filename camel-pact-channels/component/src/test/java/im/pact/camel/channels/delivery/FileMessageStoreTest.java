/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PropertyBindingSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The message store in a file: what it adds to the contract is what happens to the file. */
class FileMessageStoreTest extends MessageStoreContract {

    @TempDir
    Path directory;

    private Path file;
    private FileMessageStore store;

    @BeforeEach
    void open() {
        file = directory.resolve("sent/messages");
        store = new FileMessageStore(file);
        store.start();
    }

    @AfterEach
    void close() {
        store.stop();
    }

    @Override
    MessageStore store() {
        return store;
    }

    @Override
    MessageStore restarted() {
        store.stop();
        store.start();
        return store;
    }

    @Test
    void a_removed_message_stays_removed() {
        store.remove(stored(message("a")));
        stored(message("b"));

        assertThat(restarted().find("a")).isNull();
        assertThat(store.find("b")).isNotNull();
    }

    /** Wherever a crash has cut the file, the messages before are there, and the next ones can be stored. */
    @Test
    void a_record_that_was_cut_is_removed() throws Exception {
        stored(message("a"));
        stored(message("b").sent(17, NOW));
        long complete = Files.size(file);
        stored(message("c"));
        byte[] bytes = Files.readAllBytes(file);

        for (int length = (int) complete; length < bytes.length; length++) {
            store.stop();
            Files.write(file, Arrays.copyOf(bytes, length));
            store.start();

            assertThat(store.find("b")).isNotNull();
            assertThat(store.find("c"))
                    .as("cut after %s of %s bytes", length, bytes.length)
                    .isNull();
            assertThat(Files.size(file)).isEqualTo(complete);
        }
        stored(message("c"));
        assertThat(restarted().find("c")).isNotNull();
    }

    /** Some file systems extend a file before they write to it. */
    @Test
    void zeros_and_garbage_at_the_end_are_removed() throws Exception {
        stored(message("a"));
        byte[] bytes = Files.readAllBytes(file);
        store.stop();
        byte[] extended = Arrays.copyOf(bytes, bytes.length + 5000);
        Arrays.fill(extended, bytes.length + 4000, extended.length, (byte) 0x5a);
        Files.write(file, extended);
        store.start();

        assertThat(store.find("a")).isNotNull();
        assertThat(Files.size(file)).isEqualTo(bytes.length);
    }

    @Test
    void does_not_start_if_a_record_is_damaged_before_the_end() throws Exception {
        stored(message("a"));
        int middle = (int) Files.size(file) - 3;
        stored(message("b"));
        store.stop();
        byte[] bytes = Files.readAllBytes(file);
        bytes[middle] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> store.start())
                .hasRootCauseMessage(file + " is damaged at byte 25, not only at its end. Restore it from a backup;"
                        + " without it messages could be sent twice");
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Phone;Name\n79250000001;Anna\n", "pact-channels messages 2\n"})
    void does_not_start_with_another_file(String content) throws Exception {
        store.stop();
        Files.writeString(file, content);

        assertThatThrownBy(() -> store.start()).hasRootCauseMessage(file + " is not a file of messages");
        assertThat(file).hasContent(content);
    }

    @Test
    void a_second_store_cannot_open_the_file() {
        FileMessageStore second = new FileMessageStore(file);

        assertThatThrownBy(second::start)
                .hasRootCauseMessage(
                        file + ".lock is locked: another process or Camel context uses the messages. Only one can");
        assertThat(store.putIfAbsent(message("a"))).isNull();
        store.stop();
        second.start();
        assertThat(second.find("a")).isNotNull();
        second.stop();
    }

    @Test
    void the_file_is_rewritten_when_most_of_it_is_outdated() throws Exception {
        StoredMessage last = changed(stored(message("a")), 30_000);
        stored(message("b"));

        assertThat(Files.size(file)).isLessThan(1_200_000);
        assertThat(restarted().find("a")).isEqualTo(last);
        assertThat(store.find("b")).isNotNull();
        assertThat(directory.resolve("sent")).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void many_threads_lose_nothing_while_the_file_is_rewritten() throws Exception {
        List<StoredMessage> messages = concurrently(thread -> {
            List<StoredMessage> mine = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                mine.add(changed(stored(message("key " + thread + " " + i)), 2000));
            }
            return mine;
        });
        assertThat(Files.size(file)).isLessThan(1_300_000);

        MessageStore restarted = restarted();
        assertThat(messages).hasSize(40).allSatisfy(message -> assertThat(restarted.find(message.key()))
                .isEqualTo(message));
    }

    /** Changes a message many times, without a wait for the disk. */
    private StoredMessage changed(StoredMessage message, int times) {
        StoredMessage current = message;
        for (int i = 0; i < times; i++) {
            StoredMessage next = current.finished(MessageState.NOT_DELIVERED, "reason " + i, NOW, NOW);
            assertThat(store.replace(current, next)).isTrue();
            current = next;
        }
        return current;
    }

    /** A lease is worth nothing after a restart: no other process could have claimed the message. */
    @Test
    void a_lease_ends_with_the_process() {
        stored(message("a").sent(17, NOW));
        store.claim(COMPANY, NOW, NOW.plus(LEASE), 10);

        assertThat(restarted().claim(COMPANY, NOW, NOW.plus(LEASE), 10)).hasSize(1);
    }

    @Test
    void an_interrupted_thread_does_not_close_the_file() {
        Thread.currentThread().interrupt();
        stored(message("a"));

        assertThat(Thread.interrupted()).isTrue();
        stored(message("b"));
        assertThat(restarted().find("b")).isNotNull();
    }

    /** Files of earlier versions must stay readable. */
    @Test
    void the_states_have_fixed_numbers_in_the_file() {
        for (MessageState state : MessageState.values()) {
            byte number =
                    switch (state) {
                        case SENDING -> 0;
                        case SENT -> 1;
                        case UNKNOWN -> 2;
                        case DELIVERED -> 3;
                        case NOT_DELIVERED -> 4;
                        case EXPIRED -> 5;
                    };
            StoredMessage message =
                    new StoredMessage("a", COMPANY, 399, "79250000001", state, 17L, null, NOW, NOW, NOW, 1);

            assertThat(MessageCodec.encode(message)[0]).isEqualTo(number);
        }
    }

    @Test
    void fails_when_it_is_not_started() {
        store.stop();

        assertThatThrownBy(() -> store.putIfAbsent(message("a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The message store " + file + " is not started");
    }

    @Test
    void can_be_configured_by_properties() throws Exception {
        store.stop();
        FileMessageStore configured = new FileMessageStore();
        assertThatThrownBy(configured::start).hasMessage("file is missing");
        try (CamelContext context = new DefaultCamelContext()) {
            PropertyBindingSupport.build()
                    .withCamelContext(context)
                    .withTarget(configured)
                    .withProperty("file", file.toString())
                    .bind();
        }
        configured.start();
        configured.putIfAbsent(message("a"));
        configured.stop();

        assertThat(restarted().find("a")).isNotNull();
    }
}
