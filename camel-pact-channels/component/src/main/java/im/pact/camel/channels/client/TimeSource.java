/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.util.concurrent.locks.LockSupport;

/** The clock of the {@link RateLimiter}, and how its threads wait. Tests use a virtual clock. */
interface TimeSource {

    /** The time of the machine. */
    TimeSource SYSTEM = new TimeSource() {

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void park(long nanos) {
            LockSupport.parkNanos(nanos);
        }

        @Override
        public void unpark(Thread thread) {
            LockSupport.unpark(thread);
        }
    };

    /** See {@link System#nanoTime()}. */
    long nanoTime();

    /** See {@link LockSupport#parkNanos(long)}. */
    void park(long nanos);

    /** See {@link LockSupport#unpark(Thread)}. */
    void unpark(Thread thread);
}
