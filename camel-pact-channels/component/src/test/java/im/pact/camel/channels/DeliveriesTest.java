/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.pact.camel.channels.delivery.DeliveryReport;
import im.pact.camel.channels.delivery.FileMessageStore;
import im.pact.camel.channels.delivery.JdbcMessageStore;
import im.pact.camel.channels.delivery.MessageState;
import im.pact.camel.channels.delivery.MessageStore;
import im.pact.camel.channels.delivery.MessageTracker;
import im.pact.camel.channels.delivery.StoredMessage;
import im.pact.camel.channels.model.DeliveryJob;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import im.pact.camel.channels.sandbox.SandboxRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.RoutePolicySupport;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The consumer of deliveries follows each stored message to its end. */
@Timeout(60)
class DeliveriesTest {

    private static final long COMPANY = PactChannelsSandbox.COMPANY_ID;
    private static final long CHANNEL = 399;
    private static final String PHONE = "79250000001";

    @RegisterExtension
    static final PactChannelsSandboxExtension EXTENSION = new PactChannelsSandboxExtension();

    @TempDir
    Path directory;

    private final PactChannelsSandbox sandbox = EXTENSION.sandbox();
    private final List<Message> received = Collections.synchronizedList(new ArrayList<>());
    private final List<CamelContext> contexts = new ArrayList<>();
    private CamelContext context;
    private MessageStore store;

    @BeforeEach
    void open() {
        sandbox.addChannel(COMPANY, CHANNEL, "whatsapp");
        sandbox.rules().pollsUntilDelivered(1);
        store = new FileMessageStore(directory.resolve("sent"));
    }

    @AfterEach
    void stop() {
        contexts.forEach(CamelContext::stop);
    }

    private void start(String options) throws Exception {
        start(options, exchange -> {});
    }

    /** Starts a machine. Its consumer polls when the test calls {@link #poll()}, and requests a job after a millisecond. */
    private CamelContext start(String options, Processor processor) throws Exception {
        context = new DefaultCamelContext();
        contexts.add(context);
        TestContexts.connect(context, sandbox).getConfiguration().setMessageStore(store);
        context.getShutdownStrategy().setTimeout(10);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pact-channels:deliveries?companyId=154&initialDelay=3600000&jobDelay=1&maxJobDelay=1" + options)
                        .routeId("deliveries")
                        .process(exchange -> {
                            processor.process(exchange);
                            received.add(exchange.getMessage().copy());
                        });
                from("direct:send").to("pact-channels:sendFirst?companyId=154&channelId=399&message=Hello&jobDelay=1");
            }
        });
        context.start();
        return context;
    }

    private PactChannelsDeliveryConsumer consumer() {
        return (PactChannelsDeliveryConsumer) context.getRoute("deliveries").getConsumer();
    }

    /** Polls in this thread, as the scheduler does. */
    private void poll() {
        consumer().run();
    }

    /** Polls until a message has come, since times are in milliseconds. */
    private void pollUntil(int messages) {
        await().until(() -> {
            poll();
            return received.size() >= messages;
        });
    }

    private long send(String key) {
        return send(key, PHONE);
    }

    private long send(String key, String phone) {
        Exchange sent = context.createProducerTemplate().request("direct:send", exchange -> {
            exchange.getMessage().setHeader(PactChannelsConstants.MESSAGE_KEY, key);
            exchange.getMessage().setHeader(PactChannelsConstants.PHONE, phone);
        });
        assertThat(sent.getException()).isNull();
        return sent.getMessage().getBody(DeliveryJob.class).jobId();
    }

    private Message onlyReceived() {
        assertThat(received).hasSize(1);
        return received.get(0);
    }

    @Test
    void a_delivered_message_is_emitted_once() throws Exception {
        start("");
        long jobId = send("order-1");
        pollUntil(1);
        poll();

        Message message = onlyReceived();
        StoredMessage stored = store.find("order-1");
        assertThat(message.getBody())
                .isEqualTo(new DeliveryReport(
                        "order-1",
                        COMPANY,
                        CHANNEL,
                        PHONE,
                        MessageState.DELIVERED,
                        jobId,
                        null,
                        stored.createdAt(),
                        stored.finishedAt()));
        assertThat(message.getHeaders())
                .containsEntry(PactChannelsConstants.MESSAGE_KEY, "order-1")
                .containsEntry(PactChannelsConstants.MESSAGE_STATE, "DELIVERED")
                .containsEntry(PactChannelsConstants.COMPANY_ID, COMPANY)
                .containsEntry(PactChannelsConstants.CHANNEL_ID, CHANNEL)
                .containsEntry(PactChannelsConstants.JOB_ID, jobId)
                .containsEntry(PactChannelsConstants.PHONE, PHONE)
                .doesNotContainKey(PactChannelsConstants.JOB_REASON);
        assertThat(stored.dueAt()).isNull();
    }

    @Test
    void a_message_that_was_not_delivered_is_emitted_with_the_reason() throws Exception {
        sandbox.deliver(phone -> false);
        start("");
        send("order-1");
        pollUntil(1);

        assertThat(onlyReceived().getHeaders())
                .containsEntry(PactChannelsConstants.MESSAGE_STATE, "NOT_DELIVERED")
                .containsEntry(PactChannelsConstants.JOB_REASON, "The phone does not receive messages");
        assertThat(onlyReceived().getBody(DeliveryReport.class).reason())
                .isEqualTo("The phone does not receive messages");
    }

    @ParameterizedTest
    @CsvSource({"json, java.lang.String", "map, java.util.Map"})
    void the_body_has_the_type_of_the_option(String type, Class<?> body) throws Exception {
        start("&outputType=" + type);
        long jobId = send("order-1");
        pollUntil(1);

        StoredMessage stored = store.find("order-1");
        assertThat(onlyReceived().getBody()).isInstanceOf(body);
        assertThat(context.getTypeConverter()
                        .convertTo(String.class, onlyReceived().getBody())
                        .replace('=', ':'))
                .contains(Long.toString(jobId), "created_at", stored.createdAt().toString());
    }

    /** The store does not show whether the process was killed before, during or after the request. */
    @Test
    void a_message_that_was_being_sent_in_a_crash_is_emitted_as_unknown() throws Exception {
        start("");
        new MessageTracker(store).begin("order-1", COMPANY, CHANNEL, PHONE, Duration.ZERO, false);
        new MessageTracker(store).begin("order-2", COMPANY, CHANNEL, PHONE, Duration.ofMinutes(3), false);
        pollUntil(1);
        poll();

        assertThat(onlyReceived().getHeaders())
                .containsEntry(PactChannelsConstants.MESSAGE_KEY, "order-1")
                .containsEntry(PactChannelsConstants.MESSAGE_STATE, "UNKNOWN")
                .doesNotContainKey(PactChannelsConstants.JOB_ID);
        assertThat(sandbox.requests()).isEmpty();
        assertThat(store.find("order-2").state()).isEqualTo(MessageState.SENDING);
    }

    @Test
    void a_message_that_is_not_delivered_in_time_expires() throws Exception {
        sandbox.rules().pollsUntilDelivered(Integer.MAX_VALUE);
        start("&deliveryTimeout=1");
        send("order-1");
        pollUntil(1);

        assertThat(onlyReceived().getHeaders()).containsEntry(PactChannelsConstants.MESSAGE_STATE, "EXPIRED");
    }

    /** The first poll can be earlier than the end of the start of the context. */
    @Test
    void the_store_is_started_with_the_route() throws Exception {
        AtomicBoolean started = new AtomicBoolean();
        context = new DefaultCamelContext();
        contexts.add(context);
        TestContexts.connect(context, sandbox).getConfiguration().setMessageStore(store);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pact-channels:deliveries?companyId=154")
                        .routePolicy(new RoutePolicySupport() {
                            @Override
                            public void onStart(Route route) {
                                started.set(((FileMessageStore) store).isStarted());
                            }
                        })
                        .to("log:delivery");
            }
        });
        context.start();
        assertThat(started).isTrue();

        context.stop();
        assertThat(((FileMessageStore) store).isStopped()).isTrue();
    }

    @Test
    void a_message_is_followed_over_a_restart() throws Exception {
        start("");
        send("order-1");
        context.stop();
        start("");
        pollUntil(1);

        assertThat(onlyReceived().getHeaders()).containsEntry(PactChannelsConstants.MESSAGE_STATE, "DELIVERED");
    }

    @Test
    void an_exchange_that_fails_comes_again_in_the_next_poll() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        start("", exchange -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IllegalStateException("database is down");
            }
        });
        send("order-1");
        await().until(() -> {
            int before = attempts.get();
            poll();
            assertThat(attempts.get()).as("attempts in a poll").isLessThanOrEqualTo(before + 1);
            return !received.isEmpty();
        });

        assertThat(attempts).hasValue(3);
        assertThat(sandbox.requests())
                .as("one for the message, one for its job")
                .hasSize(2);
        assertThat(consumer().getFailed()).isEqualTo(2);
    }

    /** The process was killed before the route has completed. */
    @Test
    void a_message_that_was_not_acknowledged_comes_again_after_a_restart() throws Exception {
        start("");
        send("order-1");
        MessageTracker crashed = new MessageTracker(store);
        List<StoredMessage> claimed = new ArrayList<>();
        await().until(() -> claimed.addAll(crashed.claim(COMPANY, Instant.now(), Duration.ofDays(1), 1)));
        new MessageTracker(store).finish(COMPANY, claimed.get(0).jobId(), true, null, Instant.now());
        context.stop();
        start("");
        pollUntil(1);

        assertThat(onlyReceived().getHeaders()).containsEntry(PactChannelsConstants.MESSAGE_STATE, "DELIVERED");
    }

    @Test
    void an_exchange_is_acknowledged_when_it_completes_in_another_thread() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        start("");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:slow").process(exchange -> {
                    go.await();
                    received.add(exchange.getMessage().copy());
                });
            }
        });
        context.getRouteController().stopRoute("deliveries");
        context.removeRoute("deliveries");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pact-channels:deliveries?companyId=154&initialDelay=3600000&jobDelay=1&maxJobDelay=1")
                        .routeId("deliveries")
                        .to("seda:slow?waitForTaskToComplete=Never");
            }
        });
        send("order-1");
        CompletableFuture<Void> polling = CompletableFuture.runAsync(() -> {
            while (consumer().getEmitted() == 0) {
                poll();
            }
        });
        await().until(() -> consumer().getEmitted() == 1);
        assertThat(store.find("order-1").dueAt()).isNotNull();
        go.countDown();
        polling.join();

        assertThat(store.find("order-1").dueAt()).isNull();
        assertThat(received).hasSize(1);
    }

    @Test
    void jobs_are_requested_in_the_order_in_which_they_are_due() throws Exception {
        sandbox.rules().pollsUntilDelivered(2);
        start("");
        List<Long> jobs = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            jobs.add(send("order-" + i, "792500" + (10000 + i)));
        }
        sandbox.clearRequests();
        pollUntil(120);

        assertThat(requestedJobs().subList(0, 120)).isEqualTo(jobs);
        assertThat(received)
                .extracting(message -> message.getHeader(PactChannelsConstants.JOB_ID))
                .doesNotHaveDuplicates();
    }

    private List<Long> requestedJobs() {
        return sandbox.requests().stream()
                .map(SandboxRequest::path)
                .filter(path -> path.contains("/jobs/"))
                .map(path -> Long.valueOf(path.substring(path.lastIndexOf('/') + 1)))
                .toList();
    }

    /** One message must not hold up the others. */
    @ParameterizedTest
    @CsvSource({"404, {}", "400, {\"error\":\"no\"}", "200, <html>oops</html>"})
    void a_job_without_a_usable_response_is_requested_later(int status, String body) throws Exception {
        start("");
        send("order-1");
        send("order-2", "79250000002");
        sandbox.failNext(status, body);
        pollUntil(2);

        assertThat(received)
                .extracting(message -> message.getHeader(PactChannelsConstants.MESSAGE_STATE))
                .containsExactly("DELIVERED", "DELIVERED");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 500, 503})
    void a_service_that_fails_ends_the_poll_and_keeps_what_was_finished(int status) throws Exception {
        start("");
        send("order-1");
        send("order-2", "79250000002");
        send("order-3", "79250000003");
        await().until(() ->
                store.claim(COMPANY, Instant.now(), Instant.now(), 9).size() == 3);
        sandbox.clearRequests();
        sandbox.nextRequests(1).delay(Duration.ZERO);
        sandbox.nextRequests(1).fail(status, "{}");
        poll();

        assertThat(received).hasSize(1);
        assertThat(sandbox.requests()).hasSizeLessThanOrEqualTo(2);
        assertThat(consumer().getLastPollOutcome()).isEqualTo("failed");
        pollUntil(3);
        assertThat(received).hasSize(3);
    }

    @Test
    void a_wait_that_the_service_asks_for_is_kept() throws Exception {
        start("");
        send("order-1");
        await().until(() ->
                !store.claim(COMPANY, Instant.now(), Instant.now(), 9).isEmpty());
        sandbox.failNext(429, "{}", "Retry-After", "3600");
        await().until(() -> {
            poll();
            return consumer().getWaitUntil() != null;
        });
        sandbox.clearRequests();
        poll();

        assertThat(sandbox.requests()).isEmpty();
        assertThat(received).isEmpty();
    }

    @Test
    void a_result_of_another_way_ends_a_message_without_a_request() throws Exception {
        sandbox.rules().pollsUntilDelivered(Integer.MAX_VALUE);
        start("");
        long jobId = send("order-1");
        sandbox.clearRequests();
        new MessageTracker(store).finish(COMPANY, jobId, false, "off", Instant.now());
        pollUntil(1);
        poll();

        assertThat(onlyReceived().getHeaders())
                .containsEntry(PactChannelsConstants.MESSAGE_STATE, "NOT_DELIVERED")
                .containsEntry(PactChannelsConstants.JOB_REASON, "off");
        assertThat(sandbox.requests()).isEmpty();
    }

    @Test
    void an_event_ends_a_message_which_is_emitted_once() throws Exception {
        sandbox.rules().pollsUntilDelivered(Integer.MAX_VALUE);
        start("");
        int port = HttpServer.PLATFORM_HTTP.addTo(context);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pact-channels:events?companyId=154&webhookSecret=0123456789abcdef")
                        .to("log:event");
            }
        });
        long jobId = send("order-1");
        for (String result : List.of("READ", "NOT DELIVERED", "DELIVERED")) {
            String event = "{\"type\":\"job\",\"event\":\"executed\",\"data\":{\"id\":" + jobId + ",\"result\":\""
                    + result + "\",\"reason\":\"off\",\"date\":1767323045}}";
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/pact-channels/154/0123456789abcdef"))
                    .POST(HttpRequest.BodyPublishers.ofString(event))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
        pollUntil(1);
        poll();

        assertThat(onlyReceived().getBody(DeliveryReport.class))
                .extracting(DeliveryReport::state, DeliveryReport::reason, DeliveryReport::finishedAt)
                .containsExactly(MessageState.NOT_DELIVERED, "off", Instant.ofEpochSecond(1_767_323_045));
    }

    @Test
    void machines_share_the_messages() throws Exception {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:" + directory.resolve("messages") + ";DB_CLOSE_DELAY=-1");
        store = new JdbcMessageStore(h2);
        List<PactChannelsDeliveryConsumer> machines = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            store = new JdbcMessageStore(h2);
            start("");
            machines.add(consumer());
        }
        for (int i = 0; i < 60; i++) {
            send("order-" + i, "792500" + (10000 + i));
        }
        await().until(() -> {
            machines.parallelStream().forEach(PactChannelsDeliveryConsumer::run);
            return received.size() >= 60;
        });
        machines.forEach(PactChannelsDeliveryConsumer::run);

        assertThat(received)
                .extracting(message -> message.getHeader(PactChannelsConstants.MESSAGE_KEY))
                .doesNotHaveDuplicates()
                .hasSize(60);
    }

    @Test
    void a_machine_that_dies_is_taken_over_after_its_lease() throws Exception {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:" + directory.resolve("messages") + ";DB_CLOSE_DELAY=-1");
        store = new JdbcMessageStore(h2);
        start("");
        send("order-1");
        MessageTracker dead = new MessageTracker(new JdbcMessageStore(h2));
        await().until(() ->
                !dead.claim(COMPANY, Instant.now(), Duration.ofMillis(1500), 9).isEmpty());
        poll();
        assertThat(received).isEmpty();

        pollUntil(1);
        assertThat(onlyReceived().getHeaders()).containsEntry(PactChannelsConstants.MESSAGE_STATE, "DELIVERED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "suspend"})
    void a_request_ends_when_the_consumer_stops_and_its_message_stays_open(String way) throws Exception {
        start("");
        send("order-1");
        send("order-2", "79250000002");
        sandbox.everyRequest().delay(Duration.ofSeconds(20));
        sandbox.clearRequests();
        Thread polling = new Thread(() -> {
            while (sandbox.requests().isEmpty() && consumer().isStarted()) {
                poll();
            }
        });
        polling.start();
        await().until(() -> sandbox.requestCount() > 0 || !polling.isAlive());
        long before = System.nanoTime();
        if (way.equals("stop")) {
            consumer().stop();
        } else {
            consumer().suspend();
        }
        polling.join();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        assertThat(consumer().getLastPollOutcome()).isEqualTo("stopped");
        sandbox.clearFaults();
        if (way.equals("stop")) {
            consumer().start();
        } else {
            consumer().resume();
        }
        pollUntil(2);
        assertThat(received).hasSize(2);
    }

    @Test
    void messages_that_were_not_sent_into_a_stopped_route_stay_open() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        start("", exchange -> {
            begun.countDown();
            go.await();
        });
        for (int i = 0; i < 5; i++) {
            send("order-" + i, "792500" + (10000 + i));
        }
        await().until(() ->
                store.claim(COMPANY, Instant.now(), Instant.now(), 9).size() == 5);
        Thread polling = new Thread(this::poll);
        polling.start();
        begun.await();
        consumer().suspend();
        go.countDown();
        polling.join();
        assertThat(received).hasSize(1);

        consumer().resume();
        pollUntil(5);
        assertThat(received).hasSize(5);
    }

    @Test
    void jmx_shows_the_open_messages() throws Exception {
        start("");
        send("order-1");
        send("order-2", "79250000002");
        assertThat(consumer().getOpenMessages()).isEqualTo(2);
        pollUntil(2);

        assertThat(consumer().getOpenMessages()).isZero();
        assertThat(consumer().getDelivered()).isEqualTo(2);
        assertThat(consumer().getLastPollOutcome()).isEqualTo("complete");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deliveries?companyId=154 | deliveries: messageStore is missing",
                "deliveries?messageStore=#sent | deliveries: companyId is missing",
                "deliveries?companyId=154&messageStore=#sent&jobDelay=0 | deliveries: jobDelay must be a positive number,"
                        + " and maxJobDelay not less (was 0, 300000)",
                "deliveries?companyId=154&messageStore=#sent&maxJobDelay=4000 | deliveries: jobDelay must be a positive"
                        + " number, and maxJobDelay not less (was 5000, 4000)",
                "deliveries?companyId=154&messageStore=#sent&leaseTime=0 | deliveries: leaseTime must be a positive number"
                        + " (was 0)",
                "job?companyId=154 | Only pact-channels:list, pact-channels:events and pact-channels:deliveries can be"
                        + " consumed, not pact-channels:job"
            })
    void does_not_start_with_invalid_options(String uri, String message) {
        try (CamelContext invalid = new DefaultCamelContext()) {
            TestContexts.connect(invalid, sandbox);
            invalid.getRegistry().bind("sent", store);
            invalid.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("pact-channels:" + uri).to("log:a");
                }
            });

            assertThatThrownBy(invalid::start).hasMessage(message);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void is_not_an_operation_of_a_producer() {
        try (CamelContext invalid = new DefaultCamelContext()) {
            TestContexts.connect(invalid, sandbox);
            invalid.start();

            assertThatThrownBy(() ->
                            invalid.createProducerTemplate().sendBody("pact-channels:Deliveries?companyId=154", "a"))
                    .hasRootCauseMessage("pact-channels:deliveries can only be consumed");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
