/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.openjdk.jmh.util.ListStatistics;

/**
 * A figure with its confidence interval.
 *
 * @param value the figure
 * @param low   the lower end of the 95 % confidence interval; NaN if it was measured only once
 * @param high  the upper end
 */
record Outcome(double value, double low, double high) {

    private static final double CONFIDENCE = 0.95;

    static Outcome mean(double... perFork) {
        ListStatistics statistics = new ListStatistics(perFork);
        double error = statistics.getMeanErrorAt(CONFIDENCE);
        return new Outcome(statistics.getMean(), statistics.getMean() - error, statistics.getMean() + error);
    }

    /** The geometric mean of the ratios of forks that were run one after the other. */
    static Outcome ratio(double[] ours, double[] other) {
        Outcome logarithm = mean(pairs(ours, other)
                .mapToDouble(i -> Math.log(ours[i] / other[i]))
                .toArray());
        return new Outcome(Math.exp(logarithm.value), Math.exp(logarithm.low), Math.exp(logarithm.high));
    }

    /** Medians, so that a single slow start has no influence. */
    static Outcome differenceOfMedians(double[] ours, double[] other) {
        Outcome differences =
                mean(pairs(ours, other).mapToDouble(i -> ours[i] - other[i]).toArray());
        double error = differences.high - differences.value;
        double value = median(ours) - median(other);
        return new Outcome(value, value - error, value + error);
    }

    private static IntStream pairs(double[] ours, double[] other) {
        return IntStream.range(0, Math.min(ours.length, other.length));
    }

    private static double median(double[] values) {
        double[] sorted = DoubleStream.of(values).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
