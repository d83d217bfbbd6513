/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The health checks of the component. */
class HealthTest {

    @RegisterExtension
    static final PactChannelsSandboxExtension EXTENSION = new PactChannelsSandboxExtension();

    private final PactChannelsSandbox sandbox = EXTENSION.sandbox();
    private CamelContext context;
    private PactChannelsComponent component;

    @BeforeEach
    void create() {
        context = new DefaultCamelContext();
        component = TestContexts.connect(context, sandbox);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void producer_is_ready_if_the_service_responds() throws Exception {
        start(true, "pact-channels:userExists?companyId=154");

        HealthCheck.Result result = only(check());

        assertThat(result.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(result.getCheck().isLiveness()).isFalse();
        assertThat(result.getCheck().isEnabled()).isTrue();
        assertThat(result.getCheck().getGroup())
                .as("the group of Camel's own checks")
                .isEqualTo("camel");
        assertThat(sandbox.requests()).singleElement().satisfies(request -> assertThat(request.query())
                .isEqualTo("per=1"));
    }

    @Test
    void producer_is_not_ready_if_its_token_is_rejected_and_the_result_has_no_token() throws Exception {
        component.getConfiguration().setApiToken("token-5ba7d1");
        start(true, "pact-channels:create?companyId=154");

        HealthCheck.Result result = only(check());

        assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result.getDetails()).containsEntry(HealthCheck.HTTP_RESPONSE_CODE, 401);
        assertThat(result.getMessage().orElseThrow()).startsWith("list: GET /p1/companies/154/channels returned 401");
        assertThat(result.getDetails() + " " + result.getMessage()).doesNotContain("token-5ba7d1");
    }

    @Test
    void result_is_reused_and_failed_request_is_not_retried() throws Exception {
        component.getConfiguration().setMaxRetries(5);
        start(true, "pact-channels:list?companyId=154");
        sandbox.failNext(503, "{}");

        assertThat(only(check()).getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(only(check()).getState()).isEqualTo(HealthCheck.State.DOWN);

        assertThat(sandbox.requestCount()).isOne();
    }

    @Test
    void check_can_be_called_by_several_threads() throws Exception {
        start(true, "pact-channels:list?companyId=154");
        check();

        HealthCheck.Result result =
                CompletableFuture.supplyAsync(() -> only(check())).get(20, TimeUnit.SECONDS);

        assertThat(result.getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void producers_are_not_checked_by_default() throws Exception {
        start(false, "pact-channels:list?companyId=154");

        assertThat(check()).isEmpty();
        assertThat(sandbox.requestCount()).isZero();
    }

    @Test
    void component_can_disable_its_checks() throws Exception {
        component.setHealthCheckProducerEnabled(false);
        start(true, "pact-channels:list?companyId=154");

        assertThat(only(check()).getState()).isEqualTo(HealthCheck.State.UNKNOWN);
        assertThat(sandbox.requestCount()).isZero();
    }

    @Test
    void removed_producer_is_not_checked() throws Exception {
        start(true, "pact-channels:list?companyId=154");
        context.getRouteController().stopRoute("route0");
        context.removeRoute("route0");

        assertThat(check()).isEmpty();
    }

    @Test
    void result_is_reused_for_thirty_seconds() throws Exception {
        context.start();
        AtomicLong now = new AtomicLong();
        try (PactChannelsHealthCheck check = new PactChannelsHealthCheck(
                context.getEndpoint("pact-channels:list?companyId=154", PactChannelsEndpoint.class), now::get)) {
            check.call();
            now.addAndGet(Duration.ofSeconds(30).toNanos());
            check.call();
            assertThat(sandbox.requestCount()).isOne();

            now.addAndGet(1);
            check.call();
            assertThat(sandbox.requestCount()).isEqualTo(2);
        }
    }

    // One check for each company

    @Test
    void producers_for_a_company_have_one_check_together() throws Exception {
        start(
                true,
                "pact-channels:list?companyId=154",
                "pact-channels:list?companyId=154&pageSize=5",
                "pact-channels:create?companyId=154",
                "pact-channels:create?companyId=155");

        assertThat(check())
                .extracting(result -> result.getCheck().getId())
                .containsExactlyInAnyOrder("producer:pact-channels-154", "producer:pact-channels-155");
        assertThat(sandbox.requestCount()).isEqualTo(2);
    }

    @Test
    void company_with_two_tokens_has_two_checks() throws Exception {
        start(true, "pact-channels:list?companyId=154", "pact-channels:list?companyId=154&apiToken=token-5ba7d1");

        assertThat(check())
                .extracting(HealthCheck.Result::getState)
                .containsExactlyInAnyOrder(HealthCheck.State.UP, HealthCheck.State.DOWN);
        assertThat(check())
                .extracting(result -> result.getCheck().getId())
                .contains("producer:pact-channels-154")
                .doesNotHaveDuplicates();
    }

    @Test
    void check_stays_until_the_last_producer_of_the_company_is_stopped() throws Exception {
        start(true, "pact-channels:list?companyId=154", "pact-channels:create?companyId=154");

        context.getRouteController().stopRoute("route0");
        assertThat(check()).hasSize(1);
        context.getRouteController().stopRoute("route1");
        assertThat(check()).isEmpty();
        context.getRouteController().startRoute("route1");
        assertThat(check()).hasSize(1);
    }

    // Dynamic endpoints

    @ParameterizedTest
    @CsvSource({"false, 0", "true, 3"})
    void dynamic_endpoints_are_checked_only_if_enabled(boolean enabled, int checks) throws Exception {
        component.setHealthCheckDynamicEnabled(enabled);
        HealthCheckHelper.getHealthCheckRepository(context, "producers").setEnabled(true);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").toD("pact-channels:list?companyId=${header.company}");
            }
        });
        context.start();

        for (int company = 1; company <= 3; company++) {
            sandbox.addCompany(company);
            context.createProducerTemplate().requestBodyAndHeader("direct:start", null, "company", company);
        }

        assertThat(check()).hasSize(checks);
    }

    @Test
    void consumer_check_shows_the_status_of_a_failed_poll() throws Exception {
        component.getConfiguration().setApiToken("token-5ba7d1");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pact-channels:list?companyId=154&initialDelay=3600000")
                        .routeId("channels")
                        .to("mock:end");
            }
        });
        context.start();
        PactChannelsConsumer consumer =
                (PactChannelsConsumer) context.getRoute("channels").getConsumer();
        consumer.run();

        HealthCheck.Result result = consumer.getHealthCheck().callReadiness();

        assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result.getDetails()).containsEntry(HealthCheck.HTTP_RESPONSE_CODE, 401);
    }

    private void start(boolean producersChecked, String... uris) throws Exception {
        HealthCheckRepository producers = HealthCheckHelper.getHealthCheckRepository(context, "producers");
        producers.setEnabled(producersChecked);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (int i = 0; i < uris.length; i++) {
                    from("direct:start" + i).routeId("route" + i).to(uris[i]);
                }
            }
        });
        context.start();
    }

    private Collection<HealthCheck.Result> check() {
        return HealthCheckHelper.invokeReadiness(context, "full").stream()
                .filter(result -> result.getCheck().getId().startsWith("producer:"))
                .toList();
    }

    private static HealthCheck.Result only(Collection<HealthCheck.Result> results) {
        assertThat(results).hasSize(1);
        return results.iterator().next();
    }
}
