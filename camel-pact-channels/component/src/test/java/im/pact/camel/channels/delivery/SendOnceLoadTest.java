/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.delivery;

import static im.pact.camel.channels.delivery.MessageStoreContract.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import im.pact.camel.channels.PactChannelsComponent;
import im.pact.camel.channels.PactChannelsConstants;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cost of a message store. Prints the figures of the manual. Not part of the normal build:
 * {@code mvnw verify -Dgroups=load -Dtest=SendOnceLoadTest -Dsurefire.failIfNoSpecifiedTests=false -pl camel-pact-channels/component
 * -am}
 */
@Tag("load")
@Timeout(300)
class SendOnceLoadTest {

    private static final int ROUNDS = 10;
    private static final int MESSAGES = 2000;

    @TempDir
    Path directory;

    private final AtomicLong keys = new AtomicLong();
    private final AtomicInteger jobs = new AtomicInteger();

    /** In memory, so that the time of the disk does not count. */
    @Test
    void a_file_in_memory_costs_little_of_a_request() throws Exception {
        Path memory = Path.of("/dev/shm");
        Path place = Files.createTempDirectory(Files.isDirectory(memory) ? memory : directory, "sent");
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
            context.getRegistry().bind("sent", new FileMessageStore(place.resolve("messages")));
            context.start();
            ProducerTemplate template = context.createProducerTemplate();
            String uri = "pact-channels:sendFirst?companyId=154&channelId=399&phone=79250000001&message=Hello";
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                double without = send(template, uri, false);
                double with = send(template, uri + "&messageStore=#sent", true);
                ratios.add(with / without);
                System.out.printf("without a store %,.0f messages/s, with a file %,.0f%n", without, with);
            }
            ratios.sort(null);
            double median = ratios.get(ROUNDS / 2);
            System.out.printf("median of the ratio %.2f%n", median);
            assertThat(median).isGreaterThanOrEqualTo(0.7);
        } finally {
            server.stop(0);
        }
    }

    private double send(ProducerTemplate template, String uri, boolean withKey) {
        long start = System.nanoTime();
        for (int i = 0; i < MESSAGES; i++) {
            Exchange exchange = template.request(uri, message -> {
                if (withKey) {
                    message.getMessage()
                            .setHeader(PactChannelsConstants.MESSAGE_KEY, "order-" + keys.incrementAndGet());
                }
            });
            assertThat(exchange.getException()).isNull();
        }
        return MESSAGES / ((System.nanoTime() - start) / 1e9);
    }

    private void respond(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] body = ("{\"status\":\"ok\",\"data\":{\"id\":" + jobs.incrementAndGet()
                        + ",\"state\":\"trying_deliver\"}}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void threads_share_the_wait_for_the_disk() throws Exception {
        FileMessageStore store = new FileMessageStore(directory.resolve("messages"));
        store.start();
        double one = store(store, 1, 400);
        double eight = store(store, 8, 400);
        store.stop();
        System.out.printf("1 thread: %,.0f messages/s, 8 threads: %,.0f messages/s%n", one, eight);

        assertThat(eight).isGreaterThan(1.5 * one);
    }

    private double store(FileMessageStore store, int threads, int messages) throws InterruptedException {
        long start = System.nanoTime();
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> {
                for (int j = 0; j < messages / threads; j++) {
                    store.putIfAbsent(StoredMessage.sending(
                            "order-" + keys.incrementAndGet(), 154, 399, "79250000001", NOW, NOW));
                }
            });
            thread.start();
            running.add(thread);
        }
        for (Thread thread : running) {
            thread.join();
        }
        return messages / ((System.nanoTime() - start) / 1e9);
    }
}
