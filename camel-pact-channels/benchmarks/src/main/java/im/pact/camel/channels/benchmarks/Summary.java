/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import im.pact.camel.channels.benchmarks.Goal.Comparison;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.openjdk.jmh.results.RunResult;

/** The summary of a run: first the comparisons with their goals, then the figures. */
final class Summary {

    /** The component itself and libphonenumber. */
    private static final int MAX_JARS = 2;

    private static final String NOT_RUN = "not run";
    private static final String COMPARISON_LINE = "%-38s %-11s %-13s %-30s %-10s %s%n";
    private static final String FIGURE_LINE = "%-38s %-13s %-30s %s%n";

    private final Collection<RunResult> results;
    private final List<String> jarsBeyond;
    private final StringBuilder text = new StringBuilder();

    private Summary(Collection<RunResult> results, List<String> jarsBeyond) {
        this.results = results;
        this.jarsBeyond = jarsBeyond;
    }

    /**
     * @param results    of each benchmark, with all its forks
     * @param jarsBeyond the jars that the component adds to those of a hand-written route
     * @param machine    the machine of the run
     */
    static String of(Collection<RunResult> results, List<String> jarsBeyond, String machine) {
        Summary summary = new Summary(results, jarsBeyond);
        summary.comparisons();
        summary.figures();
        return summary.text.append('\n').append(machine).toString();
    }

    private void comparisons() {
        line(COMPARISON_LINE, "WORK", "FIGURE", "AGAINST", "COMPONENT (95 %, over forks)", "GOAL", "");
        for (Goal goal : Goal.all()) {
            Optional<double[]> ours = goal.ours().in(results);
            Optional<double[]> other = goal.other().in(results);
            if (ours.isPresent() && other.isPresent()) {
                Outcome outcome = goal.outcome(ours.get(), other.get());
                compared(goal, comparison(goal, outcome), goal.isReached(outcome) ? "reached" : "NOT REACHED");
            } else {
                compared(goal, NOT_RUN, "");
            }
        }
        line(
                COMPARISON_LINE,
                "jars on the class path",
                "jars",
                "hand-written",
                "+ " + jarsBeyond.size() + " " + jarsBeyond,
                "<= " + MAX_JARS,
                jarsBeyond.size() <= MAX_JARS ? "reached" : "NOT REACHED");
    }

    private void compared(Goal goal, String comparison, String verdict) {
        String figure = goal.ours().metric().unit();
        String bound =
                switch (goal.compare()) {
                    case RATIO_AT_LEAST -> format(">= %.2f x", goal.bound());
                    case RATIO_AT_MOST -> format("<= %.2f x", goal.bound());
                    case DIFFERENCE_AT_MOST -> format("<= %.0f %s", goal.bound(), figure);
                };
        line(COMPARISON_LINE, goal.work(), figure, goal.other().name(), comparison, bound, verdict);
    }

    private static String comparison(Goal goal, Outcome outcome) {
        String format = goal.compare() == Comparison.DIFFERENCE_AT_MOST ? "%+.1f" : "%.3f";
        String unit = goal.compare() == Comparison.DIFFERENCE_AT_MOST
                ? " " + goal.ours().metric().unit()
                : " x";
        String value = format(format, outcome.value()) + unit;
        return Double.isNaN(outcome.low())
                ? value
                : value + format(" (" + format + " to " + format + ")", outcome.low(), outcome.high());
    }

    private void figures() {
        text.append('\n');
        line(FIGURE_LINE, "WORK", "CONTENDER", "FIGURE (95 %, over forks)", "FORKS");
        Set<List<Object>> shown = new LinkedHashSet<>();
        for (Goal goal : Goal.all()) {
            for (Series series : List.of(goal.ours(), goal.other())) {
                if (shown.add(List.of(goal.work(), series))) {
                    series.in(results).ifPresent(perFork -> figure(goal.work(), series, perFork));
                }
            }
        }
    }

    private void figure(String work, Series series, double[] perFork) {
        Outcome mean = Outcome.mean(perFork);
        String format = mean.value() < 1000 ? "%,.2f" : "%,.0f";
        String value = format(format, mean.value());
        if (!Double.isNaN(mean.low())) {
            value += format(" ± " + format, mean.high() - mean.value());
        }
        String unit = " " + series.metric().unit();
        line(FIGURE_LINE, work, series.name(), value + unit, perFork.length);
    }

    private void line(String format, Object... values) {
        text.append(format(format, values));
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
