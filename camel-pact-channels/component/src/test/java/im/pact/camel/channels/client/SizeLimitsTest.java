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

/** The size of a response is limited, and the rest is not read. */
class SizeLimitsTest {

    private static final int MIB = 1024 * 1024;

    /** Size of the socket buffers on both sides. */
    private static final int UNKNOWN = 16 * MIB;

    /** Long enough to read 16 MiB, short enough for a test that fails because the rest is read. */
    private static final Duration DEADLINE = Duration.ofSeconds(4);

    /** Long, because the number of values is limited too. */
    private static final String CHANNEL =
            "{\"external_id\":399,\"provider\":\"whatsapp\",\"name\":\"" + "x".repeat(500) + "\"},";

    @RegisterExtension
    final PactClient pact = new PactClient();

    static List<String> endless_responses() {
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
    @MethodSource("endless_responses")
    void endless_response_is_rejected_at_16_mib(String response) {
        String beginning = response.substring(0, response.indexOf('|'));
        String repeated = response.substring(response.indexOf('|') + 1);
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

    /** Each of these values needs many times its size in memory. */
    @ParameterizedTest
    @ValueSource(strings = {"[[[]]],", "{},", "{\"a\":1},", "0,"})
    void response_of_too_many_values_is_rejected(String values) {
        String response = "{\"status\":\"ok\",\"data\":{\"channels\":[{\"external_id\":1,\"unknown\":["
                + values.repeat(8 * MIB / values.length()) + "0]}]}}";
        try (RawServer server = RawServer.sending(Responses.http("200 OK", response))) {
            assertThat(failureOf(pact.to(server.baseUri(), DEADLINE)))
                    .isInstanceOf(PactChannelsUnexpectedResponseException.class);
        }
    }

    @Test
    void limit_applies_to_the_decompressed_size() {
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
    void response_of_16_mib_is_accepted() {
        String response = Responses.CHANNELS + " ".repeat(16 * MIB - Responses.CHANNELS.length());
        try (RawServer server = RawServer.sending(Responses.http("200 OK", response))) {
            assertThat(pact.to(server.baseUri(), DEADLINE)
                            .listChannels(154, PactClient.PAGE)
                            .items())
                    .hasSize(1);
        }
    }

    @Test
    void response_of_16_mib_and_one_byte_is_rejected() {
        String response = Responses.CHANNELS + " ".repeat(16 * MIB + 1 - Responses.CHANNELS.length());
        try (RawServer server = RawServer.sending(Responses.http("200 OK", response))) {
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
    void endless_error_response_is_read_to_8_kib(String statusAndHeaders) {
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
    void endless_errored_response_is_a_rejection() {
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
