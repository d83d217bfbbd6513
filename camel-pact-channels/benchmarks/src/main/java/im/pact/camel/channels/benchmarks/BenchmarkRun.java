/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs all benchmarks in rounds: in each round one fork of every benchmark, and of every contender if the contenders do not take
 * turns within a fork. So other load on the machine affects all contenders, and the forks of a round can be compared with each
 * other. JMH alone would run all forks of one contender before those of the next.
 */
final class BenchmarkRun {

    /** The JDK that virtual threads are measured on. */
    private static final int NEWER_JAVA = 25;

    private final ApiServerProcess server;
    private final OutputFormat log;
    private final Consumer<String> progress;
    private final long start = System.nanoTime();

    /**
     * @param server   the server of all benchmarks
     * @param log      for the output of JMH
     * @param progress for messages about the progress
     */
    BenchmarkRun(ApiServerProcess server, PrintStream log, Consumer<String> progress) {
        this.server = server;
        this.log = OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL);
        this.progress = progress;
    }

    /**
     * Runs them.
     *
     * @param include  a regular expression for the benchmarks to run
     * @param maxForks the maximum number of forks of each
     * @return a result for each benchmark and contender, with all forks
     */
    Collection<RunResult> run(String include, int maxForks) throws RunnerException, IOException {
        Map<String, Integer> forks = new TreeMap<>();
        for (BenchmarkListEntry entry : BenchmarkList.defaultList().find(log, List.of(include), List.of())) {
            forks.put(entry.getUsername(), Math.min(maxForks, entry.getForks().orElse(1)));
        }
        Map<String, List<RunResult>> found = new LinkedHashMap<>();
        int rounds = forks.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        for (int round = 1; round <= rounds; round++) {
            for (String benchmark : forks.keySet()) {
                if (round <= forks.get(benchmark)) {
                    oneFork(benchmark, round, forks.get(benchmark))
                            .forEach(result -> found.computeIfAbsent(key(result.getParams()), key -> new ArrayList<>())
                                    .add(result));
                }
            }
        }
        return found.values().stream().map(BenchmarkRun::merge).toList();
    }

    private Collection<RunResult> oneFork(String benchmark, int round, int rounds) throws RunnerException, IOException {
        String name = benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        String now = String.format("%3d:%02d  %s", elapsed.toMinutes(), elapsed.toSecondsPart(), name);
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(benchmark) + "$")
                .forks(1)
                .shouldFailOnError(true)
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend(server.jvmArgument(), "-Xms512m", "-Xmx512m");
        if (benchmark.contains(VirtualThreadsBenchmark.class.getSimpleName())) {
            Optional<Path> java = JavaHomes.java(NEWER_JAVA);
            if (java.isEmpty()) {
                progress.accept(now + ": skipped, because JDK " + NEWER_JAVA + " is not installed");
                return List.of();
            }
            options.jvm(java.get().toString());
        }
        progress.accept(now + ", fork " + round + " of " + rounds);
        return new Runner(options.build(), log).run();
    }

    /** The same for the forks of the same contender in the same benchmark. */
    private static String key(BenchmarkParams params) {
        StringBuilder key = new StringBuilder(params.getBenchmark());
        params.getParamsKeys()
                .forEach(name -> key.append(' ').append(name).append('=').append(params.getParam(name)));
        return key.toString();
    }

    private static RunResult merge(List<RunResult> forks) {
        List<BenchmarkResult> all = forks.stream()
                .flatMap(fork -> fork.getBenchmarkResults().stream())
                .toList();
        return new RunResult(forks.get(0).getParams(), all);
    }
}
