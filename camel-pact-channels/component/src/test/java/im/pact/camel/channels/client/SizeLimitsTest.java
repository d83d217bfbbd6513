/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static im.pact.camel.channels.client.PactClient.failureOf;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However much a server sends, little of it is taken, and the rest is not waited for. */
class SizeLimitsTest {

    private static final int MIB = 1024 * 1024;

    /** What the buffers of two sockets may hold beyond what is read. */
    private static final int UNKNOWN = 16 * MIB;

    /** Long enough for 16 MiB, short enough to wait for when the rest is read after all. */
    private static final Duration DEADLINE = Duration.ofSeconds(4);

    /** Long, since the number of values is bounded too. */
    private static final String CHANNEL =
            "{\"external_id\":399,\"provider\":\"whatsapp\",\"name\":\"" + "x".repeat(500) + "\"},";

    @RegisterExtension
    final PactClient pact = new PactClient();

    static List<String> endlessAnswers() {
        String channels = CHANNEL.repeat(1000);
        String chunk = Integer.toHexString(channels.length()) + "\r\n" + channels + "\r\n";
        String start = "{\"status\":\"ok\",\"data\":{\"channels\":[";
        return List.of(
                "HTTP/1.1 200 OK\r\n\r\n" + start + "|" + channels,
                "HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n" + start + "|" + channels,
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(start.length()) + "\r\n"
                        + start + "\r\n|" + chunk,
                "HTTP/1.1 200 OK\r\n\r\n" + start + "{\"external_id\":1,\"name\":\"|" + "x".repeat(100_000),
                "HTTP/1.1 200 OK\r\n\r\n" + start + "],\"unknown\":\"|" + "x".repeat(100_000),
                "HTTP/1.1 200 OK\r\n\r\n" + Responses.CHANNELS + "|" + " ".repeat(100_000));
    }

    @ParameterizedTest
    @MethodSource("endlessAnswers")
    void an_answer_without_end_is_refused_at_16_mib_and_the_rest_is_not_waited_for(String answer) {
        String beginning = answer.substring(0, answer.indexOf('|'));
        String repeated = answer.substring(answer.indexOf('|') + 1);
        try (RawServer server = RawServer.playing(wire -> {
            wire.send(beginning);
            wire.sendForever(repeated);
        })) {
            PactChannelsException failure = failureOf(pact.to(server.baseUri(), DEADLINE));

            assertTooLarge(failure);
            assertThat(failure.getResponseBody()).hasSize(8 * 1024).startsWith("{\"status\":\"ok\"");
            assertThat(server.sent()).isBetween(16L * MIB, 16L * MIB + UNKNOWN);
            assertThat(server.requests()).hasSize(1);
        }
    }

    /** Each of these takes many times its bytes in memory. */
    @ParameterizedTest
    @ValueSource(strings = {"[[[]]],", "{},", "{\"a\":1},", "0,"})
    void an_answer_of_very_many_small_values_is_refused(String values) {
        String answer = "{\"status\":\"ok\",\"data\":{\"channels\":[{\"external_id\":1,\"unknown\":["
                + values.repeat(8 * MIB / values.length()) + "0]}]}}";
        try (RawServer server = RawServer.sending(Responses.http("200 OK", answer))) {
            assertThat(failureOf(pact.to(server.baseUri(), DEADLINE)))
                    .isInstanceOf(PactChannelsUnexpectedResponseException.class);
        }
    }

    @Test
    void what_counts_is_the_size_after_decompression() {
        byte[] bomb = Responses.gzip("{\"data\":" + " ".repeat(32 * MIB));
        assertThat(bomb).hasSizeLessThan(MIB);
        try (RawServer server = RawServer.playing(wire -> {
            wire.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.length + "\r\n\r\n");
            wire.send(bomb);
        })) {
            assertTooLarge(failureOf(pact.to(server.baseUri(), DEADLINE)));
        }
    }

    @Test
    void an_answer_of_exactly_16_mib_is_read() {
        String answer = Responses.CHANNELS + " ".repeat(16 * MIB - Responses.CHANNELS.length());
        try (RawServer server = RawServer.sending(Responses.http("200 OK", answer))) {
            assertThat(pact.to(server.baseUri(), DEADLINE)
                            .listChannels(154, PactClient.PAGE)
                            .channels())
                    .hasSize(1);
        }
    }

    @Test
    void one_byte_more_is_too_large() {
        String answer = Responses.CHANNELS + " ".repeat(16 * MIB + 1 - Responses.CHANNELS.length());
        try (RawServer server = RawServer.sending(Responses.http("200 OK", answer))) {
            assertTooLarge(failureOf(pact.to(server.baseUri(), DEADLINE)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "401 Unauthorized\r\n",
                "503 Service Unavailable\r\nContent-Length: 1000000000000\r\n",
                "302 Found\r\nLocation: /\r\n",
            })
    void of_a_refusal_without_end_8_kib_are_taken(String statusAndHeaders) {
        try (RawServer server = RawServer.playing(wire -> {
            wire.send("HTTP/1.1 " + statusAndHeaders + "\r\n");
            wire.sendForever("No! ".repeat(1024));
        })) {
            PactChannelsException failure = failureOf(pact.to(server.baseUri(), DEADLINE));

            assertThat(failure.getHttpResponseCode()).isEqualTo(Integer.parseInt(statusAndHeaders.substring(0, 3)));
            assertThat(failure.getResponseBody().getBytes(US_ASCII)).hasSize(8 * 1024);
            assertThat(server.sent()).isLessThan(UNKNOWN);
        }
    }

    @Test
    void an_errored_answer_without_end_is_a_refusal_all_the_same() {
        try (RawServer server = RawServer.playing(wire -> {
            wire.send("HTTP/1.1 200 OK\r\n\r\n{\"status\":\"errored\",\"message\":\"Busy\",\"trace\":\"");
            wire.sendForever("at line 1 ".repeat(1000));
        })) {
            PactChannelsException failure = failureOf(pact.to(server.baseUri(), DEADLINE));

            assertThat(failure).isInstanceOf(PactChannelsRejectedException.class);
            assertThat(failure.getServiceMessage()).isEqualTo("Busy");
            assertThat(server.sent()).isLessThan(UNKNOWN);
        }
    }

    private static void assertTooLarge(PactChannelsException failure) {
        assertThat(failure).isInstanceOf(PactChannelsUnexpectedResponseException.class);
        assertThat(failure.getHttpResponseCode()).isEqualTo(200);
        assertThat(failure).hasMessageContaining("Unexpected response (larger than 16 MiB)");
    }
}
