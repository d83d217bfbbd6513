/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import im.pact.camel.channels.benchmarks.Contender.Work;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Single calls, one after the other. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(3)
@Warmup(iterations = 8, time = 2)
@Measurement(iterations = 3, time = 2)
public class CallBenchmark {

    /** Who calls, and how many channels a page has. */
    @State(Scope.Benchmark)
    public static class PagesOf100 extends Caller {

        @Setup
        public void start() throws Exception {
            start(100);
        }
    }

    @State(Scope.Benchmark)
    public static class PagesOf1 extends Caller {

        @Setup
        public void start() throws Exception {
            start(1);
        }
    }

    /** A contender at work. */
    @State(Scope.Benchmark)
    public abstract static class Caller {

        @Param
        public Variant variant;

        Contender contender;

        final void start(int pageSize) throws Exception {
            contender = variant.start(new Work(ApiCompany.SMALL, pageSize));
        }

        @TearDown
        public void stop() throws Exception {
            contender.close();
        }
    }

    @Benchmark
    public Object list100(PagesOf100 caller) throws Exception {
        return caller.contender.list();
    }

    @Benchmark
    public Object list1(PagesOf1 caller) throws Exception {
        return caller.contender.list();
    }

    @Benchmark
    public Object sendFirst(PagesOf1 caller) throws Exception {
        return caller.contender.sendFirst(Contender.TEXT, Contender.PHONE);
    }

    @Benchmark
    @Threads(8)
    public Object list100EightThreads(PagesOf100 caller) throws Exception {
        return caller.contender.list();
    }
}
