/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.delivery;

import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Makes the end of a file durable. One thread does it for all threads that have appended by then. Threads that come meanwhile
 * share the next sync.
 */
final class GroupCommit {

    /** Writes the buffers of the operating system to the disk. */
    @FunctionalInterface
    interface Sync {

        void run() throws IOException;
    }

    private final LongSupplier appended;
    private final Sync sync;
    private final Lock lock = new ReentrantLock();
    private final Condition synced = lock.newCondition();
    private long durable;
    private boolean syncing;
    private IOException failure;

    /**
     * @param appended the number of bytes that were appended to the file
     * @param sync     makes them durable
     */
    GroupCommit(LongSupplier appended, Sync sync) {
        this.appended = appended;
        this.sync = sync;
    }

    /**
     * Returns when the first bytes of the file are durable.
     *
     * @param bytes their number
     * @throws IOException if that failed, now or before: after a failure the operating system may forget the data
     */
    void await(long bytes) throws IOException {
        lock.lock();
        try {
            while (durable < bytes) {
                if (failure != null) {
                    throw new IOException("An earlier write to the disk has failed", failure);
                } else if (syncing) {
                    synced.awaitUninterruptibly();
                } else {
                    syncForAll();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void syncForAll() throws IOException {
        syncing = true;
        long bytes = appended.getAsLong();
        lock.unlock();
        try {
            sync.run();
        } catch (IOException e) {
            bytes = 0;
            failure = e;
            throw e;
        } finally {
            lock.lock();
            durable = Math.max(durable, bytes);
            syncing = false;
            synced.signalAll();
        }
    }
}
