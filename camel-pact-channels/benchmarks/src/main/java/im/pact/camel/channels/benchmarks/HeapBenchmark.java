/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The live heap of the consumer in the middle of the last page. */
@BenchmarkMode(Mode.SingleShotTime)
@Fork(3)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@State(Scope.Benchmark)
public class HeapBenchmark {

    @Param({"SMALL", "LARGE"})
    public ApiCompany company;

    /** The result. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class LiveHeap {

        public long liveBytes;
    }

    @Benchmark
    public void poll(LiveHeap heap) throws Exception {
        Sink sink = new Sink(company);
        int nearTheEnd = company.channels() - 50;
        try (Poll poll = Poll.of(Variant.ours, company, exchange -> {
            sink.process(exchange);
            if (sink.count() == nearTheEnd) {
                heap.liveBytes = liveBytes();
            }
        })) {
            poll.start();
            sink.awaitAll();
        }
    }

    private static long liveBytes() {
        // The second run frees objects that the first one has only prepared for it.
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
