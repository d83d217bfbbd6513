/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import java.util.Collection;
import java.util.Optional;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/**
 * One figure of each fork.
 *
 * @param name      who or what was measured, for people
 * @param benchmark class and method
 * @param parameter the parameter that tells it from the others of the same method; empty when a fork measures all of them
 * @param value     of that parameter
 * @param metric    what is read
 */
record Series(String name, String benchmark, String parameter, String value, Metric metric) {

    /** Of a contender that has a fork of its own. */
    static Series of(Variant variant, String benchmark, Metric metric) {
        return new Series(variant.title(), benchmark, "variant", variant.name(), metric);
    }

    /** Of a contender that takes turns with the others. */
    static Series inTurns(Variant variant, String benchmark, Metric metric) {
        return new Series(variant.title(), benchmark, "", "", metric);
    }

    /** The figures, in the order of the forks; empty when it was not run. */
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
