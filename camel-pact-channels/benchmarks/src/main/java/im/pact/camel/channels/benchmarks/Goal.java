/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What is to be reached.
 *
 * @param work    what was done
 * @param ours    how it did
 * @param other   what that is compared with
 * @param compare how
 * @param bound   the least or the most that is good
 */
record Goal(String work, Series ours, Series other, Comparison compare, double bound) {

    /** How two series are compared. */
    enum Comparison {
        RATIO_AT_LEAST,
        RATIO_AT_MOST,
        DIFFERENCE_AT_MOST
    }

    /** All of them, in the order of the summary. */
    static List<Goal> all() {
        List<Goal> goals = new ArrayList<>();
        calls(goals, "list, a page of 100", "list100", 1.3, 0.90);
        allocation(goals, "list, a page of 100", "list100", 0.35, 1.25);
        calls(goals, "list, a page of 1", "list1", 1.2, 0.85);
        calls(goals, "sendFirst", "sendFirst", 1.2, 0.85);
        allocation(goals, "sendFirst", "sendFirst", 0.5, 1.5);
        calls(goals, "list, a page of 100, 8 threads", "list100EightThreads", 1.3, 0.90);
        walk(goals, "consumer, pages of 100", Variant.ours);
        // Not ours: whether anybody could.
        walk(goals, "the same at best", Variant.bare);
        walk(goals, "consumer, pages of 100, prefetch", Variant.prefetching);
        goals.add(new Goal(
                "consumer, live heap near the end",
                new Series("1 000 000", "HeapBenchmark.walk", "company", "LARGE", Metric.LIVE_HEAP),
                new Series("10 000", "HeapBenchmark.walk", "company", "SMALL", Metric.LIVE_HEAP),
                Comparison.RATIO_AT_MOST,
                1.05));
        goals.add(new Goal(
                "consumer, 50 ms a page at both ends",
                new Series("prefetch", "PrefetchBenchmark.walk", "prefetch", "true", Metric.SECONDS),
                new Series("without", "PrefetchBenchmark.walk", "prefetch", "false", Metric.SECONDS),
                Comparison.RATIO_AT_MOST,
                0.6));
        goals.add(new Goal(
                "1 000 calls at once, virtual threads",
                Series.of(Variant.ours, "VirtualThreadsBenchmark.callAtOnce", Metric.MILLIS),
                Series.of(Variant.bare, "VirtualThreadsBenchmark.callAtOnce", Metric.MILLIS),
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

    private static void calls(List<Goal> goals, String work, String method, double overByHand, double overBare) {
        add(
                goals,
                work,
                method,
                variant -> Metric.perSecond(variant, "calls"),
                Comparison.RATIO_AT_LEAST,
                overByHand,
                overBare);
    }

    private static void allocation(List<Goal> goals, String work, String method, double overByHand, double overBare) {
        add(goals, work, method, Metric::allocated, Comparison.RATIO_AT_MOST, overByHand, overBare);
    }

    private static void walk(List<Goal> goals, String work, Variant variant) {
        String benchmark = "WalkBenchmark.records";
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
        String benchmark = "CallBenchmark." + method;
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
     * @param otherPerFork those of {@link #other()}; the first of both were measured one after the other, and so on
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
