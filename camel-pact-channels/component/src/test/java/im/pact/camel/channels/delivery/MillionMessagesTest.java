/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.delivery;

import static im.pact.camel.channels.delivery.MessageStoreContract.COMPANY;
import static im.pact.camel.channels.delivery.MessageStoreContract.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A million messages in a file. Not part of the normal build:
 * {@code mvnw verify -Dgroups=million -Dtest=MillionMessagesTest -Dsurefire.failIfNoSpecifiedTests=false -DargLine=-Xmx1g -pl camel-pact-channels/component -am}
 */
@Tag("million")
class MillionMessagesTest {

    private static final int MESSAGES = 1_000_000;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_million_messages_are_opened_in_seconds_and_take_little_memory(boolean open) throws Exception {
        Path file = directory.resolve("messages");
        RecordFile.create(
                        file,
                        IntStream.range(0, MESSAGES)
                                .mapToObj(i -> message(i, open))
                                .map(message -> MessageCodec.record(message.key(), MessageCodec.encode(message)))
                                .iterator())
                .close();
        FileMessageStore store = new FileMessageStore(file);
        long before = usedHeap();
        long start = System.nanoTime();
        store.start();
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        long bytes = (usedHeap() - before) / MESSAGES;
        System.out.printf(
                "%,d %s messages: %d MiB on disk, opened in %d ms, %d bytes of heap each%n",
                MESSAGES, open ? "open" : "finished", Files.size(file) >> 20, duration.toMillis(), bytes);

        assertThat(store.find("order-2026-" + 999_999)).isEqualTo(message(999_999, open));
        assertThat(store.countOpen(COMPANY)).isEqualTo(open ? MESSAGES : 0);
        store.stop();
        assertThat(duration).isLessThan(Duration.ofSeconds(5));
        assertThat(bytes).isLessThanOrEqualTo(400);
    }

    private static StoredMessage message(int index, boolean open) {
        StoredMessage sent = StoredMessage.sending(
                        "order-2026-" + index, COMPANY, 399, "7" + (9_250_000_000L + index), NOW, NOW)
                .sent(index + 1L, NOW.plusMillis(index));
        return open
                ? sent
                : sent.finished(MessageState.NOT_DELIVERED, "Phone is not in WhatsApp", NOW, NOW)
                        .dueAt(null);
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
