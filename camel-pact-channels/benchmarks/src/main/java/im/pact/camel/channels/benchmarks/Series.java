/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import java.util.Collection;
import java.util.Optional;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/**
 * One figure of each fork.
 *
 * @param name      the name of the series, for people
 * @param benchmark class and method
 * @param parameter the parameter that distinguishes it from others of the same method; empty if a fork measures all of them
 * @param value     the value of that parameter
 * @param metric    the figure
 */
record Series(String name, String benchmark, String parameter, String value, Metric metric) {

    /** The series of a contender that has a separate fork. */
    static Series of(Variant variant, String benchmark, Metric metric) {
        return new Series(variant.title(), benchmark, "variant", variant.name(), metric);
    }

    /** The series of a contender that takes turns with the others. */
    static Series inTurns(Variant variant, String benchmark, Metric metric) {
        return new Series(variant.title(), benchmark, "", "", metric);
    }

    /** The figures, in the order of the forks; empty if it was not run. */
    Optional<double[]> in(Collection<RunResult> results) {
        return results.stream()
                .filter(result -> matches(result.getParams()))
                .findFirst()
                .map(result -> result.getBenchmarkResults().stream()
                        .mapToDouble(metric::of)
                        .toArray());
    }

    private boolean matches(BenchmarkParams params) {
        return params.getBenchmark().endsWith("." + benchmark)
                && (parameter.isEmpty() || value.equals(params.getParam(parameter)));
    }
}
