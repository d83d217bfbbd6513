/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many callers at the rate limit of a service, with real HTTP and in real time, with the default options. Prints the figures of
 * the manual. The ideal time is the number of requests divided by the rate. Not part of the normal build:
 * {@code mvnw verify -Dgroups=rate -pl camel-pact-channels/component -am}, about four minutes. RateLimitSimulationTest tests more
 * kinds of limits in virtual time.
 */
@Tag("rate")
@Timeout(300)
class RateLimitLoadTest {

    private final Queue<Response> responses = new ConcurrentLinkedQueue<>();
    private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
    private final PactChannelsSandbox sandbox =
            PactChannelsSandbox.builder().requestLog(0).start();
    private final CamelContext context = new DefaultCamelContext();
    private final long channelId = sandbox.addChannel("whatsapp");
    private long start;

    @BeforeEach
    void connect() {
        sandbox.wireMock()
                .addMockServiceRequestListener((request, response) ->
                        responses.add(new Response(seconds(), response.getStatus(), request.getBodyAsString())));
        PactChannelsComponent component = context.getComponent("pact-channels", PactChannelsComponent.class);
        component.getConfiguration().setBaseUri(sandbox.baseUri());
        component.getConfiguration().setApiToken(sandbox.apiToken());
        component.getConfiguration().setCompanyId(PactChannelsSandbox.COMPANY_ID);
    }

    @AfterEach
    void close() {
        context.stop();
        sandbox.close();
    }

    @Test
    void thirty_threads_send_300_messages_at_10_per_second() throws Exception {
        sandbox.rules().rateLimit(10, Duration.ofSeconds(1));

        send(30, 300);

        double ideal = 30;
        print("300 messages, 30 threads, 10/s", lastAccepted() / ideal);
        assertThat(failures).isEmpty();
        assertThat(accepted()).isEqualTo(300);
        assertThat(rejectedShare()).isLessThanOrEqualTo(0.08);
        assertThat(lastAccepted()).isLessThanOrEqualTo(1.35 * ideal);
    }

    @Test
    void forty_callers_at_once_send_5_requests_in_3_seconds() throws Exception {
        sandbox.rules().rateLimit(5, Duration.ofSeconds(3));

        send(40, 40);

        double ideal = 24;
        print("40 simultaneous callers, 5 in 3 s", lastAccepted() / ideal);
        assertThat(failures).isEmpty();
        assertThat(accepted()).isEqualTo(40);
        assertThat(most429()).isLessThanOrEqualTo(2);
        assertThat(lastAccepted()).isLessThanOrEqualTo(1.3 * ideal);
    }

    @Test
    void fifty_consumers_start_in_the_same_second_at_10_per_second() throws Exception {
        sandbox.rules().rateLimit(10, Duration.ofSeconds(1));
        CountDownLatch polls = new CountDownLatch(50);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (long company = 1000; company < 1050; company++) {
                    sandbox.addChannels(company, 1);
                    from("pact-channels:list?initialDelay=0&companyId=" + company)
                            .process(exchange -> polls.countDown());
                }
            }
        });
        start = System.nanoTime();

        context.start();
        assertThat(polls.await(1, TimeUnit.MINUTES)).isTrue();

        double ideal = 5;
        print("50 consumers in the same second, 10/s", lastAccepted() / ideal);
        assertThat(accepted()).isEqualTo(50);
        assertThat(rejectedShare()).isLessThanOrEqualTo(0.10);
        assertThat(lastAccepted()).isLessThanOrEqualTo(1.5 * ideal);
    }

    /** Each limit is valid for 45 seconds. The rate may need ten seconds to follow it. */
    @Test
    void the_rate_follows_a_limit_that_changes_from_10_to_5_to_20() throws Exception {
        sandbox.rules().rateLimit(10, Duration.ofSeconds(1));
        Timer changes = new Timer(true);
        changes.schedule(rateLimit(5), 45_000);
        changes.schedule(rateLimit(20), 90_000);

        sendWhile(30, () -> seconds() < 135);
        changes.cancel();

        double atTen = accepted(0, 45) / (45.0 * 10);
        double atFive = accepted(55, 90) / (35.0 * 5);
        double atTwenty = accepted(100, 135) / (35.0 * 20);
        double total = accepted(0, 135) / (45.0 * (10 + 5 + 20));
        print(String.format(
                "30 threads, 10/s, 5/s, 20/s: %.1f %%, %.1f %%, %.1f %% used, %.1f %% in total",
                100 * atTen, 100 * atFive, 100 * atTwenty, 100 * total));
        assertThat(failures).isEmpty();
        assertThat(rejectedShare()).isLessThanOrEqualTo(0.05);
        assertThat(List.of(atTen, atFive, atTwenty, total)).allMatch(used -> used >= 0.9);
    }

    private TimerTask rateLimit(int perSecond) {
        return new TimerTask() {
            @Override
            public void run() {
                sandbox.rules().rateLimit(perSecond, Duration.ofSeconds(1));
            }
        };
    }

    private void send(int threads, int messages) throws InterruptedException {
        AtomicInteger left = new AtomicInteger(messages);
        sendWhile(threads, () -> left.getAndDecrement() > 0);
    }

    /** Sends messages with many threads. Each has a different text. */
    private void sendWhile(int threads, BooleanSupplier more) throws InterruptedException {
        context.start();
        ProducerTemplate template = context.createProducerTemplate();
        AtomicInteger messages = new AtomicInteger();
        start = System.nanoTime();
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> {
                while (more.getAsBoolean()) {
                    send(template, "message " + messages.incrementAndGet());
                }
            });
            thread.start();
            running.add(thread);
        }
        for (Thread thread : running) {
            thread.join();
        }
    }

    private void send(ProducerTemplate template, String message) {
        Exchange exchange =
                template.request("pact-channels:sendFirst?channelId=" + channelId, request -> request.getMessage()
                        .setBody(Map.of("phone", "79250000001", "message", message)));
        if (exchange.getException() != null) {
            failures.add(exchange.getException());
        }
    }

    private double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    private long accepted() {
        return accepted(0, Double.POSITIVE_INFINITY);
    }

    private long accepted(double from, double to) {
        return responses.stream()
                .filter(response -> response.isAccepted() && response.seconds >= from && response.seconds < to)
                .count();
    }

    private double rejectedShare() {
        return (double) responses.stream().filter(Response::isRejected).count() / responses.size();
    }

    private double lastAccepted() {
        return responses.stream()
                .filter(Response::isAccepted)
                .mapToDouble(Response::seconds)
                .max()
                .orElseThrow();
    }

    /** The largest number of 429 responses to the same request. */
    private long most429() {
        return responses.stream()
                .filter(Response::isRejected)
                .collect(Collectors.groupingBy(Response::request, Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    private void print(String load, double timesIdeal) {
        print(String.format("%s: %.1f s, %.2f x ideal", load, lastAccepted(), timesIdeal));
    }

    private void print(String load) {
        System.out.printf(
                "%s; %d accepted, %d failed, %.1f %% of %d requests 429, at most %d per request%n",
                load, accepted(), failures.size(), 100 * rejectedShare(), responses.size(), most429());
    }

    /** A response of the service, and the body of the request. */
    private record Response(double seconds, int status, String request) {

        boolean isAccepted() {
            return status < 300;
        }

        boolean isRejected() {
            return status == 429;
        }
    }
}
