/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads share the wait for the disk. */
@Timeout(60)
class GroupCommitTest {

    private final AtomicLong appended = new AtomicLong();
    private final AtomicInteger syncs = new AtomicInteger();

    @Test
    void threads_that_wait_for_a_sync_share_the_next_one() throws Exception {
        Phaser disk = new Phaser(2);
        GroupCommit commit = new GroupCommit(appended::get, () -> {
            syncs.incrementAndGet();
            disk.arriveAndAwaitAdvance();
        });
        List<Thread> threads = new ArrayList<>();
        threads.add(start(commit));
        await().until(() -> syncs.get() == 1);
        for (int i = 0; i < 7; i++) {
            threads.add(start(commit));
        }
        await().until(() -> threads.stream().filter(GroupCommitTest::isWaiting).count() == 8);

        disk.arriveAndAwaitAdvance();
        disk.arriveAndAwaitAdvance();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(syncs).hasValue(2);
    }

    @Test
    void bytes_that_are_durable_are_not_synced_again() throws Exception {
        GroupCommit commit = new GroupCommit(appended::get, syncs::incrementAndGet);
        appended.set(10);
        commit.await(5);
        commit.await(10);

        assertThat(syncs).hasValue(1);
    }

    @Test
    void after_a_failure_no_sync_succeeds() {
        GroupCommit commit = new GroupCommit(appended::get, () -> {
            if (syncs.incrementAndGet() == 1) {
                throw new IOException("disk");
            }
        });
        appended.set(10);

        assertThatThrownBy(() -> commit.await(10)).hasMessage("disk");
        assertThatThrownBy(() -> commit.await(10)).hasMessage("An earlier write to the disk has failed");
    }

    private Thread start(GroupCommit commit) {
        Thread thread = new Thread(() -> {
            try {
                commit.await(appended.incrementAndGet());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        thread.start();
        return thread;
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.WAITING;
    }
}
