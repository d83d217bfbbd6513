/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import im.pact.camel.channels.client.LogCapture;
import im.pact.camel.channels.client.PactChannelsUnavailableException;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is set on Camel's own HTTP component holds for the calls to the API. */
class HttpComponentSettingsTest {

    private static final String URI = "pact-channels:list?companyId=" + PactChannelsSandbox.COMPANY_ID;

    @RegisterExtension
    static final PactChannelsSandboxExtension EXTENSION = new PactChannelsSandboxExtension();

    private final PactChannelsSandbox sandbox = EXTENSION.sandbox();
    private final CamelContext context = new DefaultCamelContext();
    private final HttpComponent http = context.getComponent("http", HttpComponent.class);

    @BeforeEach
    void connect() {
        TestContexts.connect(context, sandbox);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void the_user_agent() {
        http.setUserAgent("our-integration/7");

        list("");

        assertThat(sandbox.requests())
                .extracting(request -> request.header("User-Agent"))
                .containsExactly("our-integration/7");
    }

    @Test
    void the_response_timeout() {
        http.setResponseTimeout(100);
        sandbox.everyRequest().delay(Duration.ofSeconds(20));

        assertThat(list("").getException())
                .isInstanceOf(PactChannelsUnavailableException.class)
                .hasMessageContaining("Timeout while waiting for 127.0.0.1:");
    }

    @Test
    void the_own_timeout_bounds_the_whole_call() {
        sandbox.everyRequest().delay(Duration.ofSeconds(20));

        assertThat(list("&requestTimeout=150").getException())
                .isInstanceOf(PactChannelsUnavailableException.class)
                .hasMessageContaining("No complete response within 150 ms (option requestTimeout)");
    }

    @Test
    void the_users_own_pool() {
        PoolingHttpClientConnectionManager pool = new PoolingHttpClientConnectionManager();
        http.setClientConnectionManager(pool);

        list("");

        assertThat(pool.getTotalStats().getAvailable()).isEqualTo(1);
    }

    @Test
    void redirects_and_retries_stay_off_whatever_is_set_there() {
        http.setFollowRedirects(true);
        sandbox.failNext(302, "", "Location", sandbox.baseUri() + "/elsewhere");

        assertThat(list("").getException()).hasMessageContaining("redirect");
        assertThat(sandbox.requestCount()).isEqualTo(1);
    }

    @Test
    void cookies_of_the_service_are_not_sent_back() {
        sandbox.failNext(500, "", "Set-Cookie", "session=1; Path=/");
        list("");
        list("");

        assertThat(sandbox.requests()).hasSize(2).allMatch(request -> request.header("Cookie") == null);
    }

    @Test
    void a_client_from_the_registry_wins_and_stays_open() throws Exception {
        CamelContext own = new DefaultCamelContext();
        try (CloseableHttpClient client = HttpClients.custom()
                .setUserAgent("mine")
                .disableAutomaticRetries()
                .build()) {
            own.getRegistry().bind("client", HttpClient.class, client);
            TestContexts.connect(own, sandbox);
            own.start();

            assertThat(own.createProducerTemplate().request(URI, exchange -> {}).getException())
                    .isNull();
            own.stop();

            assertThat(sandbox.requests())
                    .extracting(request -> request.header("User-Agent"))
                    .containsExactly("mine");
            int status = client.execute(new HttpGet(sandbox.baseUri()), HttpResponse::getCode);
            assertThat(status).isPositive();
        }
    }

    @Test
    void client_from_the_registry_is_logged() throws Exception {
        try (CloseableHttpClient client = HttpClients.createDefault();
                CamelContext own = new DefaultCamelContext();
                LogCapture log = new LogCapture()) {
            log.setLevel(Level.INFO);
            own.getRegistry().bind("client", HttpClient.class, client);
            TestContexts.connect(own, sandbox);
            own.start();

            assertThat(log.text())
                    .contains("Requests with the API token are sent with a custom HttpClient ("
                            + client.getClass().getName());
        }
    }

    @Test
    void endpoints_with_the_same_address_share_their_connections() {
        for (int i = 0; i < 3; i++) {
            list("&pageSize=" + (i + 1));
        }

        assertThat(context.getComponent("pact-channels", PactChannelsComponent.class)
                        .httpEndpoints())
                .singleElement()
                .satisfies(endpoint -> assertThat(endpoint.getClientConnectionManager())
                        .isInstanceOfSatisfying(PoolingHttpClientConnectionManager.class, pool -> {
                            assertThat(pool.getTotalStats().getAvailable()).isEqualTo(1);
                            assertThat(pool.getTotalStats().getMax()).isEqualTo(http.getMaxTotalConnections());
                        }));
    }

    @Test
    void the_context_closes_the_connections_when_it_stops() {
        list("");
        var pool =
                (PoolingHttpClientConnectionManager) context.getComponent("pact-channels", PactChannelsComponent.class)
                        .httpEndpoints()
                        .iterator()
                        .next()
                        .getClientConnectionManager();
        assertThat(pool.getTotalStats().getAvailable()).isEqualTo(1);

        context.stop();

        await().untilAsserted(
                        () -> assertThat(pool.getTotalStats().getAvailable()).isZero());
    }

    @Test
    void a_route_of_the_users_to_the_same_address_is_not_touched() throws Exception {
        list("");
        sandbox.failNext(302, "", "Location", sandbox.baseUri() + "/companies/154/channels");

        Exchange answer = context.createProducerTemplate()
                .request(
                        sandbox.baseUri() + "?followRedirects=true&throwExceptionOnFailure=false",
                        exchange -> exchange.getMessage().setHeader("X-Private-Api-Token", sandbox.apiToken()));

        assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(200);
    }

    private Exchange list(String options) {
        return context.createProducerTemplate().request(URI + options, exchange -> {});
    }
}
