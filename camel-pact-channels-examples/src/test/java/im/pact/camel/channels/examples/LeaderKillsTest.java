/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.SandboxChannel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two JVMs share a company, and the one that leads is killed again and again while channels come and go. Twice in the normal
 * build, fifty times with {@code mvnw -Pleaders -pl camel-pact-channels-examples -am verify}; {@code -Dleaders.kills=…} and
 * {@code -Dleaders.seed=…} say how often, and when.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class LeaderKillsTest {

    private static final int KILLS = Integer.getInteger("leaders.kills", 2);
    private static final long SEED = Long.getLong("leaders.seed", System.nanoTime());

    private static final int PAGE = 100;
    private static final long LOCK_INTERVAL = 200;

    /** After this time without a sign of life the leader counts as gone: Camel's default is five intervals. */
    private static final long LOCK_TIMEOUT = 5 * LOCK_INTERVAL;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
    private final List<Worker> workers = new ArrayList<>();
    private final Set<Long> added = new HashSet<>();
    private final Map<Long, Long> removed = new HashMap<>();
    private final ScheduledExecutorService someone = Executors.newSingleThreadScheduledExecutor();

    /** What a worker said: that it leads, or that a channel was added or removed. Times are of the clock, in milliseconds. */
    private record Line(long time, int worker, String what, long channelId) {}

    private record Worker(int number, Process process) {}

    @AfterEach
    void end() {
        someone.shutdownNow();
        workers.forEach(worker -> worker.process().destroyForcibly());
    }

    @Test
    void nothing_is_lost_and_little_repeated_when_the_leader_is_killed() throws Exception {
        System.out.printf("seed %d, %d kills%n", SEED, KILLS);
        long begin = System.nanoTime();
        List<Long> kills = new ArrayList<>();
        try (PactChannelsSandbox sandbox =
                PactChannelsSandbox.builder().requestLog(0).start()) {
            sandbox.addChannels(sandbox.companyId(), 150);
            sandbox.channels(sandbox.companyId()).forEach(channel -> added.add(channel.id()));
            var churn = someone.scheduleWithFixedDelay(() -> addOrRemove(sandbox), 50, 50, TimeUnit.MILLISECONDS);
            startWorker(sandbox);
            startWorker(sandbox);
            await("the first walk").atMost(PATIENCE).until(() -> told("added").size() >= 150);
            for (int kill = 0; kill < KILLS; kill++) {
                awaitLeader();
                pause(random.nextInt(3000));
                Worker leader = awaitLeader();
                kill(leader);
                kills.add(System.currentTimeMillis());
                startWorker(sandbox);
            }
            awaitLeader();
            if (churn.isDone()) {
                // Only when it failed: this throws why.
                churn.get();
            }
            churn.cancel(false);
            someone.submit(() -> {}).get();
            await("all is told")
                    .atMost(PATIENCE)
                    .until(() ->
                            told("added").containsAll(added) && told("removed").containsAll(removed.keySet()));
        }
        List<Line> said =
                lines.stream().sorted(Comparator.comparingLong(Line::time)).toList();
        List<Line> emissions =
                said.stream().filter(line -> !line.what().equals("leads")).toList();
        Map<Integer, Long> repeats = repeatsByKilled(emissions);
        long overlap = longestOverlap(said);
        System.out.printf(
                "%d kills in %d s: %d channels added, %d removed, %d emissions, %d repeated, at most %d a kill (a page has %d),"
                        + " two leaders at once for %d ms (the lock's time-out is %d ms), from a kill to the next emission"
                        + " %s ms (median, longest)%n",
                KILLS,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin),
                added.size(),
                removed.size(),
                emissions.size(),
                repeats.values().stream().mapToLong(Long::longValue).sum(),
                repeats.values().stream().mapToLong(Long::longValue).max().orElse(0),
                PAGE,
                overlap,
                LOCK_TIMEOUT,
                gaps(kills, emissions));

        assertThat(emissions)
                .as("no removal was told of before it took place")
                .filteredOn(line -> line.what().equals("removed"))
                .allMatch(line -> line.time() >= removed.get(line.channelId()));
        assertThat(repeats).allSatisfy((worker, count) -> assertThat(count).isLessThanOrEqualTo(PAGE));
        assertThat(overlap).isLessThanOrEqualTo(LOCK_TIMEOUT);
    }

    private void startWorker(PactChannelsSandbox sandbox) throws IOException {
        int number = workers.size();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LeaderWorker.class.getName(),
                        "camel.component.pact-channels.api-token=" + sandbox.apiToken(),
                        "camel.component.pact-channels.base-uri=" + sandbox.baseUri(),
                        "companyId=" + sandbox.companyId(),
                        "folder=" + folder,
                        "lockInterval=" + LOCK_INTERVAL,
                        "pollDelay=100",
                        "pageSize=" + PAGE)
                .redirectError(Redirect.appendTo(
                        Path.of("target", "leader-workers.log").toFile()))
                .start();
        workers.add(new Worker(number, process));
        Thread reader = new Thread(() -> read(number, process), "worker " + number);
        reader.setDaemon(true);
        reader.start();
    }

    /** Not by {@code Process}, which would close its output with what was not read yet. */
    private static void kill(Worker worker) throws InterruptedException {
        worker.process().toHandle().destroyForcibly();
        worker.process().waitFor();
    }

    private void read(int worker, Process process) {
        try (BufferedReader said = process.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                String[] words = line.split(" ");
                lines.add(new Line(Long.parseLong(words[0]), worker, words[1], Long.parseLong(words[2])));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The worker that took the lead last, when it is alive. */
    private Worker awaitLeader() {
        return await("a leader")
                .atMost(PATIENCE)
                .until(
                        () -> lines.stream()
                                .filter(line -> line.what().equals("leads"))
                                .max(Comparator.comparingLong(Line::time))
                                .map(line -> workers.get(line.worker()))
                                .filter(worker -> worker.process().isAlive())
                                .orElse(null),
                        worker -> worker != null);
    }

    /** Only what was told is taken away: nobody waits to be told the end of anything else. */
    private void addOrRemove(PactChannelsSandbox sandbox) {
        if (random.nextBoolean()) {
            added.add(sandbox.addChannel("viber"));
            return;
        }
        Set<Long> told = told("added");
        List<Long> removable = sandbox.channels(sandbox.companyId()).stream()
                .map(SandboxChannel::id)
                .filter(told::contains)
                .toList();
        if (!removable.isEmpty()) {
            long channelId = removable.get(random.nextInt(removable.size()));
            removed.put(channelId, System.currentTimeMillis());
            sandbox.removeChannel(channelId);
        }
    }

    private Set<Long> told(String change) {
        return lines.stream()
                .filter(line -> line.what().equals(change))
                .map(Line::channelId)
                .collect(Collectors.toSet());
    }

    /** How many of its last emissions each worker had not written down, so that they came again. */
    private static Map<Integer, Long> repeatsByKilled(List<Line> emissions) {
        Map<String, Integer> lastTeller = new HashMap<>();
        Map<Integer, Long> repeats = new HashMap<>();
        for (Line line : emissions) {
            Integer before = lastTeller.put(line.what() + line.channelId(), line.worker());
            if (before != null) {
                repeats.merge(before, 1L, Long::sum);
            }
        }
        return repeats;
    }

    /** For how many milliseconds a worker went on emitting when the one that leads now had begun. */
    private static long longestOverlap(List<Line> lines) {
        long longest = 0;
        int leader = -1;
        Long begin = null;
        for (Line line : lines) {
            if (line.what().equals("leads")) {
                leader = line.worker();
                begin = null;
            } else if (line.worker() == leader) {
                begin = begin == null ? Long.valueOf(line.time()) : begin;
            } else if (begin != null) {
                longest = Math.max(longest, line.time() - begin);
            }
        }
        return longest;
    }

    private static String gaps(List<Long> kills, List<Line> emissions) {
        List<Long> gaps = kills.stream()
                .map(kill -> emissions.stream()
                                .mapToLong(Line::time)
                                .filter(time -> time > kill)
                                .findFirst()
                                .orElseThrow()
                        - kill)
                .sorted()
                .toList();
        return gaps.get(gaps.size() / 2) + ", " + gaps.get(gaps.size() - 1);
    }

    private static void pause(long millis) {
        await("a random moment").pollDelay(Duration.ofMillis(millis)).until(() -> true);
    }
}
