/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;

/** The machine of a run. */
final class Machine {

    private Machine() {}

    /** In a few lines, for people. */
    static String description() throws IOException {
        long memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return "Machine: " + Runtime.getRuntime().availableProcessors() + " cores of " + processor() + ", "
                + Math.round(memory / 1e9) + " GB, " + System.getProperty("os.name") + "\n"
                + "JDK:     " + System.getProperty("java.vm.name") + " " + Runtime.version() + "\n"
                + "Camel:   " + new DefaultCamelContext().getVersion() + "\n";
    }

    /** The name of the processor if the system provides it, otherwise its architecture. */
    private static String processor() throws IOException {
        Path names = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(names)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(names)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }
}
