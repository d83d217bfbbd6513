/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import java.util.List;
import java.util.function.Function;

/**
 * A goal of the benchmarks.
 *
 * @param work    the name of the work
 * @param ours    the figures of the component
 * @param other   the figures that they are compared with
 * @param compare the kind of comparison
 * @param bound   the minimum or maximum to reach
 */
record Goal(String work, Series ours, Series other, Comparison compare, double bound) {

    /** How two series are compared. */
    enum Comparison {
        RATIO_AT_LEAST,
        RATIO_AT_MOST,
        DIFFERENCE_AT_MOST
    }

    /**
     * All goals, in the order of the summary. Bare is the limit: a goal against the hand-written route is set only where bare
     * reaches it.
     */
    static List<Goal> all() {
        return List.of(
                requests("list, a page of 100", "list100", Variant.bare, 0.94),
                allocation("list, a page of 100", "list100", Variant.byHand, 0.35),
                allocation("list, a page of 100", "list100", Variant.bare, 0.80),
                requests("list, a page of 1", "list1", Variant.byHand, 1.20),
                requests("list, a page of 1", "list1", Variant.bare, 0.94),
                requests("sendFirst", "sendFirst", Variant.byHand, 1.20),
                requests("sendFirst", "sendFirst", Variant.bare, 0.92),
                allocation("sendFirst", "sendFirst", Variant.byHand, 0.80),
                allocation("sendFirst", "sendFirst", Variant.bare, 1.10),
                requests("list, a page of 100, 8 threads", "list100EightThreads", Variant.bare, 0.90),
                consumer("consumer, pages of 100", Variant.ours, Variant.bare, 0.85),
                consumer("consumer, pages of 100, prefetch", Variant.prefetching, Variant.byHand, 1.50),
                new Goal(
                        "consumer, live heap near the end",
                        new Series("1 000 000", "HeapBenchmark.poll", "company", "LARGE", Metric.LIVE_HEAP),
                        new Series("10 000", "HeapBenchmark.poll", "company", "SMALL", Metric.LIVE_HEAP),
                        Comparison.RATIO_AT_MOST,
                        1.05),
                new Goal(
                        "consumer, prefetch, 50 ms per page",
                        new Series("prefetch", "PrefetchBenchmark.poll", "prefetch", "true", Metric.SECONDS),
                        new Series("no prefetch", "PrefetchBenchmark.poll", "prefetch", "false", Metric.SECONDS),
                        Comparison.RATIO_AT_MOST,
                        0.6),
                new Goal(
                        "1 000 requests on virtual threads",
                        Series.of(Variant.ours, "VirtualThreadsBenchmark.requests", Metric.MILLIS),
                        Series.of(Variant.bare, "VirtualThreadsBenchmark.requests", Metric.MILLIS),
                        Comparison.RATIO_AT_MOST,
                        1.1),
                new Goal(
                        "start of a context",
                        Series.of(Variant.ours, "StartBenchmark.context", Metric.MILLIS),
                        Series.of(Variant.byHand, "StartBenchmark.context", Metric.MILLIS),
                        Comparison.DIFFERENCE_AT_MOST,
                        30));
    }

    private static Goal requests(String work, String method, Variant other, double atLeast) {
        return inTurns(
                work,
                "RequestBenchmark." + method,
                Variant.ours,
                other,
                variant -> Metric.perSecond(variant, "requests"),
                Comparison.RATIO_AT_LEAST,
                atLeast);
    }

    private static Goal allocation(String work, String method, Variant other, double atMost) {
        return inTurns(
                work,
                "RequestBenchmark." + method,
                Variant.ours,
                other,
                Metric::allocated,
                Comparison.RATIO_AT_MOST,
                atMost);
    }

    private static Goal consumer(String work, Variant ours, Variant other, double atLeast) {
        return inTurns(
                work,
                "ConsumerBenchmark.records",
                ours,
                other,
                variant -> Metric.perSecond(variant, "records"),
                Comparison.RATIO_AT_LEAST,
                atLeast);
    }

    private static Goal inTurns(
            String work,
            String benchmark,
            Variant ours,
            Variant other,
            Function<Variant, Metric> metric,
            Comparison comparison,
            double bound) {
        return new Goal(
                work,
                Series.inTurns(ours, benchmark, metric.apply(ours)),
                Series.inTurns(other, benchmark, metric.apply(other)),
                comparison,
                bound);
    }

    /**
     * Compares.
     *
     * @param oursPerFork  the figures of {@link #ours()}
     * @param otherPerFork those of {@link #other()}; figures with the same index were measured one after the other
     */
    Outcome outcome(double[] oursPerFork, double[] otherPerFork) {
        return compare == Comparison.DIFFERENCE_AT_MOST
                ? Outcome.differenceOfMedians(oursPerFork, otherPerFork)
                : Outcome.ratio(oursPerFork, otherPerFork);
    }

    boolean isReached(Outcome outcome) {
        return compare == Comparison.RATIO_AT_LEAST ? outcome.value() >= bound : outcome.value() <= bound;
    }
}
