/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs every benchmark once, with little data. Times are not checked. */
class SmokeTest {

    private static ApiServerProcess server;
    private static Collection<RunResult> results;

    @BeforeAll
    static void runEachOnce() throws Exception {
        server = ApiServerProcess.start();
        server.setBaseUri();
        // Allows another run of the benchmarks on this machine: it does not affect this test.
        System.setProperty("jmh.ignoreLock", "true");
        results = new Runner(new OptionsBuilder()
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(500))
                        .param("company", ApiCompany.SMALL.name())
                        .param("pages", "2")
                        .param("requests", "20")
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @Test
    void each_benchmark_has_a_result() {
        assertThat(results).hasSize(4 + 1 + 1 + 2 + 2 + 2);
        assertThat(results)
                .allSatisfy(result ->
                        assertThat(result.getPrimaryResult().getScore()).isPositive());
    }

    /** Except the comparison of heaps, which needs a long poll. */
    @Test
    void each_goal_refers_to_measured_figures() {
        assertThat(Goal.all().stream().flatMap(goal -> Stream.of(goal.ours(), goal.other())))
                .filteredOn(series -> !series.value().equals("LARGE"))
                .allSatisfy(series -> assertThat(series.in(results))
                        .as("%s", series)
                        .hasValueSatisfying(
                                perFork -> assertThat(perFork).hasSize(1).doesNotContain(0, Double.NaN)));
    }

    @Test
    void summary_contains_each_goal() {
        String summary = Summary.of(results, List.of("one"), "a machine");
        assertThat(Goal.all()).allSatisfy(goal -> assertThat(summary).contains(goal.work()));
        assertThat(summary.lines()).filteredOn(line -> line.contains("not run")).hasSize(1);
    }
}
