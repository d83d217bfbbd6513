/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.delivery;

import static im.pact.camel.channels.delivery.MessageStoreContract.COMPANY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import im.pact.camel.channels.PactChannelsComponent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * 100,000 open messages are followed on one thread. Not part of the normal build:
 * {@code mvnw verify -Dgroups=load -Dtest=DeliveriesLoadTest -Dsurefire.failIfNoSpecifiedTests=false -DargLine=-Xmx300m -pl camel-pact-channels/component -am}
 */
@Tag("load")
@Timeout(600)
class DeliveriesLoadTest {

    private static final int MESSAGES = 100_000;

    @TempDir
    Path directory;

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger emitted = new AtomicInteger();
    private final AtomicInteger disorder = new AtomicInteger();
    private final AtomicLong lastJob = new AtomicLong();
    private volatile boolean delivered;

    @Test
    void many_open_messages_need_one_thread_and_no_memory_each() throws Exception {
        Path file = directory.resolve("sent");
        RecordFile.create(
                        file,
                        IntStream.rangeClosed(1, MESSAGES)
                                .mapToObj(DeliveriesLoadTest::message)
                                .map(message -> MessageCodec.record(message.key(), MessageCodec.encode(message)))
                                .iterator())
                .close();
        FileMessageStore store = new FileMessageStore(file);
        // Otherwise each response waits 40 ms for an acknowledgement of its headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::respond);
        server.start();
        try (CamelContext context = new DefaultCamelContext()) {
            PactChannelsComponent component = context.getComponent("pact-channels", PactChannelsComponent.class);
            component
                    .getConfiguration()
                    .setBaseUri("http://127.0.0.1:" + server.getAddress().getPort() + "/p1");
            component.getConfiguration().setApiToken("token");
            component.getConfiguration().setMessageStore(store);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("pact-channels:deliveries?companyId=154&initialDelay=0&maxJobDelay=20000")
                            .process(exchange -> emitted.incrementAndGet());
                }
            });
            context.start();
            long start = System.nanoTime();
            await().atMost(Duration.ofMinutes(1)).until(() -> requests.get() > MESSAGES / 20);
            long heapBefore = usedHeap();
            int threadsBefore = Thread.activeCount();
            await().atMost(Duration.ofMinutes(4)).until(() -> requests.get() >= MESSAGES);
            double seconds = (System.nanoTime() - start) / 1e9;
            long heapAfter = usedHeap();
            int threadsAfter = Thread.activeCount();
            System.out.printf(
                    "%,d open messages: %,.0f requests/s, heap %d MiB after 5 %%, %d MiB after all, threads %d and %d%n",
                    MESSAGES, MESSAGES / seconds, heapBefore >> 20, heapAfter >> 20, threadsBefore, threadsAfter);

            assertThat(disorder).as("requests out of order in the first round").hasValue(0);
            assertThat(heapAfter - heapBefore).isLessThan(16 << 20);
            assertThat(threadsAfter).isLessThanOrEqualTo(threadsBefore + 2);
            assertThat(emitted).hasValue(0);

            delivered = true;
            await().atMost(Duration.ofMinutes(4)).until(() -> emitted.get() == MESSAGES);
            await().until(() -> store.countOpen(COMPANY) == 0);
        } finally {
            server.stop(0);
        }
    }

    /** Due in the order of the jobs. */
    private static StoredMessage message(int job) {
        Instant sentAt = Instant.now().minusSeconds(3600);
        return StoredMessage.sending("order-" + job, COMPANY, 399, "7" + (9_250_000_000L + job), sentAt, sentAt)
                .sent(job, sentAt.plusMillis(30L * job));
    }

    private void respond(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        long job = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
        if (requests.incrementAndGet() <= MESSAGES && lastJob.getAndSet(job) >= job) {
            disorder.incrementAndGet();
        }
        byte[] body = ("{\"status\":\"ok\",\"data\":{\"id\":" + job + ",\"state\":"
                        + (delivered ? "\"delivered\",\"details\":{\"result\":\"DELIVERED\"}" : "\"trying_deliver\"")
                        + "}}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
