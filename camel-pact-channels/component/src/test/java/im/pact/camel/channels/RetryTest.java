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

/** What a route sees of attempts that fail: nothing while they can be made good, and nothing is done twice. */
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
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void by_default_there_are_two_retries_half_a_second_apart() {
        PactChannelsConfiguration defaults = new PactChannelsConfiguration();

        assertThat(defaults.getMaxRetries()).isEqualTo(2);
        assertThat(defaults.getRetryDelay()).isEqualTo(500);
        assertThat(defaults.getMaxRetryDelay()).isEqualTo(60_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void a_listing_survives_two_bad_answers_on_any_page(int status) {
        sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 30);
        sandbox.failNext(status, "{}");
        sandbox.failNext(status, "{}");

        Exchange answer = send("list?pageSize=10", null);

        assertThat(answer.getException()).isNull();
        assertThat(answer.getMessage().getBody(List.class)).hasSize(30);
        assertThat(sandbox.requestCount()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void a_listing_survives_a_connection_that_breaks(Fault fault) {
        sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 1);
        sandbox.faultNext(fault);

        Exchange answer = send("list", null);

        assertThat(answer.getException()).isNull();
        assertThat(sandbox.requestCount()).isEqualTo(2);
    }

    @Test
    void the_third_failure_reaches_the_route_and_says_that_it_is_the_third() {
        sandbox.nextRequests(3).fail(503, "{\"error\":\"maintenance\"}");

        PactChannelsException failure = failureOf("list", null);

        assertThat(failure).isInstanceOf(PactChannelsUnavailableException.class);
        assertThat(failure.getAttempts()).isEqualTo(3);
        assertThat(failure).hasMessageContaining("maintenance").hasMessageEndingWith("(3 attempts: maxRetries=2)");
        assertThat(sandbox.requestCount()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "update", "delete", "sendFirst", "requestCode", "confirm"})
    void what_changes_something_is_not_sent_again_when_it_may_have_been_done(String operation) {
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
    @ValueSource(strings = {"create", "update", "delete", "sendFirst", "requestCode", "confirm"})
    void what_changes_something_is_sent_again_when_the_service_says_that_it_did_nothing(String operation) {
        sandbox.nextRequests(3).fail(429, "{}");

        PactChannelsException failure = failureOf(operation, parametersOf(operation));

        assertThat(failure).isInstanceOf(PactChannelsRateLimitedException.class);
        assertThat(failure.getAttempts()).isEqualTo(3);
    }

    @Test
    void an_answer_that_is_lost_does_not_create_a_second_channel() {
        sandbox.rules().oneChannelPerProvider(false);
        sandbox.nextRequests(1).loseResponse();

        failureOf("create", Map.of("provider", "viber", "token", "1"));

        assertThat(sandbox.channels(PactChannelsSandbox.COMPANY_ID)).hasSize(1);
    }

    @Test
    void every_call_is_sent_again_when_nothing_accepts_the_connection() throws Exception {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            component.getConfiguration().setBaseUri("http://127.0.0.1:" + closed.getLocalPort() + "/p1");
        }

        PactChannelsException failure = failureOf("create", parametersOf("create"));

        assertThat(failure.getAttempts()).isEqualTo(3);
        assertThat(failure).hasMessageContaining("Connection refused by ");
    }

    @Test
    void a_wait_longer_than_is_accepted_fails_at_once_and_says_the_wait() {
        sandbox.failNext(429, "{\"errors\":[{\"detail\":\"Please wait for 70 seconds\"}]}");

        PactChannelsException failure = failureOf("list", null);

        assertThat(failure.getRetryAfter()).hasSeconds(70);
        assertThat(sandbox.requestCount()).isOne();
    }

    @Test
    void a_date_of_the_past_is_no_wait() {
        sandbox.failNext(429, "{}", "Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT");

        assertThat(send("list", null).getException()).isNull();
        assertThat(sandbox.requestCount()).isEqualTo(2);
    }

    @Test
    void a_wait_ends_at_once_when_the_context_stops() throws Exception {
        sandbox.failNext(429, "{}", "Retry-After", "50");
        context.getShutdownStrategy().setTimeout(1);
        CompletableFuture<Exchange> sent = template.asyncSend(uri("list"), exchange -> {});
        await().until(() -> component.statistics().rateLimited() == 1);

        context.stop();

        Exchange answer = sent.get(2, TimeUnit.SECONDS);
        assertThat(answer.getException(PactChannelsRateLimitedException.class))
                .hasMessageEndingWith("(1 attempt: endpoint is being stopped)");
    }

    @Test
    void a_wait_ends_at_once_when_the_thread_is_interrupted_which_stays_interrupted() throws Exception {
        sandbox.failNext(429, "{}", "Retry-After", "50");
        AtomicReference<Exchange> answer = new AtomicReference<>();
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread thread = new Thread(() -> {
            answer.set(template.request(uri("list"), exchange -> {}));
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        thread.start();
        await().until(() -> component.statistics().rateLimited() == 1);

        thread.interrupt();
        thread.join(Duration.ofSeconds(2).toMillis());

        assertThat(thread.isAlive()).isFalse();
        assertThat(interrupted).isTrue();
        assertThat(answer.get().getException(PactChannelsRateLimitedException.class))
                .hasMessageEndingWith("(1 attempt: thread was interrupted)");
    }

    @Test
    void redelivery_of_the_route_comes_on_top() throws Exception {
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
    void management_shows_the_counts() throws Exception {
        sandbox.failNext(429, "{}");
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
