/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.client.PactChannelsUnavailableException;
import im.pact.camel.channels.client.RawServer;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS as it is set on Camel's {@code https} component, or for the whole context, with real handshakes. */
class TlsSettingsTest {

    @TempDir
    static Path directory;

    private static TestKeys service;
    private static TestKeys otherHost;
    private static TestKeys client;

    private final CamelContext context = new DefaultCamelContext();
    private final HttpComponent https = context.getComponent("https", HttpComponent.class);
    private PactChannelsComponent component;
    private RawServer server;

    @BeforeAll
    static void makeKeys() throws Exception {
        service = TestKeys.of(directory, "ip:127.0.0.1");
        otherHost = TestKeys.of(directory, "dns:elsewhere.invalid");
        client = TestKeys.of(directory, "dns:client.invalid");
    }

    @BeforeEach
    void setToken() {
        component = context.getComponent("pact-channels", PactChannelsComponent.class);
        component.getConfiguration().setApiToken("the-api-token");
        component.getConfiguration().setRetryDelay(1);
    }

    @AfterEach
    void stop() throws Exception {
        context.stop();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "sendFirst"})
    void the_own_trust_store_of_the_https_component(String operation) throws Exception {
        https.setSslContextParameters(service.trusted());
        serve(RawServer.responding(service.server(null), false));

        assertThat(send(operation).getException()).isNull();
        assertThat(server.takeRequest().header("X-Private-Api-Token")).isEqualTo("the-api-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "sendFirst"})
    void a_certificate_that_nobody_vouches_for_ends_the_call(String operation) throws Exception {
        serve(RawServer.responding(service.server(null), false));

        assertRefusedOnce(send(operation), "PKIX path building failed");
    }

    @Test
    void a_certificate_that_is_not_in_the_own_trust_store_ends_the_call() throws Exception {
        https.setSslContextParameters(otherHost.trusted());
        serve(RawServer.responding(service.server(null), false));

        assertRefusedOnce(send("list"), "PKIX path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "sendFirst"})
    void a_trusted_certificate_of_another_host_ends_the_call(String operation) throws Exception {
        https.setSslContextParameters(otherHost.trusted());
        serve(RawServer.responding(otherHost.server(null), false));

        assertRefusedOnce(send(operation), "Certificate for <127.0.0.1> doesn't match");
    }

    @Test
    void the_own_hostname_verifier_of_the_https_component() throws Exception {
        https.setSslContextParameters(otherHost.trusted());
        https.setX509HostnameVerifier(NoopHostnameVerifier.INSTANCE);
        serve(RawServer.responding(otherHost.server(null), false));

        assertThat(send("list").getException()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "sendFirst"})
    void the_own_key_where_the_service_asks_for_one(String operation) throws Exception {
        https.setSslContextParameters(client.addTo(service.trusted()));
        serve(RawServer.responding(service.server(client), true));

        assertThat(send(operation).getException()).isNull();
        assertThat(server.requests()).hasSize(1);
    }

    /** How the service says so on the wire depends on the version of TLS, and on who is faster. */
    @ParameterizedTest
    @ValueSource(strings = {"list", "sendFirst"})
    void no_key_where_the_service_asks_for_one_ends_the_call(String operation) throws Exception {
        https.setSslContextParameters(service.trusted());
        serve(RawServer.responding(service.server(client), true));

        assertThat(send(operation).getException()).isInstanceOf(PactChannelsUnavailableException.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void a_key_that_the_service_does_not_trust_ends_the_call() throws Exception {
        https.setSslContextParameters(otherHost.addTo(service.trusted()));
        serve(RawServer.responding(service.server(client), true));

        assertThat(send("sendFirst").getException()).isInstanceOf(PactChannelsUnavailableException.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void the_global_settings_where_the_https_component_is_to_use_them() throws Exception {
        context.setSSLContextParameters(client.addTo(service.trusted()));
        https.setUseGlobalSslContextParameters(true);
        serve(RawServer.responding(service.server(client), true));

        assertThat(send("list").getException()).isNull();
        assertThat(server.requests()).hasSize(1);
    }

    /** As the manual has it, with a key. Camel 4.22.0 does not take a trust store alone from these properties. */
    @Test
    void the_global_settings_as_properties_of_camel_main() throws Exception {
        server = RawServer.responding(service.server(client), true);
        Main main = new Main();
        main.addInitialProperty("camel.ssl.enabled", "true");
        main.addInitialProperty(
                "camel.ssl.trust-store", service.trustStore().toUri().toString());
        main.addInitialProperty("camel.ssl.trust-store-password", TestKeys.PASSWORD);
        main.addInitialProperty("camel.ssl.key-store", client.keyStore().toUri().toString());
        main.addInitialProperty("camel.ssl.keystore-password", TestKeys.PASSWORD);
        main.addInitialProperty("camel.component.https.use-global-ssl-context-parameters", "true");
        main.addInitialProperty("camel.component.pact-channels.api-token", "the-api-token");
        main.addInitialProperty("camel.component.pact-channels.base-uri", server.baseUri());
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:list").to("pact-channels:list?companyId=154");
            }
        });
        main.start();
        try {
            main.getCamelTemplate().requestBody("direct:list", (Object) null);
            assertThat(server.requests()).hasSize(1);
        } finally {
            main.stop();
        }
    }

    @Test
    void the_global_settings_are_not_used_unasked() throws Exception {
        context.setSSLContextParameters(service.trusted());
        serve(RawServer.responding(service.server(null), false));

        assertRefusedOnce(send("list"), "PKIX path building failed");
    }

    @Test
    void the_settings_of_the_component_win_over_the_global_ones() throws Exception {
        context.setSSLContextParameters(otherHost.trusted());
        https.setUseGlobalSslContextParameters(true);
        https.setSslContextParameters(service.trusted());
        serve(RawServer.responding(service.server(null), false));

        assertThat(send("list").getException()).isNull();
    }

    @Test
    void the_protocol_of_the_settings() throws Exception {
        SSLContextParameters tls = service.trusted();
        tls.setSecureSocketProtocol("TLSv1.2");
        https.setSslContextParameters(tls);
        serve(RawServer.responding(service.server(null), false, "TLSv1.3"));

        assertRefusedOnce(send("list"), "TLS connection to ");
    }

    private void serve(RawServer with) throws Exception {
        server = with;
        component.getConfiguration().setBaseUri(server.baseUri());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:list").to("pact-channels:list?companyId=154");
                from("direct:sendFirst")
                        .to("pact-channels:sendFirst?companyId=154&channelId=399&phone=79250000001&message=hello");
            }
        });
        context.start();
    }

    private Exchange send(String operation) {
        return context.createProducerTemplate().request("direct:" + operation, exchange -> {});
    }

    /** Another attempt would meet the same certificate. */
    private void assertRefusedOnce(Exchange answer, String reason) {
        assertThat(answer.getException()).isInstanceOfSatisfying(PactChannelsUnavailableException.class, failure -> {
            assertThat(failure)
                    .hasMessageContaining("TLS connection to 127.0.0.1:" + server.port() + " failed: ")
                    .hasMessageContaining(reason)
                    .hasCauseInstanceOf(SSLException.class);
            assertThat(failure.getAttempts()).isEqualTo(1);
        });
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.requests()).isEmpty();
        assertThat(component.getRequests()).isEqualTo(1);
        assertThat(component.getRetries()).isZero();
    }
}
