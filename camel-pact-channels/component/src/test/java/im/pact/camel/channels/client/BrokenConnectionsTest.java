/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static im.pact.camel.channels.client.PactClient.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Without a complete response the service is unavailable, and HttpClient does not retry by itself. */
class BrokenConnectionsTest {

    @RegisterExtension
    static final MockServer SERVER = new MockServer();

    @RegisterExtension
    final PactClient pact = new PactClient();

    @Test
    void refused_connection_names_the_host() throws IOException {
        String address;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = "127.0.0.1:" + closed.getLocalPort();
        }

        PactChannelsException failure = failureOf(pact.to("http://" + address + "/p1"));

        assertUnavailable(failure, "Connection refused by " + address);
        assertThat(failure)
                .hasMessage("list: GET /p1/companies/154/channels got no response. Connection refused by " + address);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void broken_connection_is_not_retried(Fault fault) {
        SERVER.respond(aResponse().withFault(fault));

        PactChannelsException failure = failureOf(pact.to(SERVER.baseUri()));

        assertUnavailable(failure, "Connection to 127.0.0.1:" + SERVER.getPort() + " failed: ");
        assertThat(SERVER.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"status\":\"ok\",\"data\":{\"channels\":[",
                "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"status\":\"ok\",\"data\":{\"channels\":[]}}",
                "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"sta\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n500\r\n{\"sta",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nwhat?\r\n{\"sta",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 2",
                "SSH-2.0-OpenSSH_9.6\r\n",
                "",
            })
    void truncated_response_is_unavailable(String response) {
        try (RawServer server = RawServer.sending(response)) {
            PactChannelsException failure = failureOf(pact.to(server.baseUri()));

            String authority = server.baseUri().replaceAll("http://(.*)/p1", "$1");
            assertUnavailable(failure, "Connection to " + authority + " failed: ");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void response_that_http_client_rejects_is_unavailable() {
        try (RawServer server = RawServer.sending("HTTP/-1.1 200 OK\r\n\r\n")) {
            PactChannelsException failure = failureOf(pact.to(server.baseUri()));

            assertThat(failure)
                    .isInstanceOf(PactChannelsUnavailableException.class)
                    .hasMessageContaining(" got no response. Connection to ");
        }
    }

    @Test
    void request_after_a_broken_connection_succeeds() {
        SERVER.respond(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        PactChannelsClient client = pact.to(SERVER.baseUri());
        failureOf(client);
        SERVER.respond(Responses.channels());

        assertThat(client.listChannels(154, PactClient.PAGE).items()).hasSize(1);
    }

    private static void assertUnavailable(PactChannelsException failure, String advice) {
        assertThat(failure).isInstanceOf(PactChannelsUnavailableException.class);
        assertThat(failure.getHttpResponseCode()).isZero();
        assertThat(failure.getHttpResponseStatus()).isNull();
        assertThat(failure.getServiceMessage()).isNull();
        assertThat(failure.getRetryAfter()).isNull();
        assertThat(failure.getResponseBody()).isNull();
        assertThat(failure).hasCauseInstanceOf(IOException.class);
        assertThat(failure).hasMessageContaining(" got no response. " + advice).hasMessageNotContaining("null");
    }
}
