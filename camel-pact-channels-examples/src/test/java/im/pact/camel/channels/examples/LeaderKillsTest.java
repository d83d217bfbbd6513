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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two JVMs share a company, and the leader is killed repeatedly while channels are added and removed: twice in the normal build,
 * fifty times with {@code mvnw verify -Dgroups=leaders -Dleaders.kills=50 -pl camel-pact-channels-examples -am}.
 * {@code -Dleaders.seed=…} repeats the times of the kills.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
@Tag("leaders")
class LeaderKillsTest {

    private static final int KILLS = Integer.getInteger("leaders.kills", 2);
    private static final long SEED = Long.getLong("leaders.seed", System.nanoTime());

    private static final int PAGE = 100;
    private static final long LOCK_INTERVAL = 200;

    /** After this time without a heartbeat the leader is replaced: Camel's default is five intervals. */
    private static final long LOCK_TIMEOUT = 5 * LOCK_INTERVAL;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);
    private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
    private final List<Worker> workers = new ArrayList<>();
    private final Set<Long> added = new HashSet<>();
    private final Map<Long, Long> removed = new HashMap<>();
    private final ScheduledExecutorService changer = Executors.newSingleThreadScheduledExecutor();

    /** A line of a worker: it is the leader, or a channel was added or removed. Times are wall clock times in milliseconds. */
    private record Line(long time, int worker, String event, long channelId) {}

    private record Worker(int number, Process process) {}

    @AfterEach
    void end() {
        changer.shutdownNow();
        workers.forEach(worker -> worker.process().destroyForcibly());
    }

    @Test
    void no_change_is_lost_and_few_are_duplicated_if_the_leader_is_killed() throws Exception {
        System.out.printf("seed %d, %d kills%n", SEED, KILLS);
        long begin = System.nanoTime();
        List<Long> kills = new ArrayList<>();
        try (PactChannelsSandbox sandbox =
                PactChannelsSandbox.builder().requestLog(0).start()) {
            sandbox.addChannels(sandbox.companyId(), 150);
            sandbox.channels(sandbox.companyId()).forEach(channel -> added.add(channel.id()));
            var churn = changer.scheduleWithFixedDelay(() -> addOrRemove(sandbox), 50, 50, TimeUnit.MILLISECONDS);
            startWorker(sandbox);
            startWorker(sandbox);
            await("the first poll")
                    .atMost(PATIENCE)
                    .until(() -> emitted("added").size() >= 150);
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
                // Only if it has failed: throws the cause.
                churn.get();
            }
            churn.cancel(false);
            changer.submit(() -> {}).get();
            await("all changes")
                    .atMost(PATIENCE)
                    .until(() -> emitted("added").containsAll(added)
                            && emitted("removed").containsAll(removed.keySet()));
        }
        List<Line> output =
                lines.stream().sorted(Comparator.comparingLong(Line::time)).toList();
        List<Line> changes =
                output.stream().filter(line -> !line.event().equals("leads")).toList();
        Map<Integer, Long> duplicates = duplicatesByWorker(changes);
        long overlap = longestOverlap(output);
        System.out.printf(
                "%d kills in %d s: %d channels added, %d removed, %d exchanges, %d duplicates, at most %d per kill (a page has %d),"
                        + " two leaders for %d ms (the timeout of the lock is %d ms), from a kill to the next exchange"
                        + " %s ms (median, longest)%n",
                KILLS,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin),
                added.size(),
                removed.size(),
                changes.size(),
                duplicates.values().stream().mapToLong(Long::longValue).sum(),
                duplicates.values().stream().mapToLong(Long::longValue).max().orElse(0),
                PAGE,
                overlap,
                LOCK_TIMEOUT,
                gaps(kills, changes));

        assertThat(changes)
                .as("no removal was emitted before the channel was removed")
                .filteredOn(line -> line.event().equals("removed"))
                .allMatch(line -> line.time() >= removed.get(line.channelId()));
        assertThat(duplicates).allSatisfy((worker, count) -> assertThat(count).isLessThanOrEqualTo(PAGE));
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
                        "directory=" + directory,
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

    /** Not with {@code Process}, which would close its output before all of it is read. */
    private static void kill(Worker worker) throws InterruptedException {
        worker.process().toHandle().destroyForcibly();
        worker.process().waitFor();
    }

    private void read(int worker, Process process) {
        try (BufferedReader output = process.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                String[] words = line.split(" ");
                lines.add(new Line(Long.parseLong(words[0]), worker, words[1], Long.parseLong(words[2])));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The latest leader, if it is alive. */
    private Worker awaitLeader() {
        return await("a leader")
                .atMost(PATIENCE)
                .until(
                        () -> lines.stream()
                                .filter(line -> line.event().equals("leads"))
                                .max(Comparator.comparingLong(Line::time))
                                .map(line -> workers.get(line.worker()))
                                .filter(worker -> worker.process().isAlive())
                                .orElse(null),
                        worker -> worker != null);
    }

    /** Removes only channels whose addition was emitted, because the removal of others may never be emitted. */
    private void addOrRemove(PactChannelsSandbox sandbox) {
        if (random.nextBoolean()) {
            added.add(sandbox.addChannel("viber"));
            return;
        }
        Set<Long> emitted = emitted("added");
        List<Long> removable = sandbox.channels(sandbox.companyId()).stream()
                .map(SandboxChannel::id)
                .filter(emitted::contains)
                .toList();
        if (!removable.isEmpty()) {
            long channelId = removable.get(random.nextInt(removable.size()));
            removed.put(channelId, System.currentTimeMillis());
            sandbox.removeChannel(channelId);
        }
    }

    private Set<Long> emitted(String change) {
        return lines.stream()
                .filter(line -> line.event().equals(change))
                .map(Line::channelId)
                .collect(Collectors.toSet());
    }

    /** The number of changes of each worker that it had emitted but not written, so that the next leader emitted them again. */
    private static Map<Integer, Long> duplicatesByWorker(List<Line> changes) {
        Map<String, Integer> lastEmitter = new HashMap<>();
        Map<Integer, Long> duplicates = new HashMap<>();
        for (Line line : changes) {
            Integer before = lastEmitter.put(line.event() + line.channelId(), line.worker());
            if (before != null) {
                duplicates.merge(before, 1L, Long::sum);
            }
        }
        return duplicates;
    }

    /** The longest time in milliseconds in which a worker still emitted after the current leader had started to. */
    private static long longestOverlap(List<Line> lines) {
        long longest = 0;
        int leader = -1;
        Long begin = null;
        for (Line line : lines) {
            if (line.event().equals("leads")) {
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

    private static String gaps(List<Long> kills, List<Line> changes) {
        List<Long> gaps = kills.stream()
                .map(kill -> changes.stream()
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
