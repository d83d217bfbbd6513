/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The JDKs of this machine. */
final class JavaHomes {

    private static final List<Path> DIRECTORIES =
            List.of(Path.of("/usr/lib/jvm"), Path.of("/Library/Java/JavaVirtualMachines"));

    private JavaHomes() {}

    /** The {@code java} of the JDK in use if it has that version, otherwise of the first installed JDK that has it. */
    static Optional<Path> java(int version) throws IOException {
        if (Runtime.version().feature() == version) {
            return Optional.of(Path.of(System.getProperty("java.home"), "bin", "java"));
        }
        for (Path directory : DIRECTORIES) {
            if (Files.isDirectory(directory)) {
                try (DirectoryStream<Path> homes = Files.newDirectoryStream(directory)) {
                    for (Path home : homes) {
                        for (Path candidate : List.of(home, home.resolve("Contents/Home"))) {
                            if (isOf(version, candidate.resolve("release"))) {
                                return Optional.of(candidate.resolve("bin/java"));
                            }
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isOf(int version, Path release) throws IOException {
        return Files.isReadable(release)
                && Files.readAllLines(release).stream()
                        .anyMatch(line -> line.matches("JAVA_VERSION=\"" + version + "[\".].*"));
    }
}
