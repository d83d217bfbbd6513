/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Polls of a long listing, in turns. A consumer polls repeatedly, so the first polls of a JVM are not counted. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(5)
@Warmup(iterations = 2)
@Measurement(iterations = 4)
@State(Scope.Benchmark)
public class ConsumerBenchmark {

    @Param("LARGE")
    public ApiCompany company;

    /** One poll of each contender, from the start of the route to the last channel. */
    @Benchmark
    public void records(Turns turns) throws Exception {
        for (Variant variant : Variant.values()) {
            Sink sink = new Sink(company);
            try (Poll poll = Poll.of(variant, company, sink)) {
                long begin = System.nanoTime();
                poll.start();
                sink.awaitAll();
                turns.add(variant, company.channels(), System.nanoTime() - begin, 0);
            }
        }
    }
}
