/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static im.pact.camel.channels.client.PactClient.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import im.pact.camel.channels.request.PageRequest;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections return to the pool, and are reused if the response was read to its end. */
class ConnectionReuseTest {

    @RegisterExtension
    static final MockServer SERVER = new MockServer();

    @RegisterExtension
    final PactClient pact = new PactClient();

    static List<Named<ResponseDefinitionBuilder>> successes() {
        return List.of(
                Named.of(
                        "with a length", Responses.channels().withHeader("Content-Length", length(Responses.CHANNELS))),
                Named.of("chunked", Responses.channels()),
                Named.of("with white space behind", Responses.json(200, Responses.CHANNELS + " \n".repeat(20_000))),
                Named.of(
                        "compressed",
                        Responses.json(200, "")
                                .withHeader("Content-Encoding", "gzip")
                                .withBody(Responses.gzip(Responses.CHANNELS))));
    }

    @ParameterizedTest
    @MethodSource("successes")
    void connection_is_reused_after_a_success(ResponseDefinitionBuilder response) {
        SERVER.respond(response);
        PactChannelsClient client = client();

        for (int i = 0; i < 3; i++) {
            client.listChannels(154, PageRequest.FIRST);
        }

        assertThat(pact.connections()).isEqualTo(1);
        assertThat(pact.pool.getTotalStats().getLeased()).isZero();
        assertThat(pact.pool.getTotalStats().getAvailable()).isEqualTo(1);
    }

    static List<Named<ResponseDefinitionBuilder>> short_error_responses() {
        return List.of(
                Named.of("401", Responses.json(401, "{\"message\":\"Wrong token\"}")),
                Named.of("404, empty", Responses.json(404, "")),
                Named.of("429", Responses.json(429, "{\"message\":\"Slow down\"}")),
                Named.of("503", Responses.json(503, "<html>Maintenance</html>")),
                Named.of("503 of 8191 bytes", Responses.json(503, "x".repeat(8191))),
                Named.of("302", Responses.json(302, "").withHeader("Location", "/")),
                Named.of("204", Responses.json(204, "")),
                Named.of("errored", Responses.json(200, "{\"status\":\"errored\",\"message\":\"No\"}")),
                Named.of("wrong shape", Responses.json(200, "{\"status\":\"ok\"}")));
    }

    @ParameterizedTest
    @MethodSource("short_error_responses")
    void connection_is_reused_after_a_short_error_response(ResponseDefinitionBuilder response) {
        SERVER.respond(response);
        PactChannelsClient client = client();

        for (int i = 0; i < 3; i++) {
            failureOf(client);
        }

        assertThat(pact.connections()).isEqualTo(1);
        assertThat(pact.pool.getTotalStats().getLeased()).isZero();
    }

    /** HttpClient before 5.6.3 can leak a connection for an unknown encoding (CVE-2026-64607). */
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "gzip, gzip", "nonsense", ",", "br"})
    void connection_is_released_after_a_wrong_content_encoding(String encoding) {
        SERVER.respond(Responses.json(200, Responses.CHANNELS).withHeader("Content-Encoding", encoding));
        PactChannelsClient client = client();

        for (int i = 0; i < 3; i++) {
            try {
                client.listChannels(154, PageRequest.FIRST);
            } catch (PactChannelsException e) {
                // HttpClient decides whether it ignores an unknown encoding.
            }
            assertThat(pact.pool.getTotalStats().getLeased()).isZero();
        }
    }

    @Test
    void connection_is_closed_after_a_long_error_response() {
        SERVER.respond(Responses.json(500, "x".repeat(1_000_000)));
        PactChannelsClient client = client();
        failureOf(client);
        SERVER.respond(Responses.channels());

        client.listChannels(154, PageRequest.FIRST);

        assertThat(pact.connections()).isEqualTo(2);
        assertThat(pact.pool.getTotalStats().getLeased()).isZero();
        assertThat(pact.pool.getTotalStats().getAvailable()).isEqualTo(1);
    }

    @Test
    void failures_do_not_exhaust_the_pool() {
        int connections = pact.pool.getDefaultMaxPerRoute();
        PactChannelsClient client = client();
        SERVER.respond(Responses.json(500, "x".repeat(100_000)));
        for (int i = 0; i < 3 * connections; i++) {
            failureOf(client);
        }
        SERVER.respond(Responses.json(200, "{\"data\":[" + "1,".repeat(100_000)));
        for (int i = 0; i < 3 * connections; i++) {
            failureOf(client);
        }
        SERVER.respond(Responses.channels());

        assertThat(client.listChannels(154, PageRequest.FIRST).items()).hasSize(1);
    }

    @Test
    void client_is_thread_safe() throws Exception {
        SERVER.respond(Responses.channels());
        PactChannelsClient client = client();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> requests = IntStream.range(0, 200)
                    .<Callable<Integer>>mapToObj(i -> () ->
                            client.listChannels(154, PageRequest.FIRST).items().size())
                    .toList();

            for (var request : threads.invokeAll(requests)) {
                assertThat(request.get()).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(pact.connections()).isLessThanOrEqualTo(pact.pool.getDefaultMaxPerRoute());
    }

    private PactChannelsClient client() {
        return pact.to(SERVER.baseUri());
    }

    private static String length(String text) {
        return String.valueOf(text.length());
    }
}
