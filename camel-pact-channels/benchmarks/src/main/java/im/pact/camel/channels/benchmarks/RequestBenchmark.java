/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import com.sun.management.ThreadMXBean;
import im.pact.camel.channels.benchmarks.Contender.Work;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Single requests, one after the other. The contenders take turns of a tenth of a second, so that a machine of varying speed, such
 * as a shared one, affects all of them equally.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(5)
@Warmup(iterations = 8, time = 3)
@Measurement(iterations = 6, time = 3)
public class RequestBenchmark {

    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    @State(Scope.Benchmark)
    public static class PagesOf100 extends Clients {

        @Setup
        public void start() throws Exception {
            start(100);
        }
    }

    @State(Scope.Benchmark)
    public static class PagesOf1 extends Clients {

        @Setup
        public void start() throws Exception {
            start(1);
        }
    }

    /** All contenders, one of which is active. */
    @State(Scope.Benchmark)
    public abstract static class Clients {

        private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        private static final Variant[] VARIANTS = {Variant.bare, Variant.byHand, Variant.ours};

        private final Contender[] contenders = new Contender[VARIANTS.length];
        private final long start = System.nanoTime();

        final void start(int pageSize) throws Exception {
            for (int i = 0; i < VARIANTS.length; i++) {
                contenders[i] = VARIANTS[i].start(new Work(ApiCompany.SMALL, pageSize));
            }
        }

        /** Sends a request with the active contender. */
        final Object send(Request request, Turns turns) throws Exception {
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            long begin = System.nanoTime();
            int turn = (int) ((begin - start) / TURN_NANOS % VARIANTS.length);
            Object result = request.with(contenders[turn]);
            long nanos = System.nanoTime() - begin;
            turns.add(VARIANTS[turn], 1, nanos, THREADS.getCurrentThreadAllocatedBytes() - bytes);
            return result;
        }

        @TearDown
        public void stop() throws Exception {
            for (Contender contender : contenders) {
                contender.close();
            }
        }
    }

    /** A request. */
    interface Request {

        Object with(Contender contender) throws Exception;
    }

    @Benchmark
    public Object list100(PagesOf100 clients, Turns turns) throws Exception {
        return clients.send(Contender::list, turns);
    }

    @Benchmark
    public Object list1(PagesOf1 clients, Turns turns) throws Exception {
        return clients.send(Contender::list, turns);
    }

    @Benchmark
    public Object sendFirst(PagesOf1 clients, Turns turns) throws Exception {
        return clients.send(contender -> contender.sendFirst(Contender.TEXT, Contender.PHONE), turns);
    }

    @Benchmark
    @Threads(8)
    public Object list100EightThreads(PagesOf100 clients, Turns turns) throws Exception {
        return clients.send(Contender::list, turns);
    }
}
