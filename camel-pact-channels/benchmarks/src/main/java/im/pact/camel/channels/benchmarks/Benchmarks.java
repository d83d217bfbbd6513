/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/** Runs the benchmarks, and writes the results: the figures of JMH, its log, and a summary for people. */
public final class Benchmarks {

    private Benchmarks() {}

    /**
     * @param args a regular expression for the benchmarks to run; the maximum number of forks of each; the directory for
     *     the results; Maven's tree of dependencies
     */
    public static void main(String[] args) throws Exception {
        String include = args[0];
        int maxForks = Integer.parseInt(args[1]);
        Path directory = Files.createDirectories(Path.of(args[2]));
        DependencyGraph dependencies = DependencyGraph.read(Path.of(args[3]));
        Collection<RunResult> results;
        try (ApiServerProcess server = ApiServerProcess.start();
                PrintStream log = printTo(directory.resolve("jmh.log"))) {
            results = new BenchmarkRun(server, log, System.out::println).run(include, maxForks);
        }
        try (PrintStream json = printTo(directory.resolve("results.json"))) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, json).writeOut(results);
        }
        String summary = Summary.of(results, dependencies.jarsBeyond(), Machine.description());
        Files.writeString(directory.resolve("summary.txt"), summary);
        System.out.println();
        System.out.println(summary);
    }

    private static PrintStream printTo(Path file) throws IOException {
        return new PrintStream(Files.newOutputStream(file), true, StandardCharsets.UTF_8);
    }
}
