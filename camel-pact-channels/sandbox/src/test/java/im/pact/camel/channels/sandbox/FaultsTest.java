/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static im.pact.camel.channels.sandbox.PactChannelsSandbox.COMPANY_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Injected faults. */
class FaultsTest {

    private static final String CHANNELS = "/companies/154/channels";

    @RegisterExtension
    static final PactChannelsSandboxExtension SANDBOX =
            new PactChannelsSandboxExtension(PactChannelsSandbox.builder().wireMockJournal(10));

    private PactChannelsSandbox sandbox;
    private TestClient api;

    @BeforeEach
    void connect(PactChannelsSandbox fresh) {
        sandbox = fresh;
        api = new TestClient(fresh);
    }

    @Test
    void next_request_fails_with_status_body_and_headers() {
        sandbox.failNext(429, "{\"errors\":[{\"detail\":\"Please wait for 50 seconds\"}]}", "Retry-After", "50");

        TestClient.Reply failed = api.get(CHANNELS);

        assertThat(failed.status()).isEqualTo(429);
        assertThat(failed.detail()).isEqualTo("Please wait for 50 seconds");
        assertThat(failed.response().headers().firstValue("Retry-After")).hasValue("50");
        assertThat(failed.response().headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
        assertThat(api.get(CHANNELS).status()).isEqualTo(200);
    }

    @Test
    void failure_can_have_an_html_body() {
        sandbox.failNext(502, "<html>Bad gateway</html>", "Content-Type", "text/html");

        TestClient.Reply failed = api.get(CHANNELS);

        assertThat(failed.body()).isEqualTo("<html>Bad gateway</html>");
        assertThat(failed.response().headers().allValues("Content-Type")).containsExactly("text/html");
    }

    @Test
    void failures_occur_in_the_order_of_their_registration() {
        sandbox.failNext(503, "");
        sandbox.nextRequests(2).fail(500, "");
        sandbox.failNext(429, "");

        assertThat(Stream.generate(() -> api.get(CHANNELS).status()).limit(5)).containsExactly(503, 500, 500, 429, 200);
    }

    @Test
    void only_matching_requests_fail_and_are_counted() {
        sandbox.nextRequests(1).matching("POST .*/channels$").fail(503, "");

        assertThat(api.get(CHANNELS).status()).isEqualTo(200);
        assertThat(api.postForm(CHANNELS, "provider=viber&token=a").status()).isEqualTo(503);
        assertThat(sandbox.channelCount(COMPANY_ID)).isZero();
        assertThat(api.postForm(CHANNELS, "provider=viber&token=a").status()).isEqualTo(200);
    }

    @Test
    void number_of_failures_is_exact_with_concurrent_requests() throws Exception {
        sandbox.nextRequests(7).fail(503, "");

        assertThat(Concurrently.run(40, i -> api.get(CHANNELS).status()))
                .filteredOn(status -> status == 503)
                .hasSize(7);
    }

    @Test
    void every_request_fails_until_faults_are_cleared() {
        sandbox.everyRequest().matching("channels").fail(500, "");
        assertThat(Stream.generate(() -> api.get(CHANNELS).status()).limit(3)).containsOnly(500);

        sandbox.clearFaults();
        assertThat(api.get(CHANNELS).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void fault_breaks_the_request_and_has_no_effect(Fault fault) {
        sandbox.faultNext(fault);

        // A POST, since the JDK's client retries a GET.
        assertThatThrownBy(() -> TestClient.sendOrFail(
                        api.request("POST", CHANNELS, "provider=viber&token=a").build()))
                .isInstanceOf(IOException.class);
        assertThat(sandbox.channelCount(COMPANY_ID)).isZero();
    }

    @Test
    void lost_response_comes_after_the_request_took_effect() {
        sandbox.nextRequests(1).loseResponse();

        assertThatThrownBy(() -> TestClient.sendOrFail(
                        api.request("POST", CHANNELS, "provider=viber&token=a").build()))
                .isInstanceOf(IOException.class);
        assertThat(sandbox.channelCount(COMPANY_ID)).isEqualTo(1);
    }

    @Test
    void response_can_exceed_the_timeout_of_the_client() {
        sandbox.delayNext(Duration.ofMillis(700));

        assertThatThrownBy(() -> TestClient.sendOrFail(api.request("GET", CHANNELS, null)
                        .timeout(Duration.ofMillis(200))
                        .build()))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void delayed_response_is_the_regular_one() {
        sandbox.addChannel("viber");
        sandbox.delayNext(Duration.ofMillis(50));

        assertThat(api.get(CHANNELS).ids()).containsExactly(1L);
    }

    @Test
    void stub_takes_precedence_over_the_sandbox() {
        sandbox.wireMock()
                .stubFor(get(urlPathEqualTo("/p1" + CHANNELS))
                        .willReturn(aResponse().withStatus(418)));

        assertThat(api.get(CHANNELS).status()).isEqualTo(418);
        assertThat(api.postForm(CHANNELS, "provider=viber&token=a").status()).isEqualTo(200);
        sandbox.wireMock().verify(1, getRequestedFor(urlPathEqualTo("/p1" + CHANNELS)));
    }

    @Test
    void reset_of_wiremock_does_not_affect_the_sandbox() {
        sandbox.addChannel("viber");
        sandbox.wireMock().resetMappings();
        sandbox.wireMock().resetAll();

        assertThat(api.get(CHANNELS).ids()).containsExactly(1L);
    }

    @Test
    void request_with_fault_is_in_the_log() {
        sandbox.failNext(503, "");
        api.get(CHANNELS);

        assertThat(sandbox.requests()).hasSize(1);
    }
}
