/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks. */
public final class Benchmarks {

    private Benchmarks() {}

    /** @param args JMH's own options */
    public static void main(String[] args) throws Exception {
        CommandLineOptions commandLine = new CommandLineOptions(args);
        try (ApiServerProcess server = ApiServerProcess.start()) {
            new Runner(new OptionsBuilder()
                            .parent(commandLine)
                            .addProfiler(GCProfiler.class)
                            .jvmArgsAppend(server.jvmArgument(), "-Xms512m", "-Xmx512m")
                            .build())
                    .run();
        }
    }
}
