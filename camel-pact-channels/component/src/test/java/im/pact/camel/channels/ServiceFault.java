/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static im.pact.camel.channels.ServiceFault.Outcome.fails;
import static im.pact.camel.channels.ServiceFault.Outcome.succeeds;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.tomakehurst.wiremock.http.Fault;
import im.pact.camel.channels.client.PactChannelsException;
import im.pact.camel.channels.client.PactChannelsRateLimitedException;
import im.pact.camel.channels.client.PactChannelsRejectedException;
import im.pact.camel.channels.client.PactChannelsUnavailableException;
import im.pact.camel.channels.client.PactChannelsUnexpectedResponseException;
import im.pact.camel.channels.client.RawServer.Wire;
import im.pact.camel.channels.client.Responses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;

/** The faults of a server, and the expected outcome with two retries. */
@SuppressWarnings("ImmutableEnumChecker") // The scripts are stateless.
enum ServiceFault {
    // The connection breaks: the service may have acted.
    EMPTY_RESPONSE(Fault.EMPTY_RESPONSE, broken()),
    MALFORMED_RESPONSE_CHUNK(Fault.MALFORMED_RESPONSE_CHUNK, broken()),
    RANDOM_DATA_THEN_CLOSE(Fault.RANDOM_DATA_THEN_CLOSE, broken()),
    CONNECTION_RESET_BY_PEER(Fault.CONNECTION_RESET_BY_PEER, broken()),
    CONTENT_LENGTH_TOO_LONG((wire, page) -> wire.send(http(page.body().length + 1, page.body())), broken()),
    TOO_MANY_HEADERS(
            (wire, page) -> {
                wire.send("HTTP/1.1 200 OK\r\n");
                wire.sendForever("X-More: and more\r\n");
            },
            broken()),
    HEADER_WITHOUT_END(
            (wire, page) -> {
                wire.send("HTTP/1.1 200 OK\r\nX-Long: ");
                wire.sendForever("x".repeat(1000));
            },
            broken()),

    // The service cannot have acted.
    CONNECTION_REFUSED(fails(PactChannelsUnavailableException.class, 3, 3, "Connection refused by ")
            .notActed()),
    TOO_MANY_REQUESTS(
            (wire, page) -> wire.send(Responses.http("429 Too Many Requests", "{\"retry_after\":3600}")),
            fails(PactChannelsRateLimitedException.class, 1, 1, " returned 429 Too Many Requests")
                    .notActed()),

    // The service says that it failed.
    REQUEST_TIMEOUT(
            (wire, page) -> wire.send(Responses.http("408 Request Timeout", "{}")),
            fails(PactChannelsRejectedException.class, 3, 1, " returned 408 Request Timeout")
                    .notActed()),
    INTERNAL_ERROR(
            (wire, page) -> wire.send(Responses.http("500 Internal Server Error", "<html>Oops</html>")),
            fails(PactChannelsUnavailableException.class, 3, 1, " returned 500 Internal Server Error, \"Oops\"")),
    MAINTENANCE(
            (wire, page) -> wire.send(Responses.http("503 Service Unavailable", "")),
            fails(PactChannelsUnavailableException.class, 3, 1, " returned 503 Service Unavailable")),

    // The response does not end before the request timeout.
    BLACK_HOLE((wire, page) -> wire.waitForHangUp(), late()),
    DRIP((wire, page) -> wire.sendForever(" ", Duration.ofMillis(10)), late()),
    DRIPPED_HEADERS(
            (wire, page) -> {
                wire.send("HTTP/1.1 200 OK\r\n");
                wire.sendForever("X-More: and more\r\n", Duration.ofMillis(100));
            },
            late()),
    DRIPPED_BODY(
            (wire, page) -> {
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
                wire.send(page.body());
                wire.sendForever(" ", Duration.ofMillis(10));
            },
            late()),
    ALWAYS_ABOUT_TO_ANSWER(
            (wire, page) -> wire.sendForever("HTTP/1.1 102 Processing\r\n\r\n", Duration.ofMillis(10)), late()),

    // The response is too large.
    GIGABYTE(
            (wire, page) -> {
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n{\"data\":{\"channels\":[");
                // Long, because the number of values is limited too.
                wire.sendForever("{\"external_id\":399,\"provider\":\"%s\"},"
                        .formatted("x".repeat(500))
                        .repeat(100));
            },
            unexpected("larger than 16 MiB")),
    GZIP_BOMB((wire, page) -> wire.send(http("Content-Encoding: gzip", Bomb.BYTES)), unexpected("larger than 16 MiB")),
    HUGE_STRING((wire, page) -> wire.send(http(page.with('"' + "x".repeat(1 << 24) + '"'))), unexpected("larger")),
    DEEP_JSON((wire, page) -> wire.send(http(page.with("[".repeat(5000) + "]".repeat(5000)))), notJson()),
    HUGE_NUMBER((wire, page) -> wire.send(http(page.with("9".repeat(1_000_000)))), notJson()),
    HUGE_ID(
            (wire, page) ->
                    wire.send(http(page.text().replace("\"external_id\":", "\"external_id\":9999999999999999999"))),
            unexpected("external_id")),

    // The response is not one of the API.
    CONTENT_LENGTH_TOO_SHORT((wire, page) -> wire.send(http(page.body().length - 1, page.body())), notJson()),
    CONTENT_LENGTH_ZERO((wire, page) -> wire.send(http(0, page.body())), unexpected("empty body")),
    HTML_PAGE(
            (wire, page) -> wire.send(http("Content-Type: text/html", "<html>Log in</html>".getBytes(UTF_8))),
            notJson()),
    NO_CONTENT(
            (wire, page) -> wire.send("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"),
            unexpected("empty body")),
    HUNDRED_REDIRECTS(
            (wire, page) -> wire.send(redirect(307, nextHop(wire.request().head()))), redirected()),
    REDIRECT_TO_ANOTHER_HOST((wire, page) -> wire.send(redirect(308, page.elsewhere())), redirected()),

    // The response is unusual, but valid.
    WRONG_CONTENT_TYPE((wire, page) -> wire.send(http("Content-Type: text/html", page.body())), succeeds()),
    LONG_STRING((wire, page) -> wire.send(http(page.with('"' + "x".repeat(1 << 20) + '"'))), succeeds()),
    BYTE_ORDER_MARK((wire, page) -> wire.send(http('\ufeff' + page.text())), succeeds()),
    UTF_16_WITH_MARK((wire, page) -> wire.send(http("X-Odd: 1", page.text().getBytes(UTF_16))), succeeds()),
    UTF_16_WITHOUT_MARK((wire, page) -> wire.send(http("X-Odd: 1", page.text().getBytes(UTF_16LE))), succeeds()),
    INTERIM_ANSWERS(
            (wire, page) -> {
                wire.send("HTTP/1.1 100 Continue\r\n\r\n");
                wire.send("HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n".repeat(3));
                wire.send(http(page.text()));
            },
            succeeds());

    /** The expected outcome. */
    final Outcome outcome;

    /** For WireMock, or {@code null}. */
    final Fault fault;

    /** For a raw connection, or {@code null}. */
    final Script script;

    ServiceFault(Fault fault, Outcome outcome) {
        this(fault, null, outcome);
    }

    ServiceFault(Script script, Outcome outcome) {
        this(null, script, outcome);
    }

    /** Connections are refused. */
    ServiceFault(Outcome outcome) {
        this(null, null, outcome);
    }

    ServiceFault(Fault fault, Script script, Outcome outcome) {
        this.fault = fault;
        this.script = script;
        this.outcome = outcome;
    }

    private static Outcome broken() {
        return fails(PactChannelsUnavailableException.class, 3, 1, " got no response. Connection to 127.0.0.1:");
    }

    private static Outcome late() {
        return fails(PactChannelsUnavailableException.class, 1, 1, " got no response. No complete response within ");
    }

    private static Outcome unexpected(String problem) {
        return fails(PactChannelsUnexpectedResponseException.class, 1, 1, problem);
    }

    private static Outcome notJson() {
        return unexpected("not JSON, or truncated");
    }

    private static Outcome redirected() {
        return unexpected("redirect, not followed");
    }

    /** The same address with a counter, up to a hundred. */
    private static String nextHop(String request) {
        String target = request.substring(request.indexOf('/'), request.indexOf(" HTTP/"));
        return target.endsWith("/hop".repeat(100)) ? target : target + "/hop";
    }

    private static String redirect(int status, String location) {
        return "HTTP/1.1 " + status + " Elsewhere\r\nConnection: close\r\nContent-Length: 0\r\nLocation: " + location
                + "\r\n\r\n";
    }

    private static byte[] http(String body) {
        return http("Content-Type: application/json", body.getBytes(UTF_8));
    }

    private static byte[] http(int length, byte[] body) {
        return message("Content-Length: " + length, body);
    }

    private static byte[] http(String header, byte[] body) {
        return message(header + "\r\nContent-Length: " + body.length, body);
    }

    private static byte[] message(String headers, byte[] body) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(("HTTP/1.1 200 OK\r\nConnection: close\r\n" + headers + "\r\n\r\n").getBytes(UTF_8));
        message.writeBytes(body);
        return message.toByteArray();
    }

    /** Whether only the request timeout ends it. */
    boolean isEndless() {
        return outcome.equals(late());
    }

    /**
     * The expected outcome.
     *
     * @param failure the exception, {@code null} for a success
     * @param gets    number of attempts of a read operation
     * @param posts   number of attempts of a write operation
     * @param message part of the message of the exception
     * @param unknown whether the service may have acted
     */
    record Outcome(
            Class<? extends PactChannelsException> failure, int gets, int posts, String message, boolean unknown) {

        static Outcome fails(Class<? extends PactChannelsException> failure, int gets, int posts, String message) {
            return new Outcome(failure, gets, posts, message, true);
        }

        static Outcome succeeds() {
            return new Outcome(null, 1, 1, null, false);
        }

        /** The same, but the service has certainly not acted. */
        Outcome notActed() {
            return new Outcome(failure, gets, posts, message, false);
        }
    }

    /** Sends the response on a raw connection. */
    @FunctionalInterface
    interface Script {

        void play(Wire wire, Page page) throws IOException;
    }

    /**
     * The response without the fault.
     *
     * @param text      its JSON
     * @param elsewhere an address of another host
     */
    record Page(String text, String elsewhere) {

        byte[] body() {
            return text.getBytes(UTF_8);
        }

        /** The JSON with an additional value. */
        String with(String value) {
            return text.replace("\"extra\":0", "\"extra\":" + value);
        }
    }

    private static final class Bomb {

        static final byte[] BYTES = Responses.gzip("{\"data\":" + " ".repeat(1 << 25));
    }
}
