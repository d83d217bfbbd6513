/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static im.pact.camel.channels.ConsumerFixture.COMPANY;
import static im.pact.camel.channels.ConsumerFixture.ROUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javax.management.ObjectName;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What JMX and Camel's events show of a consumer. */
@Timeout(60)
class ConsumerFiguresTest {

    @RegisterExtension
    static final ConsumerFixture FIXTURE = new ConsumerFixture();

    private final CountDownLatch mayGoOn = new CountDownLatch(1);

    @AfterEach
    void release() {
        mayGoOn.countDown();
    }

    @Test
    void attributes_of_the_last_poll_are_empty_before_the_first() throws Exception {
        start("");

        assertThat(attribute("Polls")).isEqualTo(0L);
        assertThat(attribute("LastPollTime")).isNull();
        assertThat(attribute("LastPollMillis")).isEqualTo(-1L);
        assertThat(attribute("LastPollOutcome")).isNull();
        assertThat(attribute("WaitUntil")).isNull();
    }

    @Test
    void polls_pages_and_exchanges_are_counted() throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 25);
        start("pageSize=10", 1, 2);

        Instant before = Instant.now();
        FIXTURE.poll();

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
    void outcome_of_the_last_poll_is_shown(String options, String end) throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 25);
        start("pageSize=10&" + options, 7);

        FIXTURE.poll();

        assertThat(attribute("LastPollOutcome")).isEqualTo(end);
    }

    @Test
    void outcome_of_a_failed_request_is_failed() throws Exception {
        FIXTURE.sandbox().failNext(503, "{}");
        start("");

        FIXTURE.poll();

        assertThat(attribute("LastPollOutcome")).isEqualTo("failed");
        assertThat((Long) attribute("LastPollMillis")).isNotNegative();
        assertThat(attribute("Pages")).isEqualTo(0L);
    }

    @Test
    void outcome_of_a_suspended_poll_is_stopped() throws Exception {
        FIXTURE.sandbox().everyRequest().delay(Duration.ofSeconds(10));
        start("");
        Thread poll = FIXTURE.startPoll();
        await().until(() -> FIXTURE.sandbox().requestCount() == 1);

        FIXTURE.context().getRouteController().suspendRoute(ROUTE);
        poll.join();

        assertThat(attribute("LastPollOutcome")).isEqualTo("stopped");
    }

    @Test
    void next_poll_is_after_the_delay() throws Exception {
        Instant before = Instant.now();
        start("delay=7200000");
        assertThat(instant("NextPoll"))
                .isBetween(before.plusSeconds(3600), Instant.now().plusSeconds(3600));

        before = Instant.now();
        FIXTURE.poll();
        assertThat(instant("NextPoll"))
                .isBetween(before.plusSeconds(7200), Instant.now().plusSeconds(7200));
    }

    @Test
    void next_poll_is_after_the_wait_of_the_service() throws Exception {
        FIXTURE.sandbox().failNext(429, "{}", "Retry-After", "7200");
        start("delay=60000");

        Instant before = Instant.now();
        FIXTURE.poll();

        assertThat(instant("WaitUntil"))
                .isBetween(before.plusSeconds(7200), Instant.now().plusSeconds(7200));
        assertThat(Duration.between(instant("WaitUntil"), instant("NextPoll")).abs())
                .isLessThan(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({"useFixedDelay=false", "repeatCount=1"})
    void next_poll_is_empty_if_it_is_not_known(String options) throws Exception {
        start(options);

        FIXTURE.poll();

        assertThat(attribute("NextPoll")).isNull();
    }

    @Test
    void next_poll_is_empty_during_a_poll() throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 1);
        FIXTURE.start("", exchange -> mayGoOn.await());
        Thread poll = FIXTURE.startPoll();
        await().until(() -> attribute("Emitted").equals(1L));

        assertThat(attribute("NextPoll")).isNull();
        mayGoOn.countDown();
        poll.join();
        assertThat(attribute("NextPoll")).isNotNull();
    }

    @Test
    void event_notifiers_see_an_exchange_for_each_record() throws Exception {
        List<String> events = Collections.synchronizedList(new ArrayList<>());
        FIXTURE.context().getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
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
        FIXTURE.sandbox().addChannel(COMPANY, 1, "viber");
        FIXTURE.sandbox().addChannel(COMPANY, 2, "viber");
        start("", 2);

        FIXTURE.poll();

        assertThat(events)
                .containsExactly(
                        "ExchangeCreated 1 channels",
                        "ExchangeCompleted 1 channels",
                        "ExchangeCreated 2 channels",
                        "ExchangeFailed 2 channels");
    }

    private void start(String options, long... failing) throws Exception {
        Set<Long> failures = new HashSet<>();
        for (long channelId : failing) {
            failures.add(channelId);
        }
        FIXTURE.start(options, exchange -> {
            if (failures.contains(exchange.getMessage().getHeader(PactChannelsConstants.CHANNEL_ID, Long.class))) {
                throw new IllegalStateException("this one fails");
            }
        });
    }

    private Instant instant(String attribute) throws Exception {
        return Instant.parse((String) attribute(attribute));
    }

    private Object attribute(String name) throws Exception {
        var server = ManagementFactory.getPlatformMBeanServer();
        ObjectName consumer = server.queryNames(
                        new ObjectName("org.apache.camel:context="
                                + FIXTURE.context().getManagementName() + ",type=consumers,name=PactChannelsConsumer*"),
                        null)
                .iterator()
                .next();
        return server.getAttribute(consumer, name);
    }
}
