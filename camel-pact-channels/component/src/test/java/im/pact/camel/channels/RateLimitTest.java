/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static im.pact.camel.channels.sandbox.PactChannelsSandbox.COMPANY_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.pact.camel.channels.client.PactChannelsAuthenticationException;
import im.pact.camel.channels.client.PactChannelsRateLimitedException;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The endpoints that wait together for the rate limit of the service. */
@Timeout(60)
class RateLimitTest {

    @RegisterExtension
    static final PactChannelsSandboxExtension EXTENSION = new PactChannelsSandboxExtension();

    private final PactChannelsSandbox sandbox = EXTENSION.sandbox();
    private CamelContext context;
    private PactChannelsComponent component;
    private ProducerTemplate template;

    @BeforeEach
    void create() {
        context = new DefaultCamelContext();
        component = TestContexts.connect(context, sandbox);
        component.getConfiguration().setCompanyId(COMPANY_ID);
        component.getConfiguration().setMaxRetryDelay(60_000);
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "create?provider=viber&token=1",
                "update?channelId=1&token=2",
                "delete?channelId=1",
                "sendFirst?channelId=1&phone=79250000001&message=Hello",
                "userExists?channelId=1&phone=79250000001",
                "job?channelId=1"
            })
    void a_long_pause_holds_for_all_endpoints(String endpoint) {
        startPause();

        Exchange exchange = send(endpoint);

        assertThat(exchange.getException(PactChannelsRateLimitedException.class))
                .hasMessageContaining(" was not sent. Too many requests: retry after 3600 s")
                .satisfies(failure -> {
                    assertThat(failure.isOutcomeUnknown()).isFalse();
                    assertThat(failure.getAttempts()).isZero();
                    assertThat(failure.getRetryAfter()).isBetween(Duration.ofSeconds(3590), Duration.ofSeconds(3600));
                });
        assertThat(sandbox.requestCount()).isOne();
    }

    @Test
    void a_short_pause_delays_the_requests_of_other_endpoints() {
        context.start();
        sandbox.failNext(429, "{}", "Retry-After", "1");
        long start = System.nanoTime();
        CompletableFuture<Exchange> rejected = template.asyncSend("pact-channels:list", exchange -> {});
        await().pollInterval(Duration.ofMillis(5)).until(() -> component.getRateLimited() == 1);

        Exchange other = send("userExists?channelId=1&phone=79250000001");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(other.getException()).isNotInstanceOf(PactChannelsRateLimitedException.class);
        assertThat(rejected).succeedsWithin(Duration.ofSeconds(5));
        assertThat(rejected.join().getException()).isNull();
    }

    @Test
    void a_pause_does_not_hold_for_another_token() {
        startPause();

        assertThat(send("list?apiToken=unknown-token").getException())
                .isInstanceOf(PactChannelsAuthenticationException.class);
    }

    @Test
    void a_pause_does_not_hold_for_another_component() {
        PactChannelsComponent other = new PactChannelsComponent();
        other.setConfiguration(component.getConfiguration().copy());
        context.addComponent("other", other);
        startPause();

        assertThat(template.request("other:list", exchange -> {}).getException())
                .isNull();
    }

    @Test
    void a_pause_holds_for_consumers() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pact-channels:list?startScheduler=false")
                        .routeId("consumer")
                        .to("mock:channels");
            }
        });
        startPause();
        PactChannelsConsumer consumer =
                (PactChannelsConsumer) context.getRoute("consumer").getConsumer();

        assertThatThrownBy(consumer::poll)
                .isInstanceOf(PactChannelsRateLimitedException.class)
                .hasMessageContaining(" was not sent");

        assertThat(Instant.parse(consumer.getWaitUntil())).isAfter(Instant.now().plusSeconds(3500));
        assertThat(sandbox.requestCount()).isOne();
    }

    @Test
    void stop_ends_a_wait_for_the_pause_of_another_request() throws Exception {
        component.getConfiguration().setMaxRetryDelay(7_200_000);
        component.getConfiguration().setRequestTimeout(7_200_000);
        context.getShutdownStrategy().setTimeout(1);
        context.start();
        sandbox.failNext(429, "{}", "Retry-After", "3600");
        CompletableFuture<Exchange> first = template.asyncSend("pact-channels:list", exchange -> {});
        await().until(() -> component.getRateLimited() == 1);
        CompletableFuture<Exchange> second = template.asyncSend("pact-channels:list?pageSize=7", exchange -> {});
        await().until(() -> component.getWaitingRequests() == 2);

        context.stop();

        assertThat(first.get(2, TimeUnit.SECONDS).getException())
                .hasMessageEndingWith("(1 attempt: endpoint is being stopped)");
        assertThat(second.get(2, TimeUnit.SECONDS).getException())
                .isInstanceOf(PactChannelsRateLimitedException.class)
                .hasMessageEndingWith("(0 attempts: endpoint is being stopped)");
    }

    @Test
    void the_maximum_rate_of_the_component_holds_for_all_its_endpoints() {
        component.setMaxRequestsPerMinute(6);
        component.getConfiguration().setMaxRetryDelay(5_000);
        context.start();

        assertThat(send("list").getException()).isNull();
        assertThat(send("list?pageSize=7").getException())
                .isInstanceOf(PactChannelsRateLimitedException.class)
                .hasMessageEndingWith("(0 attempts: wait for the rate limit exceeds maxRetryDelay=5000)");
        assertThat(sandbox.requestCount()).isOne();
    }

    @Test
    void a_maximum_rate_of_zero_is_rejected() {
        component.setMaxRequestsPerMinute(0);
        context.start();

        assertThatThrownBy(() -> send("list"))
                .hasRootCauseMessage("maxRequestsPerMinute must be a positive number (was 0)");
    }

    @Test
    void management_shows_rate_pauses_and_waiting_requests() throws Exception {
        context.start();
        assertThat(attributes())
                .containsEntry("Pauses", 0L)
                .containsEntry("WaitingRequests", 0)
                .doesNotContainKeys("RequestsPerMinute", "PausedUntil");
        sandbox.failNext(429, "{}", "Retry-After", "50");
        template.asyncSend("pact-channels:list", exchange -> {});
        await().until(() -> component.getWaitingRequests() == 1);

        assertThat(attributes()).containsEntry("Pauses", 1L).containsEntry("WaitingRequests", 1);
        assertThat(Instant.parse((String) attributes().get("PausedUntil")))
                .isBetween(Instant.now().plusSeconds(40), Instant.now().plusSeconds(50));
    }

    @Test
    void management_shows_the_maximum_rate() throws Exception {
        component.setMaxRequestsPerMinute(600);
        context.start();
        send("list");

        assertThat((Double) attributes().get("RequestsPerMinute")).isBetween(580.0, 600.0);
    }

    /** Requests a page, and the service asks for a pause of an hour. */
    private void startPause() {
        context.start();
        sandbox.failNext(429, "{}", "Retry-After", "3600");
        assertThat(send("list?pageSize=1").getException()).isInstanceOf(PactChannelsRateLimitedException.class);
    }

    private Exchange send(String endpoint) {
        return template.request("pact-channels:" + endpoint, exchange -> exchange.getMessage()
                .setHeader(PactChannelsConstants.JOB_ID, 1));
    }

    private Map<String, Object> attributes() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = server.queryNames(
                        new ObjectName("org.apache.camel:context=" + context.getManagementName()
                                + ",type=components,name=\"pact-channels\""),
                        null)
                .iterator()
                .next();
        Map<String, Object> attributes = new HashMap<>();
        for (String attribute : new String[] {"RequestsPerMinute", "WaitingRequests", "Pauses", "PausedUntil"}) {
            Object value = server.getAttribute(name, attribute);
            if (value != null) {
                attributes.put(attribute, value);
            }
        }
        return attributes;
    }
}
