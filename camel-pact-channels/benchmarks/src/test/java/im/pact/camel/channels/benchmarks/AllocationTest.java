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
 * The bytes that a request allocates. The compiler of this JVM removes no allocation (see the {@code argLine} of this module), so
 * the figure is the same on every machine, and higher than in the benchmarks.
 */
class AllocationTest {

    /** In bytes. Write new figures here after an improvement. */
    private static final long LIST_OF_100 = 19_144;

    private static final long SEND_FIRST = 20_696;

    private static final double TOLERANCE = 0.15;

    /** Enough requests to create everything that is created only once. */
    private static final int WARM_UP = 2_000;

    private static final int REQUESTS = 501;

    private static ApiServerProcess server;
    private static Contender ours;

    @BeforeAll
    static void start() throws Exception {
        server = ApiServerProcess.start();
        server.setBaseUri();
        ours = Variant.ours.start(new Work(ApiCompany.SMALL, 100));
    }

    @AfterAll
    static void stop() throws Exception {
        ours.close();
        server.close();
    }

    @Test
    void list_does_not_allocate_more_than_before() throws Exception {
        assertUnchanged("LIST_OF_100", LIST_OF_100, allocated(ours::list));
    }

    @Test
    void send_first_does_not_allocate_more_than_before() throws Exception {
        assertUnchanged("SEND_FIRST", SEND_FIRST, allocated(() -> ours.sendFirst(Contender.TEXT, Contender.PHONE)));
    }

    private static void assertUnchanged(String figure, long expected, long actual) {
        assertThat(actual)
                .as(
                        "bytes per request, more than before: find the cause with an allocation profiler (such as JFR's "
                                + "jdk.ObjectAllocationSample), or, if the allocation is necessary, set %s to %d",
                        figure, actual)
                .isLessThanOrEqualTo(Math.round(expected * (1 + TOLERANCE)));
        assertThat(actual)
                .as(
                        "bytes per request, much less than before: set %s to %d, so that a later increase is "
                                + "noticed",
                        figure, actual)
                .isGreaterThanOrEqualTo(Math.round(expected * (1 - TOLERANCE)));
    }

    /** The median of many requests, since some of them create objects that others reuse. */
    private static long allocated(Callable<Object> call) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < WARM_UP; i++) {
            call.call();
        }
        long[] bytes = new long[REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            call.call();
            bytes[i] = threads.getCurrentThreadAllocatedBytes() - before;
        }
        Arrays.sort(bytes);
        return bytes[REQUESTS / 2];
    }
}
