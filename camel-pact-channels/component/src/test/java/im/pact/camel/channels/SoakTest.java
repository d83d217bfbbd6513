/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.pact.camel.channels.changes.DirectoryStateRepository;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.FileUtil;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Three consumers poll for half an hour, or ten thousand times, while channels are added and removed, the service fails in every
 * way, and one record in a hundred fails too. Not part of the normal build:
 * {@code mvnw verify -Dgroups=soak -DargLine=-Xmx256m -pl camel-pact-channels/component -am}, with {@code -Dsoak.minutes=…} and
 * {@code -Dsoak.polls=…} for another duration. The sandbox runs in the same process.
 */
@Tag("soak")
class SoakTest {

    private static final long COMPANY = PactChannelsSandbox.COMPANY_ID;
    private static final Duration LENGTH = Duration.ofMinutes(Long.getLong("soak.minutes", 30));
    private static final long POLLS = Long.getLong("soak.polls", 10_000);
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    /** Requests per second. The consumers could send more. */
    private static final int RATE = 200;

    /** About five pages. */
    private static final int CHANNELS = 230;

    private final Path directory = Path.of("target", "soak");
    private final LongAdder requestsSeen = new LongAdder();
    private final CountDownLatch churnEnds = new CountDownLatch(1);

    /** All channels that were ever added, and those that were removed. */
    private final Set<Long> added = ConcurrentHashMap.newKeySet();

    private final Set<Long> removed = ConcurrentHashMap.newKeySet();

    private final Receipt records = new Receipt();
    private final Receipt ahead = new Receipt();
    private final Receipt additions = new Receipt();
    private final Receipt removals = new Receipt();

    @Test
    void everything_arrives_and_nothing_grows() throws Exception {
        FileUtil.removeDir(directory.toFile());
        try (PactChannelsSandbox sandbox =
                        PactChannelsSandbox.builder().requestLog(0).start();
                CamelContext context = new DefaultCamelContext()) {
            sandbox.wireMock().addMockServiceRequestListener((request, response) -> requestsSeen.increment());
            FaultySandbox.addFaults(sandbox);
            sandbox.rules().rateLimit(RATE, Duration.ofSeconds(1));
            while (added.size() < CHANNELS) {
                added.add(sandbox.addChannel("viber"));
            }
            PactChannelsComponent component = start(context, sandbox);
            Thread churn = new Thread(() -> churn(sandbox), "churn");
            churn.start();
            runFor(WARM_UP, context);
            ProcessState before = ProcessState.now();

            runFor(LENGTH, context);

            churnEnds.countDown();
            churn.join();
            await("every channel and every removal")
                    .atMost(Duration.ofMinutes(2))
                    .untilAsserted(this::allHasArrived);
            hold(sandbox, context);
            ProcessState after = ProcessState.now();
            print(component, context, before, after);

            assertThat(component.statistics().requests())
                    .as("requests counted on both sides")
                    .isEqualTo(requestsSeen.sum());
            for (PactChannelsConsumer consumer : consumers(context)) {
                assertThat(consumer.getDelivered() + consumer.getFailed()).isEqualTo(consumer.getEmitted());
            }
            assertThat(consumers(context).stream()
                            .mapToLong(PactChannelsConsumer::getDelivered)
                            .sum())
                    .as("deliveries counted on both sides")
                    .isEqualTo(records.deliveries.sum()
                            + ahead.deliveries.sum()
                            + additions.deliveries.sum()
                            + removals.deliveries.sum());
            assertThat(additions.deliveries.sum()).as("no addition twice").isEqualTo(added.size());
            assertThat(removals.deliveries.sum()).as("no removal twice").isEqualTo(removed.size());
            assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + 5);
            assertThat(after.files()).isLessThanOrEqualTo(before.files() + 30);
            assertThat(after.heap()).isLessThan(before.heap() + (32L << 20));
        }
    }

    private PactChannelsComponent start(CamelContext context, PactChannelsSandbox sandbox) throws Exception {
        PactChannelsComponent component = TestContexts.connect(context, sandbox);
        component.getConfiguration().setMaxRetries(2);
        component.getConfiguration().setMaxRetryDelay(60_000);
        component.getConfiguration().setRetryDelay(20);
        context.getRegistry().bind("state", new DirectoryStateRepository(directory.toString()));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                String options = "?companyId=154&initialDelay=0&delay=20&pageSize=50&exceptionHandler=#quiet";
                bindToRegistry("quiet", new QuietExceptionHandler());
                errorHandler(noErrorHandler());
                from("pact-channels:list" + options).routeId("records").process(exchange -> receive(exchange, records));
                from("pact-channels:list" + options + "&prefetch=true&maxInFlight=20")
                        .routeId("ahead")
                        .threads(4)
                        .process(exchange -> receive(exchange, ahead));
                from("pact-channels:list" + options + "&emit=change&stateRepository=#state")
                        .routeId("changes")
                        .process(exchange -> receive(exchange, change(exchange)));
            }
        });
        context.start();
        return component;
    }

    private Receipt change(Exchange exchange) {
        return switch (exchange.getMessage().getHeader(PactChannelsConstants.CHANGE, String.class)) {
            case "added" -> additions;
            case "removed" -> removals;
            default -> throw new AssertionError("no channel changes here");
        };
    }

    private static void receive(Exchange exchange, Receipt receipt) {
        if (ThreadLocalRandom.current().nextInt(100) == 0) {
            throw new IllegalStateException("one in a hundred");
        }
        receipt.add(exchange.getMessage().getHeader(PactChannelsConstants.CHANNEL_ID, Long.class));
    }

    /** Adds and removes channels. None is removed before every consumer has received it: a poll may miss it otherwise. */
    private void churn(PactChannelsSandbox sandbox) {
        Random random = new Random(42);
        List<Long> present = new ArrayList<>(added);
        try {
            while (!churnEnds.await(20, TimeUnit.MILLISECONDS)) {
                if (present.size() < CHANNELS || random.nextBoolean()) {
                    long channelId = sandbox.addChannel("viber");
                    added.add(channelId);
                    present.add(channelId);
                }
                int chosen = random.nextInt(present.size());
                long channelId = present.get(chosen);
                if (present.size() > CHANNELS / 2
                        && List.of(records, ahead, additions).stream().allMatch(receipt -> receipt.has(channelId))) {
                    removed.add(channelId);
                    sandbox.removeChannel(channelId);
                    present.remove(chosen);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void runFor(Duration length, CamelContext context) {
        long end = System.nanoTime() + length.toNanos();
        await().atMost(length.plusMinutes(1))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> System.nanoTime() >= end || polls(context) >= POLLS);
    }

    private void allHasArrived() {
        assertThat(records.channels).isEqualTo(added);
        assertThat(ahead.channels).isEqualTo(added);
        assertThat(additions.channels).isEqualTo(added);
        assertThat(removals.channels).isEqualTo(removed);
    }

    /** The service asks for a long wait, so that all polls end. */
    private static void hold(PactChannelsSandbox sandbox, CamelContext context) {
        sandbox.everyRequest().fail(429, "{}", "Retry-After", "3600");
        await().atMost(Duration.ofMinutes(1)).until(() -> consumers(context).stream()
                .allMatch(consumer -> consumer.getWaitUntil() != null && !consumer.isPolling()));
    }

    private static List<PactChannelsConsumer> consumers(CamelContext context) {
        return context.getRoutes().stream()
                .map(route -> (PactChannelsConsumer) route.getConsumer())
                .toList();
    }

    private static long polls(CamelContext context) {
        return consumers(context).stream()
                .mapToLong(PactChannelsConsumer::getPolls)
                .sum();
    }

    private void print(PactChannelsComponent component, CamelContext context, ProcessState before, ProcessState after) {
        System.out.printf("%,d polls, %,d channels added, %,d removed%n", polls(context), added.size(), removed.size());
        for (PactChannelsConsumer consumer : consumers(context)) {
            System.out.printf(
                    "%-8s %,d polls, %,d pages, %,d emitted, %,d delivered, %,d failed%n",
                    consumer.getRouteId(),
                    consumer.getPolls(),
                    consumer.getPages(),
                    consumer.getEmitted(),
                    consumer.getDelivered(),
                    consumer.getFailed());
        }
        System.out.printf(
                "requests: %,d counted, %,d seen by the sandbox; %,d retries, %,d refusals, %,d failed calls%n",
                component.statistics().requests(),
                requestsSeen.sum(),
                component.statistics().retries(),
                component.statistics().rateLimited(),
                component.statistics().failures());
        System.out.printf("before: %s%nafter:  %s%n", before, after);
    }

    /** The channels that a route has received. */
    private static final class Receipt {

        private final Set<Long> channels = ConcurrentHashMap.newKeySet();
        private final LongAdder deliveries = new LongAdder();

        void add(long channelId) {
            channels.add(channelId);
            deliveries.increment();
        }

        boolean has(long channelId) {
            return channels.contains(channelId);
        }
    }
}
