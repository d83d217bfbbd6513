/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.SandboxJob;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that send 500 messages at a limit of 20 requests a second are killed up to 50 times, while 3 % of the responses are lost. Not part
 * of the normal build: {@code .ci/with-postgres ./mvnw verify -Dgroups=kill -pl camel-pact-channels/component -am}, about ten minutes.
 */
@Tag("kill")
@Timeout(900)
class MessageKillsTest {

    private static final int MESSAGES = 500;
    private static final int KILLS = Integer.getInteger("kills", 50);
    private static final Duration PAUSE = Duration.ofMillis(2500);

    @TempDir
    Path directory;

    private final Random random = new Random();
    private final PactChannelsSandbox sandbox = PactChannelsSandbox.builder()
            .requestLog(0)
            .rules(rules -> rules.rateLimit(20, Duration.ofSeconds(1))
                    .pollsUntilDelivered(1)
                    .deliver(phone -> !phone.endsWith("7")))
            .start();
    private final long channel = sandbox.addChannel("whatsapp");
    private final List<Process> processes = new ArrayList<>();

    private int kills;
    private int lostResponses;

    @AfterEach
    void stop() {
        processes.forEach(Process::destroyForcibly);
        sandbox.close();
    }

    @Test
    void one_process_with_a_file() throws Exception {
        sendAndKill(1, directory.resolve("sent").toString());
    }

    @Test
    void two_machines_with_a_database() throws Exception {
        String url = System.getenv("PACT_TEST_POSTGRES_URL");
        assumeTrue(url != null, "there is no PostgreSQL");
        sendAndKill(2, url);
    }

    private void sendAndKill(int machines, String store) throws Exception {
        long start = System.nanoTime();
        for (int machine = 0; machine < machines; machine++) {
            processes.add(startProcess(store, machine));
        }
        for (; kills < KILLS && states().size() < MESSAGES; kills++) {
            if (kills % 3 == 0) {
                loseResponse();
            }
            sleep(Duration.ofMillis(random.nextInt((int) PAUSE.toMillis())));
            int killed = kills % machines;
            processes.get(killed).destroyForcibly().waitFor();
            processes.set(killed, startProcess(store, killed));
        }
        while (states().size() < MESSAGES) {
            sleep(Duration.ofSeconds(1));
        }
        report(machines, Duration.ofNanos(System.nanoTime() - start));
    }

    private void loseResponse() {
        if (sandbox.jobs(channel).size() < MESSAGES - 50) {
            sandbox.nextRequests(1).matching("/conversations$").loseResponse();
            lostResponses++;
        }
    }

    /** The time of a kill is what this test is about, so it cannot wait for a condition. */
    private static void sleep(Duration duration) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    }

    private void report(int machines, Duration duration) throws IOException {
        Map<String, Set<String>> states = states();
        Map<String, Long> accepted = sandbox.jobs(channel).stream()
                .map(SandboxJob::message)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        Map<String, Long> byState = states.values().stream()
                .flatMap(Set::stream)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        long twice = accepted.values().stream().filter(count -> count > 1).count();
        System.out.printf(
                "%d machines, %d messages, %d kills, %d lost responses, %d s: accepted %d, accepted twice %d, %s%n",
                machines, MESSAGES, kills, lostResponses, duration.toSeconds(), accepted.size(), twice, byState);

        assertThat(twice).as("accepted twice").isZero();
        assertThat(states.values()).as("outcomes of a message").allMatch(outcomes -> outcomes.size() == 1);
        assertThat(states.keySet()).hasSize(MESSAGES);
        long unknown = byState.getOrDefault("UNKNOWN", 0L);
        assertThat(unknown).isLessThanOrEqualTo((long) kills * KilledSender.THREADS + lostResponses);
        for (SandboxJob job : sandbox.jobs(channel)) {
            String result = String.valueOf(job.result()).replace(' ', '_');
            assertThat(states.get(job.message())).as(job.toString()).isSubsetOf(result, "UNKNOWN");
        }
        assertThat(accepted.size() + unknown).as("tried").isGreaterThanOrEqualTo(MESSAGES);
    }

    /** The states that were emitted, by key. The last line may be cut. */
    private Map<String, Set<String>> states() throws IOException {
        Map<String, Set<String>> states = new HashMap<>();
        for (int machine = 0; machine < processes.size(); machine++) {
            Path file = directory.resolve("states" + machine);
            if (Files.exists(file)) {
                for (String line : Files.readString(file).split("\n")) {
                    String[] words = line.split(" ");
                    if (words.length == 2) {
                        states.computeIfAbsent(words[0], key -> new TreeSet<>()).add(words[1]);
                    }
                }
            }
        }
        return states;
    }

    /** Starts a process and waits until it sends. */
    private Process startProcess(String store, int machine) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledSender.class.getName(),
                        sandbox.baseUri(),
                        Long.toString(channel),
                        Integer.toString(MESSAGES),
                        store,
                        directory.resolve("states" + machine).toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder log = new StringBuilder();
        for (String line = output.readLine(); !"started".equals(line); line = output.readLine()) {
            if (line == null) {
                throw new AssertionError("The process has ended: " + log);
            }
            log.append(line).append('\n');
        }
        Thread drain = new Thread(() -> output.lines().forEach(line -> {}));
        drain.setDaemon(true);
        drain.start();
        return process;
    }
}
