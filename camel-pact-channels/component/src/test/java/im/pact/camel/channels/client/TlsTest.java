/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static im.pact.camel.channels.client.PactClient.TOKEN;
import static im.pact.camel.channels.client.PactClient.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import im.pact.camel.channels.request.PageRequest;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.core5.ssl.SSLContextBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same over TLS, which is how the service is reached. */
class TlsTest {

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort().dynamicHttpsPort())
            .build();

    @RegisterExtension
    final PactClient pact = new PactClient();

    @Test
    void a_call_is_answered_and_leaves_no_trace_of_the_token_in_the_log() throws Exception {
        SERVER.stubFor(any(anyUrl()).willReturn(Answers.channels()));
        AtomicReference<SSLSession> session = new AtomicReference<>();
        try (CloseableHttpClient httpClient = trusting(session);
                LogCapture log = new LogCapture()) {
            var settings = new PactChannelsClientSettings(https(), TOKEN, PactClient.LONG);
            PactChannelsClient client = new HttpPactChannelsClient(httpClient, settings, pact.timer);

            assertThat(client.listChannels(154, PageRequest.FIRST).channels()).hasSize(1);
            assertThat(client.listChannels(154, PageRequest.FIRST).channels()).hasSize(1);

            assertThat(session.get().getProtocol()).startsWith("TLSv1.");
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("org.apache.hc"))
                    .isNotEmpty();
            // The server is in this machine too, and talks of what it has received.
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("org.apache.hc") || line.startsWith("im.pact"))
                    .noneMatch(line -> line.contains(TOKEN));
        }
    }

    @Test
    void a_server_that_can_not_prove_who_it_is_gets_no_request() {
        SERVER.stubFor(any(anyUrl()).willReturn(Answers.channels()));

        PactChannelsException failure = failureOf(pact.to(https()));

        assertThat(failure)
                .isInstanceOf(PactChannelsUnavailableException.class)
                .hasMessageContaining(
                        " got no response. TLS connection to 127.0.0.1:" + SERVER.getHttpsPort() + " failed: ")
                .hasMessageContaining("PKIX path building failed")
                .hasCauseInstanceOf(SSLException.class);
        assertThat(failure.getHttpResponseCode()).isZero();
        SERVER.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void a_server_that_speaks_no_tls_gets_no_request() {
        PactChannelsException failure = failureOf(pact.to("https://127.0.0.1:" + SERVER.getPort() + "/p1"));

        assertThat(failure)
                .isInstanceOf(PactChannelsUnavailableException.class)
                .hasMessageContaining("TLS connection to 127.0.0.1:" + SERVER.getPort() + " failed: ");
        SERVER.verify(0, anyRequestedFor(anyUrl()));
    }

    private static String https() {
        return "https://127.0.0.1:" + SERVER.getHttpsPort() + "/p1";
    }

    /** An HttpClient that trusts any server, and tells about the connection that its last answer came on. */
    private static CloseableHttpClient trusting(AtomicReference<SSLSession> session) throws GeneralSecurityException {
        SSLContext anyServer = SSLContextBuilder.create()
                .loadTrustMaterial((chain, type) -> true)
                .build();
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setConnectionFactory(NonLoggingConnection.FACTORY)
                        .setTlsSocketStrategy(ClientTlsStrategyBuilder.create()
                                .setSslContext(anyServer)
                                .setHostnameVerifier(NoopHostnameVerifier.INSTANCE)
                                .setHostVerificationPolicy(HostnameVerificationPolicy.CLIENT)
                                .buildClassic())
                        .build())
                .addResponseInterceptorLast((response, entity, context) ->
                        session.set(HttpClientContext.cast(context).getSSLSession()))
                .build();
    }
}
