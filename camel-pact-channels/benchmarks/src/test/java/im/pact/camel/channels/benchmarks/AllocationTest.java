/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import im.pact.camel.channels.benchmarks.Contender.Work;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How many bytes a call allocates. It is counted in a JVM whose compiler takes no allocation away (see the {@code argLine} of
 * this module), so it is the same on every machine, and more than the benchmarks show.
 */
class AllocationTest {

    /** Bytes. Who makes the component better writes the new figures here. */
    private static final long LIST_OF_100 = 19_144;

    private static final long SEND_FIRST = 20_696;

    private static final double TOLERANCE = 0.15;

    /** Until everything that is made once is made. */
    private static final int WARM_UP = 2_000;

    private static final int CALLS = 501;

    private static ApiServerProcess server;
    private static Contender ours;

    @BeforeAll
    static void start() throws Exception {
        server = ApiServerProcess.start();
        server.announce();
        ours = Variant.ours.start(new Work(ApiCompany.SMALL, 100));
    }

    @AfterAll
    static void stop() throws Exception {
        ours.close();
        server.close();
    }

    @Test
    void list_allocates_no_more_than_it_did() throws Exception {
        assertUnchanged("LIST_OF_100", LIST_OF_100, allocated(ours::list));
    }

    @Test
    void send_first_allocates_no_more_than_it_did() throws Exception {
        assertUnchanged("SEND_FIRST", SEND_FIRST, allocated(() -> ours.sendFirst(Contender.TEXT, Contender.PHONE)));
    }

    private static void assertUnchanged(String figure, long expected, long actual) {
        assertThat(actual)
                .as(
                        "bytes a call. It allocates more than it did: find out what (a profiler of allocations, such as JFR's "
                                + "jdk.ObjectAllocationSample, says it), or, if it has to, raise %s to %d",
                        figure, actual)
                .isLessThanOrEqualTo(Math.round(expected * (1 + TOLERANCE)));
        assertThat(actual)
                .as(
                        "bytes a call. It allocates a good deal less than it did: lower %s to %d, or what was gained can be "
                                + "lost again unnoticed",
                        figure, actual)
                .isGreaterThanOrEqualTo(Math.round(expected * (1 - TOLERANCE)));
    }

    /** The median of many calls: now and then one of them meets something that is made anew. */
    private static long allocated(Callable<Object> call) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < WARM_UP; i++) {
            call.call();
        }
        long[] bytes = new long[CALLS];
        for (int i = 0; i < CALLS; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            call.call();
            bytes[i] = threads.getCurrentThreadAllocatedBytes() - before;
        }
        Arrays.sort(bytes);
        return bytes[CALLS / 2];
    }
}
