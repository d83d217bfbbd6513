/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A JVM that receives events is killed in the middle of exchanges, and started again: twice in the normal build, more often with
 * {@code -Devents.kills=…}.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Tag("slow")
class EventKillTest {

    private static final long COMPANY = PactChannelsSandbox.COMPANY_ID;
    private static final int KILLS = Integer.getInteger("events.kills", 2);

    /** Events that are delivered simultaneously. */
    private static final int THREADS = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong sent = new AtomicLong();
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final List<String> ended = new CopyOnWriteArrayList<>();
    private Process process;
    private Thread reader;

    @AfterEach
    void stop() {
        timer.shutdownNow();
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void a_killed_process_loses_no_event() throws Exception {
        int port = freePort();
        Set<String> interrupted = new HashSet<>();
        try (PactChannelsSandbox sandbox =
                PactChannelsSandbox.builder().requestLog(0).start()) {
            sandbox.webhooks()
                    .url(COMPANY, "http://127.0.0.1:" + port + "/pact-channels/154/" + EventRecorder.SECRET)
                    .repeatDelay(Duration.ofSeconds(2))
                    .threads(THREADS);
            startReceiver(port);
            var sending = timer.scheduleAtFixedRate(() -> send(sandbox), 0, 20, TimeUnit.MILLISECONDS);
            for (int kill = 0; kill < KILLS; kill++) {
                int before = begun.size();
                await("exchanges")
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> begun.size() > before + 20);
                interrupted.addAll(kill());
                startReceiver(port);
            }
            int before = ended.size();
            await("exchanges after the last kill").atMost(PATIENCE).until(() -> ended.size() > before + 20);
            sending.cancel(false);
            sandbox.webhooks().awaitFinished(PATIENCE);

            assertThat(sandbox.webhooks().droppedCount()).isZero();
            assertThat(sandbox.webhooks().deliveredCount()).isEqualTo(sent.get());
        }
        kill();
        System.out.printf(
                "%d kills: %d events, %d exchanges completed, %d were interrupted%n",
                KILLS, sent.get(), ended.size(), interrupted.size());
        assertThat(interrupted)
                .as("exchanges in the middle of which the process was killed")
                .isNotEmpty();
        assertThat(new HashSet<>(ended))
                .as("events whose exchange has completed")
                .hasSize((int) sent.get());
        assertThat(ended.size() - sent.get())
                .as("events whose exchange has completed twice")
                .isLessThanOrEqualTo((long) KILLS * THREADS);
    }

    private void send(PactChannelsSandbox sandbox) {
        long number = sent.incrementAndGet();
        sandbox.webhooks()
                .sendEvent(
                        COMPANY,
                        "{\"type\":\"message\",\"event\":\"new\",\"data\":{\"external_id\":" + number
                                + ",\"channel_id\":22}}");
    }

    private void startReceiver(int port) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EventRecorder.class.getName(),
                        Integer.toString(port),
                        directory.resolve("seen.txt").toString())
                .redirectError(Redirect.appendTo(
                        Path.of("target", "event-receiver.log").toFile()))
                .start();
        Process current = process;
        reader = new Thread(() -> read(current), "event receiver");
        reader.setDaemon(true);
        reader.start();
    }

    /** Returns the events whose exchanges have begun and not ended. */
    private Set<String> kill() throws Exception {
        // Not with Process, which would close its output before all of it is read.
        process.toHandle().destroyForcibly();
        process.waitFor();
        reader.join();
        Set<String> interrupted = new HashSet<>(begun);
        ended.forEach(interrupted::remove);
        return interrupted;
    }

    private void read(Process receiver) {
        try (BufferedReader output = receiver.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(EventRecorder.BEGIN)) {
                    begun.add(line.substring(EventRecorder.BEGIN.length()));
                } else if (line.startsWith(EventRecorder.END)) {
                    ended.add(line.substring(EventRecorder.END.length()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
