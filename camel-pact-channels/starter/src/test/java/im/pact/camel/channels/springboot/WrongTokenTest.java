/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The health of an application whose token is wrong. */
@SpringBootTest(
        classes = TestApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "camel.component.pact-channels.api-token=wrong-token",
            "camel.component.pact-channels.company-id=154",
            "camel.health.exposure-level=oneline",
            "management.endpoint.health.probes.enabled=true",
            "management.endpoint.health.group.readiness.include=readinessState,camelReadinessState",
            "management.endpoint.health.group.liveness.include=livenessState,camelLivenessState",
            "management.endpoint.health.show-details=always"
        })
@DirtiesContext
class WrongTokenTest {

    private static final PactChannelsSandbox SANDBOX = PactChannelsSandbox.start();

    @DynamicPropertySource
    static void sandbox(DynamicPropertyRegistry properties) {
        properties.add("camel.component.pact-channels.base-uri", SANDBOX::baseUri);
    }

    @AfterAll
    static void stopSandbox() {
        SANDBOX.close();
    }

    @Autowired
    private ApplicationContext application;

    @Test
    void application_is_not_ready() {
        awaitDown();

        assertThat(Http.get(application, "/actuator/health/readiness").statusCode())
                .isEqualTo(503);
    }

    /** A restart would not repair the token. */
    @Test
    void application_is_alive() {
        awaitDown();

        assertThat(Http.get(application, "/actuator/health/liveness").statusCode())
                .isEqualTo(200);
    }

    @Test
    void details_name_the_consumer_without_token_and_stack_trace() {
        awaitDown();

        HttpResponse<String> health = Http.get(application, "/actuator/health");

        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body())
                .contains("\"consumer:channels\":\"DOWN\"")
                .doesNotContain("wrong-token")
                .doesNotContain("Exception");
    }

    private void awaitDown() {
        await().until(() ->
                Http.get(application, "/actuator/health").body().contains("\"consumer:channels\":\"DOWN\""));
    }
}
