/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Walks over a long listing, the second walk of a JVM: a consumer walks again and again. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(3)
@Warmup(iterations = 1)
@Measurement(iterations = 1)
@State(Scope.Benchmark)
public class WalkBenchmark {

    @Param({"byHand", "ours"})
    public Variant variant;

    @Param("LARGE")
    public ApiCompany company;

    private Sink sink;
    private Walk walk;

    @Setup(Level.Invocation)
    public void make() throws Exception {
        sink = new Sink(company);
        walk = Walk.of(variant, company, sink);
    }

    /** From the start of the route to the last channel. */
    @Benchmark
    public void records() throws Exception {
        walk.start();
        sink.awaitAll();
    }

    @TearDown(Level.Invocation)
    public void close() throws Exception {
        walk.close();
    }
}
