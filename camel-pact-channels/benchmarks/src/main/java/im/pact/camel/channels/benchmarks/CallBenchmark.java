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
 * Single calls, one after the other. The contenders take turns, each for a tenth of a second: so a machine that is now fast and
 * now slow, as a shared one is, is so for all of them.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(5)
@Warmup(iterations = 8, time = 3)
@Measurement(iterations = 6, time = 3)
public class CallBenchmark {

    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    @State(Scope.Benchmark)
    public static class PagesOf100 extends Callers {

        @Setup
        public void start() throws Exception {
            start(100);
        }
    }

    @State(Scope.Benchmark)
    public static class PagesOf1 extends Callers {

        @Setup
        public void start() throws Exception {
            start(1);
        }
    }

    /** All contenders, of which one is at work. */
    @State(Scope.Benchmark)
    public abstract static class Callers {

        private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        private static final Variant[] VARIANTS = {Variant.bare, Variant.byHand, Variant.ours};

        private final Contender[] contenders = new Contender[VARIANTS.length];
        private final long start = System.nanoTime();

        final void start(int pageSize) throws Exception {
            for (int i = 0; i < VARIANTS.length; i++) {
                contenders[i] = VARIANTS[i].start(new Work(ApiCompany.SMALL, pageSize));
            }
        }

        /** Has the contender call whose turn it is. */
        final Object call(Call call, Turns turns) throws Exception {
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            long begin = System.nanoTime();
            int turn = (int) ((begin - start) / TURN_NANOS % VARIANTS.length);
            Object result = call.of(contenders[turn]);
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

    /** What is called. */
    interface Call {

        Object of(Contender contender) throws Exception;
    }

    @Benchmark
    public Object list100(PagesOf100 callers, Turns turns) throws Exception {
        return callers.call(Contender::list, turns);
    }

    @Benchmark
    public Object list1(PagesOf1 callers, Turns turns) throws Exception {
        return callers.call(Contender::list, turns);
    }

    @Benchmark
    public Object sendFirst(PagesOf1 callers, Turns turns) throws Exception {
        return callers.call(contender -> contender.sendFirst(Contender.TEXT, Contender.PHONE), turns);
    }

    @Benchmark
    @Threads(8)
    public Object list100EightThreads(PagesOf100 callers, Turns turns) throws Exception {
        return callers.call(Contender::list, turns);
    }
}
