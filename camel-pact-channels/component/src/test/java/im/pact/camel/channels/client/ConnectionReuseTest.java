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

/** Connections go back to the pool, and are used again unless there is something left in them. */
class ConnectionReuseTest {

    @RegisterExtension
    static final MockServer SERVER = new MockServer();

    @RegisterExtension
    final PactClient pact = new PactClient();

    static List<Named<ResponseDefinitionBuilder>> goodAnswers() {
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
    @MethodSource("goodAnswers")
    void good_answers_leave_the_connection_for_the_next_call(ResponseDefinitionBuilder answer) {
        SERVER.respond(answer);
        PactChannelsClient client = client();

        for (int i = 0; i < 3; i++) {
            client.listChannels(154, PageRequest.FIRST);
        }

        assertThat(pact.connections()).isEqualTo(1);
        assertThat(pact.pool.getTotalStats().getLeased()).isZero();
        assertThat(pact.pool.getTotalStats().getAvailable()).isEqualTo(1);
    }

    static List<Named<ResponseDefinitionBuilder>> smallErrors() {
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
    @MethodSource("smallErrors")
    void small_errors_leave_the_connection_for_the_next_call(ResponseDefinitionBuilder answer) {
        SERVER.respond(answer);
        PactChannelsClient client = client();

        for (int i = 0; i < 3; i++) {
            failureOf(client);
        }

        assertThat(pact.connections()).isEqualTo(1);
        assertThat(pact.pool.getTotalStats().getLeased()).isZero();
    }

    /** HttpClient before 5.6.3 can lose a connection over an encoding that it does not take (CVE-2026-64607). */
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "gzip, gzip", "nonsense", ",", "br"})
    void an_answer_that_is_not_encoded_as_it_says_gives_the_connection_back(String encoding) {
        SERVER.respond(Responses.json(200, Responses.CHANNELS).withHeader("Content-Encoding", encoding));
        PactChannelsClient client = client();

        for (int i = 0; i < 3; i++) {
            try {
                client.listChannels(154, PageRequest.FIRST);
            } catch (PactChannelsException e) {
                // Whether an encoding that it does not know is passed over is HttpClient's affair.
            }
            assertThat(pact.pool.getTotalStats().getLeased()).isZero();
        }
    }

    @Test
    void a_large_error_costs_the_connection_and_nothing_else() {
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
    void more_failures_than_the_pool_has_connections_do_not_use_it_up() {
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

        assertThat(client.listChannels(154, PageRequest.FIRST).channels()).hasSize(1);
    }

    @Test
    void one_client_serves_many_threads() throws Exception {
        SERVER.respond(Responses.channels());
        PactChannelsClient client = client();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> calls = IntStream.range(0, 200)
                    .<Callable<Integer>>mapToObj(i -> () -> client.listChannels(154, PageRequest.FIRST)
                            .channels()
                            .size())
                    .toList();

            for (var call : threads.invokeAll(calls)) {
                assertThat(call.get()).isEqualTo(1);
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
