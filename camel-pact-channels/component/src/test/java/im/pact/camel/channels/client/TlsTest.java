/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static im.pact.camel.channels.client.PactClient.TOKEN;
import static im.pact.camel.channels.client.PactClient.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests over TLS. */
@Tag("slow")
class TlsTest {

    @RegisterExtension
    static final MockServer SERVER = new MockServer();

    @RegisterExtension
    final PactClient pact = new PactClient();

    @Test
    void request_over_tls_succeeds_and_the_token_is_not_logged() throws Exception {
        SERVER.respond(Responses.channels());
        AtomicReference<SSLSession> session = new AtomicReference<>();
        try (CloseableHttpClient httpClient = trusting(session);
                LogCapture log = new LogCapture()) {
            var settings = new PactChannelsClientSettings(SERVER.httpsBaseUri(), TOKEN, PactClient.LONG);
            PactChannelsClient client = new HttpPactChannelsClient(httpClient, settings, pact.timer);

            assertThat(client.listChannels(154, PageRequest.FIRST).items()).hasSize(1);
            assertThat(client.listChannels(154, PageRequest.FIRST).items()).hasSize(1);

            assertThat(session.get().getProtocol()).startsWith("TLSv1.");
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("org.apache.hc"))
                    .isNotEmpty();
            // The server runs in the same JVM and logs what it receives.
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("org.apache.hc") || line.startsWith("im.pact"))
                    .noneMatch(line -> line.contains(TOKEN));
        }
    }

    @Test
    void untrusted_server_gets_no_request() {
        SERVER.respond(Responses.channels());

        PactChannelsException failure = failureOf(pact.to(SERVER.httpsBaseUri()));

        assertThat(failure)
                .isInstanceOf(PactChannelsUnavailableException.class)
                .hasMessageContaining(
                        " got no response. TLS connection to 127.0.0.1:" + SERVER.getHttpsPort() + " failed: ")
                .hasMessageContaining("PKIX path building failed")
                .hasCauseInstanceOf(SSLException.class);
        assertThat(failure.getHttpResponseCode()).isZero();
        assertThat(SERVER.received()).isEmpty();
    }

    @Test
    void server_without_tls_gets_no_request() {
        PactChannelsException failure = failureOf(pact.to("https://127.0.0.1:" + SERVER.getPort() + "/p1"));

        assertThat(failure)
                .isInstanceOf(PactChannelsUnavailableException.class)
                .hasMessageContaining("TLS connection to 127.0.0.1:" + SERVER.getPort() + " failed: ");
        assertThat(SERVER.received()).isEmpty();
    }

    /** An HttpClient that trusts every server, and stores the TLS session of its last response. */
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
