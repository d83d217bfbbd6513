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

/** What goes wrong because a test wants it to. */
class FaultsTest {

    private static final String CHANNELS = "/companies/154/channels";

    @RegisterExtension
    static final PactChannelsSandboxExtension SANDBOX =
            new PactChannelsSandboxExtension(PactChannelsSandbox.builder().wireMockJournal(10));

    private PactChannelsSandbox sandbox;
    private Api api;

    @BeforeEach
    void connect(PactChannelsSandbox fresh) {
        sandbox = fresh;
        api = new Api(fresh);
    }

    @Test
    void the_next_request_fails_with_status_body_and_headers_and_the_one_after_it_does_not() {
        sandbox.failNext(429, "{\"errors\":[{\"detail\":\"Please wait for 50 seconds\"}]}", "Retry-After", "50");

        Api.Reply failed = api.get(CHANNELS);

        assertThat(failed.status()).isEqualTo(429);
        assertThat(failed.detail()).isEqualTo("Please wait for 50 seconds");
        assertThat(failed.response().headers().firstValue("Retry-After")).hasValue("50");
        assertThat(failed.response().headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
        assertThat(api.get(CHANNELS).status()).isEqualTo(200);
    }

    @Test
    void a_failure_may_be_html() {
        sandbox.failNext(502, "<html>Bad gateway</html>", "Content-Type", "text/html");

        Api.Reply failed = api.get(CHANNELS);

        assertThat(failed.body()).isEqualTo("<html>Bad gateway</html>");
        assertThat(failed.response().headers().allValues("Content-Type")).containsExactly("text/html");
    }

    @Test
    void failures_come_in_the_order_in_which_they_were_ordered() {
        sandbox.failNext(503, "");
        sandbox.nextRequests(2).fail(500, "");
        sandbox.failNext(429, "");

        assertThat(Stream.generate(() -> api.get(CHANNELS).status()).limit(5)).containsExactly(503, 500, 500, 429, 200);
    }

    @Test
    void only_matching_requests_fail_and_only_they_are_counted() {
        sandbox.nextRequests(1).matching("POST .*/channels$").fail(503, "");

        assertThat(api.get(CHANNELS).status()).isEqualTo(200);
        assertThat(api.postForm(CHANNELS, "provider=viber&token=a").status()).isEqualTo(503);
        assertThat(sandbox.channelCount(COMPANY_ID)).isZero();
        assertThat(api.postForm(CHANNELS, "provider=viber&token=a").status()).isEqualTo(200);
    }

    @Test
    void exactly_as_many_fail_as_were_ordered_however_many_come_at_once() throws Exception {
        sandbox.nextRequests(7).fail(503, "");

        assertThat(AtOnce.run(40, i -> api.get(CHANNELS).status()))
                .filteredOn(status -> status == 503)
                .hasSize(7);
    }

    @Test
    void every_request_may_fail_until_faults_are_cleared() {
        sandbox.everyRequest().matching("channels").fail(500, "");
        assertThat(Stream.generate(() -> api.get(CHANNELS).status()).limit(3)).containsOnly(500);

        sandbox.clearFaults();
        assertThat(api.get(CHANNELS).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void a_connection_may_break_or_bring_garbage(Fault fault) {
        sandbox.faultNext(fault);

        // A POST, since the JDK's client sends a GET again by itself.
        assertThatThrownBy(() -> Api.sendOrFail(
                        api.request("POST", CHANNELS, "provider=viber&token=a").build()))
                .isInstanceOf(IOException.class);
        assertThat(sandbox.channelCount(COMPANY_ID)).isZero();
    }

    @Test
    void an_answer_may_get_lost_after_the_call_had_its_effect() {
        sandbox.nextRequests(1).loseAnswer();

        assertThatThrownBy(() -> Api.sendOrFail(
                        api.request("POST", CHANNELS, "provider=viber&token=a").build()))
                .isInstanceOf(IOException.class);
        assertThat(sandbox.channelCount(COMPANY_ID)).isEqualTo(1);
    }

    @Test
    void an_answer_may_come_too_late() {
        sandbox.delayNext(Duration.ofMillis(700));

        assertThatThrownBy(() -> Api.sendOrFail(api.request("GET", CHANNELS, null)
                        .timeout(Duration.ofMillis(200))
                        .build()))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void a_late_answer_is_the_right_one() {
        sandbox.addChannel("viber");
        sandbox.delayNext(Duration.ofMillis(50));

        assertThat(api.get(CHANNELS).ids()).containsExactly(1L);
    }

    @Test
    void any_stub_of_wiremock_goes_before_the_sandbox() {
        sandbox.wireMock()
                .stubFor(get(urlPathEqualTo("/p1" + CHANNELS))
                        .willReturn(aResponse().withStatus(418)));

        assertThat(api.get(CHANNELS).status()).isEqualTo(418);
        assertThat(api.postForm(CHANNELS, "provider=viber&token=a").status()).isEqualTo(200);
        sandbox.wireMock().verify(1, getRequestedFor(urlPathEqualTo("/p1" + CHANNELS)));
    }

    @Test
    void resetting_wiremock_takes_nothing_away_from_the_sandbox() {
        sandbox.addChannel("viber");
        sandbox.wireMock().resetMappings();
        sandbox.wireMock().resetAll();

        assertThat(api.get(CHANNELS).ids()).containsExactly(1L);
    }

    @Test
    void requests_that_met_a_fault_are_remembered_too() {
        sandbox.failNext(503, "");
        api.get(CHANNELS);

        assertThat(sandbox.requests()).hasSize(1);
    }
}
