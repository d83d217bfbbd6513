/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.client.LogCapture;
import im.pact.camel.channels.client.PactChannelsUnavailableException;
import im.pact.camel.channels.client.RawServer;
import im.pact.camel.channels.client.RawServer.Request;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Through a forward proxy that wants a password, as it is set on Camel's {@code https} component.
 *
 * <p>To an {@code https} address a tunnel leads through the proxy: what goes to the service, the API token above all, the proxy
 * can't read. To an {@code http} address, which is only for this machine unless the user says otherwise, there is no tunnel: the
 * proxy gets the request itself and so sees the token. There is no way around that.
 */
class ProxyTest {

    private static final String TOKEN = "the-api-token-5be1";
    private static final String USER = "proxy-user-71c4";
    private static final String PASSWORD = "proxy-password-a90d";

    @TempDir
    static Path directory;

    private static TestKeys keys;

    @RegisterExtension
    final LogCapture log = new LogCapture();

    private final CamelContext context = new DefaultCamelContext();
    private final HttpComponent https = context.getComponent("https", HttpComponent.class);
    private final HttpComponent http = context.getComponent("http", HttpComponent.class);
    private ForwardProxy proxy;
    private RawServer secure;
    private RawServer plain;
    private PactChannelsComponent component;

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = TestKeys.of(directory, "ip:127.0.0.1");
    }

    @BeforeEach
    void start() throws Exception {
        proxy = new ForwardProxy(USER, PASSWORD);
        secure = RawServer.responding(keys.server(null), false);
        plain = RawServer.responding();
        https.setSslContextParameters(keys.trusted());
        component = context.getComponent("pact-channels", PactChannelsComponent.class);
        component.getConfiguration().setApiToken(TOKEN);
        component.getConfiguration().setCompanyId(154L);
        component.getConfiguration().setRetryDelay(1);
        for (HttpComponent each : List.of(https, http)) {
            each.setProxyHost("127.0.0.1");
            each.setProxyPort(proxy.port());
            // Otherwise Camel takes a proxy for https addresses to speak TLS itself.
            each.setProxyAuthScheme("http");
            each.setProxyAuthMethod("Basic");
            each.setProxyAuthUsername(USER);
            each.setProxyAuthPassword(PASSWORD);
        }
    }

    @AfterEach
    void stop() throws Exception {
        context.stop();
        proxy.close();
        secure.close();
        plain.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "sendFirst", "delete"})
    void a_tunnel_keeps_the_token_from_the_proxy_and_the_password_from_the_service(String operation) throws Exception {
        assertThat(send(secure, operation).getException()).isNull();

        assertThat(proxy.requests())
                .extracting(Request::requestLine)
                .as("asked for a password, then let through")
                .containsExactly(connect(), connect());
        assertThat(proxy.requests())
                .extracting(request -> request.header("Proxy-Authorization"))
                .containsExactly(null, ForwardProxy.basic(USER, PASSWORD));
        assertThat(proxy.requests()).allSatisfy(request -> assertThat(request.head() + request.body())
                .doesNotContain(TOKEN)
                .doesNotContainIgnoringCase("X-Private-Api-Token")
                .doesNotContain("/p1/companies"));
        assertThat(proxy.tunnelled()).isNotEmpty().doesNotContain(TOKEN, "companies");
        Request request = secure.takeRequest();
        assertThat(request.header("X-Private-Api-Token")).isEqualTo(TOKEN);
        assertNothingOfTheProxy(request);
        assertThat(component.getRequests()).isEqualTo(1);
    }

    /** Not only the first one: a tunnel is used again. */
    @Test
    void later_calls_take_the_same_tunnel() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(send(secure, "list").getException()).isNull();
        }

        assertThat(secure.requests()).hasSize(3).allSatisfy(ProxyTest::assertNothingOfTheProxy);
        assertThat(secure.connections()).isEqualTo(1);
        assertThat(proxy.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "sendFirst"})
    void the_wrong_password_ends_the_call(String operation) throws Exception {
        https.setProxyAuthPassword("wrong-" + PASSWORD);

        assertRefusedByProxy(send(secure, operation));
        assertThat(secure.connections()).isZero();
        assertThat(component.getRequests()).isEqualTo(1);
    }

    /** A proxy is often the only way that is allowed. */
    @ParameterizedTest
    @ValueSource(strings = {"list", "sendFirst"})
    void where_there_is_no_proxy_there_is_no_call_either(String operation) throws Exception {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            https.setProxyPort(closed.getLocalPort());
        }

        assertThat(send(secure, operation).getException())
                .isInstanceOfSatisfying(
                        PactChannelsUnavailableException.class,
                        failure -> assertThat(failure.isOutcomeUnknown()).isFalse());
        assertThat(secure.connections()).isZero();
    }

    /** The proxy can open a tunnel to another server; that one has to show the right certificate. */
    @ParameterizedTest
    @ValueSource(strings = {"list", "sendFirst"})
    void the_service_has_to_prove_who_it_is_inside_the_tunnel_too(String operation) throws Exception {
        https.setSslContextParameters(null);

        assertThat(send(secure, operation).getException())
                .hasMessageContaining("PKIX path building failed")
                .isInstanceOfSatisfying(
                        PactChannelsUnavailableException.class,
                        failure -> assertThat(failure.isOutcomeUnknown()).isFalse());
        assertThat(secure.requests()).isEmpty();
    }

    @Test
    void neither_password_nor_token_is_in_a_log() throws Exception {
        assertThat(send(secure, "list").getException()).isNull();
        assertThat(send(plain, "list").getException()).isNull();

        log.addJmx(context);
        assertThat(log.text())
                .contains("org.apache.hc.client5")
                .doesNotContain(TOKEN, PASSWORD)
                .doesNotContain(ForwardProxy.basic(USER, PASSWORD).substring("Basic ".length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "sendFirst", "delete"})
    void without_tls_the_proxy_gets_the_request_and_with_it_the_token(String operation) throws Exception {
        assertThat(send(plain, operation).getException()).isNull();

        assertThat(proxy.requests()).hasSize(2).allSatisfy(request -> {
            assertThat(request.target()).startsWith(plain.baseUri() + "/companies/154/channels");
            assertThat(request.header("X-Private-Api-Token")).isEqualTo(TOKEN);
        });
        assertThat(proxy.requests())
                .extracting(request -> request.header("Proxy-Authorization"))
                .containsExactly(null, ForwardProxy.basic(USER, PASSWORD));
        Request request = plain.takeRequest();
        assertThat(request.header("X-Private-Api-Token")).isEqualTo(TOKEN);
        assertNothingOfTheProxy(request);
    }

    @Test
    void without_tls_the_wrong_password_ends_the_call_too() throws Exception {
        http.setProxyAuthPassword("wrong-" + PASSWORD);

        assertRefusedByProxy(send(plain, "sendFirst"));
        assertThat(plain.connections()).isZero();
    }

    @Test
    void hosts_that_need_no_proxy() throws Exception {
        https.setNonProxyHosts("127.0.0.1");

        assertThat(send(secure, "list").getException()).isNull();
        assertThat(proxy.requests()).isEmpty();
        assertNothingOfTheProxy(secure.takeRequest());
    }

    private String connect() {
        return "CONNECT 127.0.0.1:" + secure.port() + " HTTP/1.1";
    }

    private Exchange send(RawServer service, String operation) {
        context.start();
        return context.createProducerTemplate()
                .request(
                        "pact-channels:" + operation + "?channelId=399&baseUri=" + service.baseUri()
                                + (operation.equals("sendFirst") ? "&phone=79250000001&message=hello" : ""),
                        exchange -> {});
    }

    /** HttpClient hands on what the proxy answered, so it is an answer like another. */
    private static void assertRefusedByProxy(Exchange answer) {
        assertThat(answer.getException()).isInstanceOfSatisfying(PactChannelsUnavailableException.class, failure -> {
            assertThat(failure.getHttpResponseCode()).isEqualTo(407);
            assertThat(failure.isOutcomeUnknown()).isFalse();
            assertThat(failure.getMessage()).contains("The proxy requires authentication");
            assertThat(failure.toString()).doesNotContain(PASSWORD, USER, TOKEN);
        });
    }

    private static void assertNothingOfTheProxy(Request request) {
        assertThat(request.head() + request.body())
                .doesNotContainIgnoringCase("Proxy-")
                .doesNotContain(
                        USER, PASSWORD, ForwardProxy.basic(USER, PASSWORD).substring("Basic ".length()));
    }
}
