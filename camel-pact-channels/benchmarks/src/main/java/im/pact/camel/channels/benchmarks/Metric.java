/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;

/**
 * A figure in the result of one fork.
 *
 * @param unit   for people
 * @param figure reads the figure
 */
record Metric(String unit, ToDoubleFunction<BenchmarkResult> figure) {

    static final Metric SECONDS = new Metric("s", Metric::score);
    static final Metric MILLIS = new Metric("ms", Metric::score);
    static final Metric LIVE_HEAP = new Metric("MiB", fork -> secondary(fork, "liveBytes") / (1 << 20));

    /**
     * The work of a contender per second of its turns, with all threads.
     *
     * @param unit the unit of the work, for people
     */
    static Metric perSecond(Variant variant, String unit) {
        return new Metric(unit + "/s", fork -> {
            double secondsOfThreads = turns(fork, variant, "Nanos") / TimeUnit.SECONDS.toNanos(1);
            return turns(fork, variant, "Count")
                    / secondsOfThreads
                    * fork.getParams().getThreads();
        });
    }

    /** The bytes that the thread of a request allocates. */
    static Metric allocated(Variant variant) {
        return new Metric("B/request", fork -> turns(fork, variant, "Bytes") / turns(fork, variant, "Count"));
    }

    double of(BenchmarkResult fork) {
        return figure.applyAsDouble(fork);
    }

    /** The mean over the iterations of a fork. */
    private static double score(BenchmarkResult fork) {
        return fork.getPrimaryResult().getScore();
    }

    private static double turns(BenchmarkResult fork, Variant variant, String field) {
        return secondary(fork, variant.name() + field);
    }

    private static double secondary(BenchmarkResult fork, String name) {
        Result<?> result = fork.getSecondaryResults().get(name);
        if (result == null) {
            throw new IllegalStateException(
                    "There is no " + name + " of " + fork.getParams().getBenchmark());
        }
        return result.getScore();
    }
}
