/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import java.util.ArrayList;
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

    /** All goals, in the order of the summary. */
    static List<Goal> all() {
        List<Goal> goals = new ArrayList<>();
        requests(goals, "list, a page of 100", "list100", 1.3, 0.90);
        allocation(goals, "list, a page of 100", "list100", 0.35, 1.25);
        requests(goals, "list, a page of 1", "list1", 1.2, 0.85);
        requests(goals, "sendFirst", "sendFirst", 1.2, 0.85);
        allocation(goals, "sendFirst", "sendFirst", 0.5, 1.5);
        requests(goals, "list, a page of 100, 8 threads", "list100EightThreads", 1.3, 0.90);
        consumer(goals, "consumer, pages of 100", Variant.ours);
        // Not the component: shows whether the goal can be reached.
        consumer(goals, "bare consumer", Variant.bare);
        consumer(goals, "consumer, pages of 100, prefetch", Variant.prefetching);
        goals.add(new Goal(
                "consumer, live heap near the end",
                new Series("1 000 000", "HeapBenchmark.poll", "company", "LARGE", Metric.LIVE_HEAP),
                new Series("10 000", "HeapBenchmark.poll", "company", "SMALL", Metric.LIVE_HEAP),
                Comparison.RATIO_AT_MOST,
                1.05));
        goals.add(new Goal(
                "consumer, prefetch, 50 ms per page",
                new Series("prefetch", "PrefetchBenchmark.poll", "prefetch", "true", Metric.SECONDS),
                new Series("no prefetch", "PrefetchBenchmark.poll", "prefetch", "false", Metric.SECONDS),
                Comparison.RATIO_AT_MOST,
                0.6));
        goals.add(new Goal(
                "1 000 requests on virtual threads",
                Series.of(Variant.ours, "VirtualThreadsBenchmark.requests", Metric.MILLIS),
                Series.of(Variant.bare, "VirtualThreadsBenchmark.requests", Metric.MILLIS),
                Comparison.RATIO_AT_MOST,
                1.1));
        goals.add(new Goal(
                "start of a context",
                Series.of(Variant.ours, "StartBenchmark.context", Metric.MILLIS),
                Series.of(Variant.byHand, "StartBenchmark.context", Metric.MILLIS),
                Comparison.DIFFERENCE_AT_MOST,
                30));
        return goals;
    }

    private static void requests(List<Goal> goals, String work, String method, double overByHand, double overBare) {
        add(
                goals,
                work,
                method,
                variant -> Metric.perSecond(variant, "requests"),
                Comparison.RATIO_AT_LEAST,
                overByHand,
                overBare);
    }

    private static void allocation(List<Goal> goals, String work, String method, double overByHand, double overBare) {
        add(goals, work, method, Metric::allocated, Comparison.RATIO_AT_MOST, overByHand, overBare);
    }

    private static void consumer(List<Goal> goals, String work, Variant variant) {
        String benchmark = "ConsumerBenchmark.records";
        goals.add(new Goal(
                work,
                Series.inTurns(variant, benchmark, Metric.perSecond(variant, "records")),
                Series.inTurns(Variant.byHand, benchmark, Metric.perSecond(Variant.byHand, "records")),
                Comparison.RATIO_AT_LEAST,
                1.5));
    }

    private static void add(
            List<Goal> goals,
            String work,
            String method,
            Function<Variant, Metric> metric,
            Comparison comparison,
            double overByHand,
            double overBare) {
        String benchmark = "RequestBenchmark." + method;
        Series ours = Series.inTurns(Variant.ours, benchmark, metric.apply(Variant.ours));
        Series byHand = Series.inTurns(Variant.byHand, benchmark, metric.apply(Variant.byHand));
        Series bare = Series.inTurns(Variant.bare, benchmark, metric.apply(Variant.bare));
        goals.add(new Goal(work, ours, byHand, comparison, overByHand));
        goals.add(new Goal(work, ours, bare, comparison, overBare));
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
