/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import java.util.List;
import java.util.Queue;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** An application with a web server, the actuator and Prometheus. */
@SpringBootTest(
        classes = TestApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.endpoints.web.exposure.include=*",
            "management.endpoint.configprops.show-values=always",
            "management.endpoint.env.show-values=always",
            "management.endpoint.health.probes.enabled=true",
            "management.endpoint.health.group.readiness.include=readinessState,camelReadinessState",
            "management.endpoint.health.group.liveness.include=livenessState,camelLivenessState",
            "management.prometheus.metrics.export.enabled=true"
        })
@DirtiesContext
class ApplicationTest {

    private static final String EVENTS = "/pact-channels/154/";

    private static final PactChannelsSandbox SANDBOX =
            PactChannelsSandbox.builder().channels(154, 3).start();

    @DynamicPropertySource
    static void sandbox(DynamicPropertyRegistry properties) {
        properties.add("camel.component.pact-channels.base-uri", SANDBOX::baseUri);
        properties.add("camel.component.pact-channels.api-token", SANDBOX::apiToken);
        properties.add("camel.component.pact-channels.company-id", SANDBOX::companyId);
    }

    @AfterAll
    static void stopSandbox() {
        SANDBOX.close();
    }

    @Autowired
    private ApplicationContext application;

    @Autowired
    private CamelContext camel;

    @Autowired
    private ProducerTemplate producer;

    @Autowired
    private Queue<PactChannel> received;

    @Test
    void consumer_polls_the_company_of_the_properties() {
        await().until(() -> received.size() >= 3);
    }

    @Test
    void producer_sends_requests_with_the_token_of_the_properties() {
        assertThat(producer.requestBody("direct:list", null, List.class)).hasSize(3);
    }

    @Test
    void health_is_up_when_the_token_is_valid() {
        await().untilAsserted(() -> assertThat(
                        Http.get(application, "/actuator/health/readiness").statusCode())
                .isEqualTo(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"configprops", "env"})
    void actuator_masks_the_token_even_if_it_shows_values(String endpoint) {
        String body = Http.get(application, "/actuator/" + endpoint).body();

        assertThat(body).contains(SANDBOX.baseUri()).doesNotContain(SANDBOX.apiToken());
    }

    @Test
    void prometheus_shows_the_counters_of_the_component() {
        await().untilAsserted(() -> {
            assertThat(metric("camel_pact_channels_requests_total{component=\"pact-channels\"}"))
                    .isPositive();
            assertThat(metric("camel_pact_channels_retries_total{component=\"pact-channels\"}"))
                    .isZero();
            assertThat(metric("camel_pact_channels_rate_limited_total{component=\"pact-channels\"}"))
                    .isZero();
            assertThat(metric("camel_pact_channels_failures_total{component=\"pact-channels\"}"))
                    .isZero();
        });
    }

    @Test
    void prometheus_shows_the_counters_of_a_route() {
        String tags = "{component=\"pact-channels\",routeId=\"channels\"}";
        await().untilAsserted(() -> {
            assertThat(metric("camel_pact_channels_consumer_polls_total" + tags))
                    .isPositive();
            assertThat(metric("camel_pact_channels_consumer_pages_total" + tags))
                    .isPositive();
            assertThat(metric("camel_pact_channels_consumer_emitted_total" + tags))
                    .isGreaterThanOrEqualTo(3);
            assertThat(metric("camel_pact_channels_consumer_delivered_total" + tags))
                    .isGreaterThanOrEqualTo(3);
            assertThat(metric("camel_pact_channels_consumer_failed_total" + tags))
                    .isZero();
            assertThat(metric("camel_pact_channels_consumer_last_poll_seconds" + tags))
                    .isNotNegative();
        });
    }

    /** The servlet container of the application receives the event. */
    @Test
    void event_is_received_and_counted() {
        String event = "{\"type\":\"job\",\"event\":\"executed\",\"data\":{\"id\":33,\"result\":\"DELIVERED\"}}";

        assertThat(Http.post(application, EVENTS + TestApplication.WEBHOOK_SECRET, event)
                        .statusCode())
                .isEqualTo(200);
        assertThat(Http.post(application, EVENTS + TestApplication.WEBHOOK_SECRET, event)
                        .statusCode())
                .isEqualTo(200);
        assertThat(Http.post(application, EVENTS + "wrong-secret-wrong-secret", event)
                        .statusCode())
                .isEqualTo(404);

        String tags = "{component=\"pact-channels\",routeId=\"events\"}";
        assertThat(metric("camel_pact_channels_webhook_events_total" + tags)).isEqualTo(1);
        assertThat(metric("camel_pact_channels_webhook_repeated_total" + tags)).isEqualTo(1);
        assertThat(metric("camel_pact_channels_webhook_failed_total" + tags)).isZero();
        assertThat(metric("camel_pact_channels_webhook_rejected_total" + tags)).isEqualTo(1);
    }

    @Test
    void meters_of_a_route_go_with_the_route() throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pact-channels:list?delay=50&pageSize=1&initialDelay=0")
                        .routeId("temporary")
                        .to("mock:temporary");
            }
        });
        String name = "camel_pact_channels_consumer_polls_total{component=\"pact-channels\",routeId=\"temporary\"}";
        await().untilAsserted(() -> assertThat(metric(name)).isPositive());

        camel.getRouteController().stopRoute("temporary");
        camel.removeRoute("temporary");

        assertThat(lines("temporary")).isEmpty();
    }

    private double metric(String name) {
        List<String> lines = lines(name + " ");
        assertThat(lines).as(name).hasSize(1);
        return Double.parseDouble(lines.get(0).substring(lines.get(0).lastIndexOf(' ') + 1));
    }

    private List<String> lines(String text) {
        return Http.get(application, "/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("camel_pact_channels_") && line.contains(text))
                .toList();
    }
}
