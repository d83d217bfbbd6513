/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@link ApiServer} in a separate JVM, so that its garbage and its compiler threads do not affect the figures. */
final class ApiServerProcess implements AutoCloseable {

    /** The system property with the address of the server. */
    private static final String BASE_URI = "benchmarks.baseUri";

    private final Process process;
    private final String baseUri;

    private ApiServerProcess(Process process, String baseUri) {
        this.process = process;
        this.baseUri = baseUri;
    }

    /** Starts a server, for all benchmarks of a run. It ends with {@link #close()} or with this process. */
    static ApiServerProcess start() throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms256m",
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        ApiServer.class.getName()))
                .redirectError(Redirect.INHERIT)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        String port = output.readLine();
        if (port == null) {
            throw new IOException("The server of the benchmarks has failed to start");
        }
        return new ApiServerProcess(process, "http://127.0.0.1:" + port + "/p1");
    }

    /** The argument for the JVM of a benchmark. */
    String jvmArgument() {
        return "-D" + BASE_URI + "=" + baseUri;
    }

    /** Sets the address for benchmarks in this JVM. */
    void setBaseUri() {
        System.setProperty(BASE_URI, baseUri);
    }

    /** The address of the server for the benchmarks in this JVM. */
    static String baseUri() {
        String baseUri = System.getProperty(BASE_URI);
        if (baseUri == null) {
            throw new IllegalStateException("There is no server: run the benchmarks with ./mvnw -q -Pbenchmarks");
        }
        return baseUri;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
