/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static im.pact.camel.channels.client.PactClient.PAGE;
import static im.pact.camel.channels.client.PactClient.TOKEN;
import static im.pact.camel.channels.client.PactClient.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NonLoggingConnectionTest {

    private static final String OK = Responses.http("200 OK", Responses.CHANNELS);

    @RegisterExtension
    final PactClient pact = new PactClient();

    // Logging

    @ParameterizedTest
    @ValueSource(strings = {"200 OK", "401 Unauthorized", "302 Found"})
    void token_is_not_logged_at_any_level(String status) {
        try (RawServer server = RawServer.sending(Responses.http(status, Responses.CHANNELS));
                LogCapture log = new LogCapture()) {
            PactChannelsClient client = pact.to(server.baseUri());
            if (status.startsWith("200")) {
                client.listChannels(154, PAGE);
            } else {
                failureOf(client);
            }

            assertThat(server.requests().get(0).head()).contains(TOKEN);
            assertThat(log.lines()).isNotEmpty();
            assertThat(log.lines()).noneMatch(line -> line.contains(TOKEN));
        }
    }

    @Test
    void request_and_response_bytes_are_not_logged() {
        try (RawServer server = RawServer.sending(OK);
                LogCapture log = new LogCapture()) {
            pact.to(server.baseUri()).listChannels(154, PAGE);

            assertThat(log.lines())
                    .noneMatch(line -> line.contains("X-Private-Api-Token"))
                    .noneMatch(line -> line.contains("external_id"));
        }
    }

    @Test
    void connection_of_http_client_would_log_the_token() throws IOException {
        try (RawServer server = RawServer.sending(OK);
                CloseableHttpClient talkative = HttpClients.createDefault();
                LogCapture log = new LogCapture()) {
            var settings = new PactChannelsClientSettings(server.baseUri(), TOKEN, PactClient.LONG);

            new HttpPactChannelsClient(talkative, settings, pact.timer).listChannels(154, PAGE);

            assertThat(log.lines()).anyMatch(line -> line.contains(TOKEN));
        }
    }

    // Limits

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-More: and more\r\n",
                "and more",
                " folded\r\n",
            })
    void endless_headers_are_rejected_quickly(String more) {
        try (RawServer server = RawServer.playing(wire -> {
            wire.send("HTTP/1.1 200 OK\r\nX-Endless: ");
            wire.sendForever(more);
        })) {
            assertThat(failureOf(pact.to(server.baseUri(), Duration.ofSeconds(3))))
                    .isInstanceOf(PactChannelsUnavailableException.class)
                    .hasMessageMatching(".* got no response\\. Connection to 127\\.0\\.0\\.1:\\d+ failed: .+ exceeded")
                    .hasMessageNotContaining("and more");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 16_000})
    void header_line_of_up_to_16_kib_is_accepted(int length) {
        assertThat(readable("X-Long: " + "x".repeat(length - 8) + "\r\n")).isTrue();
    }

    @Test
    void longer_header_line_is_rejected() {
        assertThat(readable("X-Long: " + "x".repeat(16 * 1024) + "\r\n")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, true", "150, true", "250, false", "10000, false"})
    void number_of_headers_is_limited(int headers, boolean readable) {
        assertThat(readable("X-One-Of-Many: x\r\n".repeat(headers))).isEqualTo(readable);
    }

    private boolean readable(String headers) {
        try (RawServer server = RawServer.sending(OK.replaceFirst("\r\n", "\r\n" + headers))) {
            return pact.to(server.baseUri()).listChannels(154, PAGE).items().size() == 1;
        } catch (PactChannelsUnavailableException e) {
            return false;
        }
    }

    // Methods that the pool uses

    @Test
    void idle_connection_has_no_timeout_and_reuse_restores_it() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort())) {
            ManagedHttpClientConnection connection = NonLoggingConnection.FACTORY.createConnection(socket);
            connection.setSocketTimeout(Timeout.of(5, TimeUnit.SECONDS));
            assertThat(socket.getSoTimeout()).isEqualTo(5000);

            connection.passivate();
            assertThat(socket.getSoTimeout()).isZero();

            connection.activate();
            assertThat(socket.getSoTimeout()).isEqualTo(5000);
        }
    }

    @Test
    void connection_restores_the_timeout_of_its_socket() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort())) {
            socket.setSoTimeout(700);
            ManagedHttpClientConnection connection = NonLoggingConnection.FACTORY.createConnection(socket);

            connection.passivate();
            connection.activate();

            assertThat(socket.getSoTimeout()).isEqualTo(700);
        }
    }

    @Test
    void open_connection_returns_its_socket() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort())) {
            ManagedHttpClientConnection connection = NonLoggingConnection.FACTORY.createConnection(socket);

            assertThat(connection.isOpen()).isTrue();
            assertThat(connection.getSocket()).isSameAs(socket);
            assertThat(connection.getSSLSession()).as("not encrypted").isNull();

            connection.close(CloseMode.IMMEDIATE);
            assertThat(connection.isOpen()).isFalse();
            assertThat(socket.isClosed()).isTrue();
        }
    }

    @Test
    void connection_can_be_created_without_a_socket() throws IOException {
        ManagedHttpClientConnection connection = NonLoggingConnection.FACTORY.createConnection(null);

        assertThat(connection.isOpen()).isFalse();
        assertThat(connection.getSocket()).isNull();
        assertThat(connection.getSSLSession()).isNull();
    }
}
