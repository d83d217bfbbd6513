/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import im.pact.camel.channels.request.PageRequest;
import im.pact.camel.channels.request.SortDirection;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The client under test, with an HttpClient as the component configures it. After each test it checks that all connections are
 * released.
 */
final class PactClient implements AfterEachCallback {

    static final String TOKEN = "7f3a-token-QmFzZTY0==";

    /** A page with a query, which must not be in any message. */
    static final PageRequest PAGE = new PageRequest(50, "opaque-page-token", SortDirection.asc);

    static final Duration LONG = Duration.ofSeconds(30);

    final PoolingHttpClientConnectionManager pool;
    final CloseableHttpClient httpClient;
    final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    private final AtomicInteger connections = new AtomicInteger();

    PactClient() {
        this(null);
    }

    PactClient(RequestConfig requestConfig) {
        pool = PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(socket -> {
                    connections.incrementAndGet();
                    return NonLoggingConnection.FACTORY.createConnection(socket);
                })
                .build();
        HttpClientBuilder builder = HttpClients.custom()
                .setConnectionManager(pool)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement();
        httpClient = builder.setDefaultRequestConfig(requestConfig).build();
    }

    HttpPactChannelsClient to(String baseUri) {
        return to(baseUri, LONG);
    }

    HttpPactChannelsClient to(String baseUri, Duration requestTimeout) {
        return new HttpPactChannelsClient(
                httpClient, new PactChannelsClientSettings(baseUri, TOKEN, requestTimeout), timer);
    }

    /** Number of opened connections. */
    int connections() {
        return connections.get();
    }

    /** Lists the channels of company 154, and checks the properties that all failures have in common. */
    static PactChannelsException failureOf(PactChannelsClient client) {
        PactChannelsException failure =
                catchThrowableOfType(PactChannelsException.class, () -> client.listChannels(154, PAGE));
        assertThat(failure).as("a PactChannelsException").isNotNull();
        assertThat(failure.getOperation()).isEqualTo("list");
        assertThat(failure.getMethod()).isEqualTo("GET");
        assertThat(failure.getPath()).isEqualTo("/p1/companies/154/channels");
        assertThat(failure).hasMessageStartingWith("list: GET /p1/companies/154/channels ");
        assertThat(everythingThatShows(failure)).doesNotContain(TOKEN, PAGE.pageToken());
        return failure;
    }

    /** All texts of an exception, including causes and stack traces. */
    static String everythingThatShows(PactChannelsException failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return String.join(
                "\n",
                text.toString(),
                failure.toString(),
                failure.getPath(),
                String.valueOf(failure.getHttpResponseStatus()),
                String.valueOf(failure.getServiceMessage()),
                String.valueOf(failure.getResponseBody()));
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        try {
            // The timer may release the connection a moment after the request has failed.
            await("connections given back")
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofSeconds(1))
                    .until(() -> pool.getTotalStats().getLeased() == 0);
        } finally {
            httpClient.close();
            timer.shutdownNow();
        }
    }
}
