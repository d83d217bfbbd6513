/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Events per second through platform-http, and the time of their responses, compared with a route without the component. Both take
 * turns of a tenth of a second in the same process, so that other load on the machine affects both equally. Not part of the normal
 * build: {@code mvnw verify -Dgroups=speed -DargLine=-Xmx512m -pl camel-pact-channels/component -am}, with
 * {@code -Dspeed.seconds=…} for another length.
 */
@Tag("speed")
class EventSpeedTest {

    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("speed.seconds", 60));
    private static final long TURN_NANOS = Duration.ofMillis(100).toNanos();

    /** Connections, each of which sends one event after the other. */
    private static final int THREADS = 4;

    /** The goals are 0.95 and 1.2. These bounds leave room for a busy machine; the manual shows the figures. */
    private static final double MIN_RATE = 0.85;

    private static final double MAX_P99 = 1.4;

    private static final String SECRET = "s3cret-s3cret-s3cret";

    private final AtomicLong number = new AtomicLong();
    private final LongAdder received = new LongAdder();
    private final long start = System.nanoTime();

    @Test
    void the_component_is_as_fast_as_a_route_by_hand() throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            int port = HttpServer.PLATFORM_HTTP.addTo(context);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("pact-channels:events?companyId=154&webhookSecret=" + SECRET)
                            .process(EventSpeedTest.this::receive);
                    from("platform-http:/by-hand/" + SECRET + "?httpMethodRestrict=POST")
                            .unmarshal()
                            .json()
                            .process(EventSpeedTest.this::receive)
                            .removeHeaders("*")
                            .setBody(constant("OK"));
                }
            });
            context.start();
            Contender component = new Contender("component", "/pact-channels/154/" + SECRET, port);
            Contender byHand = new Contender("by hand", "/by-hand/" + SECRET, port);
            work(List.of(component, byHand), WARM_UP);
            component.reset();
            byHand.reset();
            received.reset();

            work(List.of(component, byHand), LENGTH);

            double rate = component.perSecond() / byHand.perSecond();
            double slowest = component.percentile(99) / byHand.percentile(99);
            System.out.printf(
                    "%s%n%s%nevents/s %.3f x, p99 %.3f x (%d s, %d connections)%n",
                    component, byHand, rate, slowest, LENGTH.toSeconds(), THREADS);
            assertThat(received.sum()).as("events in the routes").isEqualTo(component.count() + byHand.count());
            assertThat(rate).isGreaterThanOrEqualTo(MIN_RATE);
            assertThat(slowest).isLessThanOrEqualTo(MAX_P99);
        }
    }

    private void receive(Exchange exchange) {
        received.increment();
    }

    private void work(List<Contender> contenders, Duration length) throws Exception {
        long end = System.nanoTime() + length.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            List<Connection> connections = new ArrayList<>();
            for (Contender contender : contenders) {
                connections.add(new Connection(contender));
            }
            Thread thread = new Thread(() -> {
                for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
                    int turn = (int) ((now - start) / TURN_NANOS % connections.size());
                    connections.get(turn).send(number.incrementAndGet());
                }
            });
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** One of both routes, and its results. */
    private static final class Contender {

        private final String name;
        private final String path;
        private final int port;
        private final List<Connection> connections = new ArrayList<>();

        Contender(String name, String path, int port) {
            this.name = name;
            this.path = path;
            this.port = port;
        }

        void reset() {
            connections.clear();
        }

        private long[] nanos() {
            return connections.stream()
                    .flatMapToLong(connection -> Arrays.stream(connection.nanos, 0, connection.count))
                    .sorted()
                    .toArray();
        }

        long count() {
            return nanos().length;
        }

        /** Per second of its turns, with all connections. */
        double perSecond() {
            long[] nanos = nanos();
            return nanos.length / (Arrays.stream(nanos).sum() / 1e9) * THREADS;
        }

        double percentile(int percent) {
            long[] nanos = nanos();
            return nanos[(int) (nanos.length * (percent / 100.0))] / 1e6;
        }

        @Override
        public String toString() {
            return "%-10s %,9d events, %,8.0f events/s, p50 %.3f ms, p99 %.3f ms"
                    .formatted(name, count(), perSecond(), percentile(50), percentile(99));
        }
    }

    /** An HTTP connection that costs as little as possible. */
    private static final class Connection {

        private final Socket socket;
        private final InputStream in;
        private final Contender contender;
        private long[] nanos = new long[1 << 16];
        private int count;

        Connection(Contender contender) throws IOException {
            this.contender = contender;
            this.socket = new Socket(InetAddress.getByName("localhost"), contender.port);
            socket.setTcpNoDelay(true);
            this.in = new BufferedInputStream(socket.getInputStream());
            contender.connections.add(this);
        }

        void send(long number) {
            String body = "{\"type\":\"message\",\"event\":\"new\",\"data\":{\"external_id\":" + number
                    + ",\"external_public_id\":\"15550100\",\"channel_id\":22,\"channel_type\":\"whatsapp\",\"channel\":{\"id\":22,"
                    + "\"type\":\"whatsapp\"},\"conversation_id\":55,\"message\":\"Hello! Your order is all packed.\","
                    + "\"location\":{},\"income\":true,\"created_at\":\"2026-01-02 03:04:05 UTC\","
                    + "\"created_at_timestamp\":1767323045,\"ack\":1,\"attachments\":[]}}";
            byte[] request = ("POST " + contender.path
                            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                            + body.length() + "\r\n\r\n" + body)
                    .getBytes(US_ASCII);
            try {
                long begin = System.nanoTime();
                socket.getOutputStream().write(request);
                readResponse();
                add(System.nanoTime() - begin);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private void add(long time) {
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = time;
        }

        private void readResponse() throws IOException {
            String status = line();
            if (!status.startsWith("HTTP/1.1 200")) {
                throw new IOException(status);
            }
            int length = 0;
            boolean chunked = false;
            for (String line = line(); !line.isEmpty(); line = line()) {
                if (line.regionMatches(true, 0, "Content-Length: ", 0, 16)) {
                    length = Integer.parseInt(line.substring(16));
                } else if (line.equalsIgnoreCase("Transfer-Encoding: chunked")) {
                    chunked = true;
                }
            }
            if (!chunked) {
                in.skipNBytes(length);
                return;
            }
            do {
                length = Integer.parseInt(line(), 16);
                in.skipNBytes(length);
                line();
            } while (length > 0);
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new EOFException();
                } else if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }
    }
}
