/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.http.Fault;
import im.pact.camel.channels.client.PactChannelsException;
import im.pact.camel.channels.client.PactChannelsRateLimitedException;
import im.pact.camel.channels.client.PactChannelsUnavailableException;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
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
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Retries in routes: a failure is hidden if a retry succeeds, and no operation is executed twice. */
class RetryTest {

    @RegisterExtension
    static final PactChannelsSandboxExtension EXTENSION = new PactChannelsSandboxExtension();

    private final PactChannelsSandbox sandbox = EXTENSION.sandbox();
    private CamelContext context;
    private PactChannelsComponent component;
    private ProducerTemplate template;

    @BeforeEach
    void start() {
        context = new DefaultCamelContext();
        component = TestContexts.connect(context, sandbox);
        component.getConfiguration().setCompanyId(PactChannelsSandbox.COMPANY_ID);
        component.getConfiguration().setMaxRetries(2);
        component.getConfiguration().setRetryDelay(1);
        component.getConfiguration().setMaxRetryDelay(60_000);
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void defaults_are_two_retries_and_half_a_second() {
        PactChannelsConfiguration defaults = new PactChannelsConfiguration();

        assertThat(defaults.getMaxRetries()).isEqualTo(2);
        assertThat(defaults.getRetryDelay()).isEqualTo(500);
        assertThat(defaults.getMaxRetryDelay()).isEqualTo(60_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void listing_is_retried_after_a_retryable_status(int status) {
        sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 30);
        sandbox.failNext(status, "{}", "Retry-After", "0");
        sandbox.failNext(status, "{}", "Retry-After", "0");

        Exchange result = send("list?pageSize=10", null);

        assertThat(result.getException()).isNull();
        assertThat(result.getMessage().getBody(List.class)).hasSize(30);
        assertThat(sandbox.requestCount()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void listing_is_retried_after_a_broken_connection(Fault fault) {
        sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 1);
        sandbox.faultNext(fault);

        Exchange result = send("list", null);

        assertThat(result.getException()).isNull();
        assertThat(sandbox.requestCount()).isEqualTo(2);
    }

    @Test
    void failure_after_all_retries_reaches_the_route() {
        sandbox.nextRequests(3).fail(503, "{\"error\":\"maintenance\"}");

        PactChannelsException failure = failureOf("list", null);

        assertThat(failure).isInstanceOf(PactChannelsUnavailableException.class);
        assertThat(failure.getAttempts()).isEqualTo(3);
        assertThat(failure).hasMessageContaining("maintenance").hasMessageEndingWith("(3 attempts: maxRetries=2)");
        assertThat(sandbox.requestCount()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "update", "delete", "sendFirst", "requestCode", "confirm"})
    void write_operation_is_not_retried_if_the_service_may_have_acted(String operation) {
        for (int status : new int[] {500, 502, 503, 504}) {
            sandbox.reset();
            sandbox.failNext(status, "{}");

            assertThat(failureOf(operation, parametersOf(operation)).getHttpResponseCode())
                    .isEqualTo(status);
            assertThat(sandbox.requestCount()).as("requests after %d", status).isOne();
        }
        for (Fault fault : Fault.values()) {
            sandbox.reset();
            sandbox.faultNext(fault);

            failureOf(operation, parametersOf(operation));

            assertThat(sandbox.requestCount()).as("requests after %s", fault).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "update", "delete", "sendFirst", "confirm"})
    void write_operation_is_sent_again_after_429(String operation) {
        sandbox.failNext(429, "{}", "Retry-After", "0");
        sandbox.failNext(400, "{}");

        PactChannelsException failure = failureOf(operation, parametersOf(operation));

        assertThat(failure.getHttpResponseCode()).isEqualTo(400);
        assertThat(failure.getAttempts()).isEqualTo(2);
    }

    @Test
    void code_is_not_requested_again_after_429() {
        sandbox.failNext(429, "{}", "Retry-After", "0");

        PactChannelsException failure = failureOf("requestCode", parametersOf("requestCode"));

        assertThat(failure).isInstanceOf(PactChannelsRateLimitedException.class);
        assertThat(sandbox.requestCount()).isOne();
    }

    @Test
    void lost_response_does_not_create_a_second_channel() {
        sandbox.rules().oneChannelPerProvider(false);
        sandbox.nextRequests(1).loseResponse();

        failureOf("create", Map.of("provider", "viber", "token", "1"));

        assertThat(sandbox.channels(PactChannelsSandbox.COMPANY_ID)).hasSize(1);
    }

    @Test
    void write_operation_is_retried_after_a_refused_connection() throws Exception {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            component.getConfiguration().setBaseUri("http://127.0.0.1:" + closed.getLocalPort() + "/p1");
        }

        PactChannelsException failure = failureOf("create", parametersOf("create"));

        assertThat(failure.getAttempts()).isEqualTo(3);
        assertThat(failure).hasMessageContaining("Connection refused by ");
    }

    @Test
    void requested_delay_over_the_limit_fails_immediately() {
        sandbox.failNext(429, "{\"errors\":[{\"detail\":\"Please wait for 70 seconds\"}]}");

        PactChannelsException failure = failureOf("list", null);

        assertThat(failure.getRetryAfter()).hasSeconds(70);
        assertThat(sandbox.requestCount()).isOne();
    }

    @Test
    void past_date_is_no_delay() {
        sandbox.failNext(429, "{}", "Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT");

        assertThat(send("list", null).getException()).isNull();
        assertThat(sandbox.requestCount()).isEqualTo(2);
    }

    @Test
    void delay_ends_when_the_context_stops() throws Exception {
        sandbox.failNext(429, "{}", "Retry-After", "50");
        context.getShutdownStrategy().setTimeout(1);
        CompletableFuture<Exchange> sent = template.asyncSend(uri("list"), exchange -> {});
        await().until(() -> component.statistics().rateLimited() == 1);

        context.stop();

        Exchange result = sent.get(2, TimeUnit.SECONDS);
        assertThat(result.getException(PactChannelsRateLimitedException.class))
                .hasMessageEndingWith("(1 attempt: endpoint is being stopped)");
    }

    @Test
    void delay_ends_when_the_thread_is_interrupted() throws Exception {
        sandbox.failNext(429, "{}", "Retry-After", "50");
        AtomicReference<Exchange> result = new AtomicReference<>();
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread thread = new Thread(() -> {
            result.set(template.request(uri("list"), exchange -> {}));
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        thread.start();
        await().until(() -> component.statistics().rateLimited() == 1);

        thread.interrupt();
        thread.join(Duration.ofSeconds(2).toMillis());

        assertThat(thread.isAlive()).isFalse();
        assertThat(interrupted).isTrue();
        assertThat(result.get().getException(PactChannelsRateLimitedException.class))
                .hasMessageEndingWith("(1 attempt: thread was interrupted)");
    }

    @Test
    void redelivery_repeats_all_attempts() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(PactChannelsUnavailableException.class)
                        .maximumRedeliveries(1)
                        .redeliveryDelay(0);
                from("direct:list").to(uri("list"));
            }
        });
        sandbox.nextRequests(100).fail(503, "{}");

        assertThat(template.request("direct:list", exchange -> {}).getException())
                .isInstanceOf(PactChannelsUnavailableException.class);

        assertThat(sandbox.requestCount()).isEqualTo(2 * 3);
    }

    @Test
    void jmx_shows_the_statistics() throws Exception {
        sandbox.failNext(429, "{}", "Retry-After", "0");
        send("list", null);
        sandbox.failNext(401, "{\"error\":\"who are you\"}");
        failureOf("list", null);

        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = server.queryNames(
                        new ObjectName("org.apache.camel:context=" + context.getManagementName()
                                + ",type=components,name=\"pact-channels\""),
                        null)
                .iterator()
                .next();

        assertThat(server.getAttribute(name, "Requests")).isEqualTo(3L);
        assertThat(server.getAttribute(name, "Retries")).isEqualTo(1L);
        assertThat(server.getAttribute(name, "RateLimited")).isEqualTo(1L);
        assertThat(server.getAttribute(name, "Failures")).isEqualTo(1L);
        assertThat((String) server.getAttribute(name, "LastFailure")).contains("who are you");
    }

    private static Map<String, Object> parametersOf(String operation) {
        return switch (operation) {
            case "create" -> Map.of("provider", "viber", "token", "1");
            case "update" -> Map.of("channelId", 1, "token", "2");
            case "sendFirst" -> Map.of("channelId", 1, "phone", "79250000001", "message", "Hello");
            case "requestCode" -> Map.of("channelId", 1, "provider", "telegram_personal");
            case "confirm" -> Map.of("channelId", 1, "provider", "telegram_personal", "code", "1");
            default -> Map.of("channelId", 1);
        };
    }

    private static String uri(String operation) {
        return "pact-channels:" + operation;
    }

    private Exchange send(String operation, Object body) {
        return template.request(
                uri(operation), exchange -> exchange.getMessage().setBody(body));
    }

    private PactChannelsException failureOf(String operation, Object body) {
        PactChannelsException failure = send(operation, body).getException(PactChannelsException.class);
        assertThat(failure).isNotNull();
        return failure;
    }
}
