/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What JMX and Camel's events show of a consumer. The test says when it polls. */
@Timeout(60)
class ConsumerFiguresTest {

    @RegisterExtension
    static final PactChannelsSandboxExtension EXTENSION = new PactChannelsSandboxExtension();

    private final PactChannelsSandbox sandbox = EXTENSION.sandbox();
    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private CamelContext context;

    @BeforeEach
    void create() {
        context = new DefaultCamelContext();
        TestContexts.connect(context, sandbox);
        context.getShutdownStrategy().setTimeout(10);
    }

    @AfterEach
    void stop() {
        mayGoOn.countDown();
        context.stop();
    }

    @Test
    void nothing_is_said_of_a_walk_that_was_not_yet() throws Exception {
        start("");

        assertThat(attribute("Polls")).isEqualTo(0L);
        assertThat(attribute("LastPollTime")).isNull();
        assertThat(attribute("LastPollMillis")).isEqualTo(-1L);
        assertThat(attribute("LastPollOutcome")).isNull();
        assertThat(attribute("WaitUntil")).isNull();
    }

    @Test
    void walks_pages_and_exchanges_are_counted() throws Exception {
        sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 25);
        start("pageSize=10", 1, 2);

        Instant before = Instant.now();
        poll();

        assertThat(attribute("Polls")).isEqualTo(1L);
        assertThat(attribute("Pages")).isEqualTo(3L);
        assertThat(attribute("Emitted")).isEqualTo(25L);
        assertThat(attribute("Delivered")).isEqualTo(23L);
        assertThat(attribute("Failed")).isEqualTo(2L);
        assertThat(instant("LastPollTime")).isBetween(before, Instant.now());
        assertThat((Long) attribute("LastPollMillis"))
                .isBetween(0L, Duration.between(before, Instant.now()).toMillis());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "prefetch=true, complete",
        "maxPages=3, complete",
        "maxPages=2, incomplete",
        "stopOnFailure=true, stopOnFailure",
        "emit=change, complete",
        "emit=change&maxPages=2, incomplete"
    })
    void it_is_said_how_a_walk_ended(String options, String end) throws Exception {
        sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 25);
        start("pageSize=10&" + options, 7);

        poll();

        assertThat(attribute("LastPollOutcome")).isEqualTo(end);
    }

    @Test
    void a_failed_call_ends_a_walk_too() throws Exception {
        sandbox.failNext(503, "{}");
        start("");

        poll();

        assertThat(attribute("LastPollOutcome")).isEqualTo("failed");
        assertThat((Long) attribute("LastPollMillis")).isNotNegative();
        assertThat(attribute("Pages")).isEqualTo(0L);
    }

    @Test
    void a_walk_that_is_stopped_is_not_complete() throws Exception {
        sandbox.everyRequest().delay(Duration.ofSeconds(10));
        start("");
        CompletableFuture<Void> poll = CompletableFuture.runAsync(this::poll);
        await().until(() -> sandbox.requestCount() == 1);

        context.getRouteController().suspendRoute("walk");
        poll.join();

        assertThat(attribute("LastPollOutcome")).isEqualTo("stopped");
    }

    @Test
    void the_next_poll_is_as_far_away_as_the_delays() throws Exception {
        Instant before = Instant.now();
        start("delay=7200000");
        assertThat(instant("NextPoll"))
                .isBetween(before.plusSeconds(3600), Instant.now().plusSeconds(3600));

        before = Instant.now();
        poll();
        assertThat(instant("NextPoll"))
                .isBetween(before.plusSeconds(7200), Instant.now().plusSeconds(7200));
    }

    @Test
    void the_next_poll_is_not_before_a_wait_that_the_service_asked_for() throws Exception {
        sandbox.failNext(429, "{}", "Retry-After", "7200");
        start("delay=60000");

        Instant before = Instant.now();
        poll();

        assertThat(instant("WaitUntil"))
                .isBetween(before.plusSeconds(7200), Instant.now().plusSeconds(7200));
        assertThat(Duration.between(instant("WaitUntil"), instant("NextPoll")).abs())
                .isLessThan(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({"useFixedDelay=false", "repeatCount=1"})
    void nothing_is_said_of_a_poll_that_is_not_known(String options) throws Exception {
        start(options);

        poll();

        assertThat(attribute("NextPoll")).isNull();
    }

    @Test
    void nothing_is_said_of_the_next_poll_during_a_walk() throws Exception {
        sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pact-channels:list?companyId=154&initialDelay=3600000")
                        .routeId("walk")
                        .process(exchange -> mayGoOn.await());
            }
        });
        context.start();
        CompletableFuture<Void> poll = CompletableFuture.runAsync(this::poll);
        await().until(() -> attribute("Emitted").equals(1L));

        assertThat(attribute("NextPoll")).isNull();
        mayGoOn.countDown();
        poll.join();
        assertThat(attribute("NextPoll")).isNotNull();
    }

    @Test
    void event_notifiers_see_the_usual_exchanges() throws Exception {
        List<String> events = Collections.synchronizedList(new ArrayList<>());
        context.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                Exchange exchange = ((ExchangeEvent) event).getExchange();
                if (event.getType() != CamelEvent.Type.ExchangeAsyncProcessingStarted) {
                    events.add(event.getType() + " "
                            + exchange.getMessage().getHeader(PactChannelsConstants.CHANNEL_ID) + " "
                            + exchange.getFromRouteId());
                }
            }

            @Override
            public boolean isEnabled(CamelEvent event) {
                return event instanceof ExchangeEvent;
            }
        });
        sandbox.addChannel(PactChannelsSandbox.COMPANY_ID, 1, "viber");
        sandbox.addChannel(PactChannelsSandbox.COMPANY_ID, 2, "viber");
        start("", 2);

        poll();

        assertThat(events)
                .containsExactly(
                        "ExchangeCreated 1 walk",
                        "ExchangeCompleted 1 walk",
                        "ExchangeCreated 2 walk",
                        "ExchangeFailed 2 walk");
    }

    private void start(String options, long... failing) throws Exception {
        Set<Long> failures = new HashSet<>();
        for (long channelId : failing) {
            failures.add(channelId);
        }
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pact-channels:list?companyId=154&initialDelay=3600000" + (options.isEmpty() ? "" : "&" + options))
                        .routeId("walk")
                        .process(exchange -> {
                            if (failures.contains(
                                    exchange.getMessage().getHeader(PactChannelsConstants.CHANNEL_ID, Long.class))) {
                                throw new IllegalStateException("this one fails");
                            }
                        });
            }
        });
        context.start();
    }

    /** What the scheduler does. */
    private void poll() {
        ((Runnable) context.getRoute("walk").getConsumer()).run();
    }

    private Instant instant(String attribute) throws Exception {
        return Instant.parse((String) attribute(attribute));
    }

    private Object attribute(String name) throws Exception {
        var server = ManagementFactory.getPlatformMBeanServer();
        ObjectName consumer = server.queryNames(
                        new ObjectName("org.apache.camel:context=" + context.getManagementName()
                                + ",type=consumers,name=PactChannelsConsumer*"),
                        null)
                .iterator()
                .next();
        return server.getAttribute(consumer, name);
    }
}
