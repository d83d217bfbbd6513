/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static im.pact.camel.channels.client.PactClient.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every error response becomes the exception for its status, with a readable message. */
class ErrorResponsesTest {

    @RegisterExtension
    static final MockServer SERVER = new MockServer();

    @RegisterExtension
    final PactClient pact = new PactClient();

    @RegisterExtension
    final PactClient impatient = new PactClient(RequestConfig.custom()
            .setResponseTimeout(Timeout.ofMilliseconds(150))
            .build());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    400 | Rejected        | Bad Request           | The service rejected the request
                    401 | Authentication  | Unauthorized          | Check apiToken, and that the token has access to the company
                    402 | PaymentRequired | Payment Required      | The company must pay the service first
                    403 | Authentication  | Forbidden             | Check apiToken, and that the token has access to the company
                    404 | NotFound        | Not Found             | Check companyId, channelId, jobId and baseUri
                    405 | Rejected        | Method Not Allowed    | The service rejected the request
                    406 | Rejected        | Not Acceptable        | The service rejected the request
                    407 | Unavailable     | Proxy Auth Required   | The proxy requires authentication: check its user name and password on Camel's https component
                    408 | Rejected        | Request Timeout       | The service rejected the request
                    410 | NotFound        | Gone                  | Check companyId, channelId, jobId and baseUri
                    418 | Rejected        | I'm a teapot          | The service rejected the request
                    422 | Rejected        | Unprocessable Entity  | The service rejected the request
                    429 | RateLimited     | Too Many Requests     | Too many requests: retry later
                    499 | Rejected        | Custom                | The service rejected the request
                    500 | Unavailable     | Internal Server Error | The service failed: retry later
                    501 | Unavailable     | Not Implemented       | The service failed: retry later
                    502 | Unavailable     | Bad Gateway           | The service failed: retry later
                    503 | Unavailable     | Service Unavailable   | The service failed: retry later
                    504 | Unavailable     | Gateway Timeout       | The service failed: retry later
                    599 | Unavailable     | Custom                | The service failed: retry later
                    """)
    void status_determines_exception_and_advice(int status, String kind, String reason, String advice) {
        String body = "{\"status\":\"errored\",\"errors\":[{\"detail\":\"So says the service\"}]}";

        PactChannelsException failure = failure(Responses.json(status, body).withStatusMessage(reason));

        assertThat(failure.getClass().getSimpleName()).isEqualTo("PactChannels" + kind + "Exception");
        assertThat(failure)
                .hasMessage("list: GET /p1/companies/154/channels returned " + status + " " + reason
                        + ", \"So says the service\". " + advice);
        assertThat(failure.getHttpResponseCode()).isEqualTo(status);
        assertThat(failure.getHttpResponseStatus()).isEqualTo(reason);
        assertThat(failure.getServiceMessage()).isEqualTo("So says the service");
        assertThat(failure.getResponseBody()).isEqualTo(body);
        assertThat(failure.getRetryAfter()).isNull();
        assertThat(failure).hasNoCause();
        assertThat(SERVER.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 404, 429, 422, 500, 503})
    void empty_body_is_accepted(int status) {
        PactChannelsException failure = failure(Responses.json(status, ""));

        assertThat(failure.getHttpResponseCode()).isEqualTo(status);
        assertThat(failure.getServiceMessage()).isNull();
        assertThat(failure.getResponseBody()).isEmpty();
        assertThat(failure.getMessage()).contains(" returned " + status).doesNotContain("null", "\"");
    }

    @Test
    void missing_reason_phrase_is_omitted_in_the_message() {
        try (RawServer server = RawServer.sending(Responses.http("404", ""))) {
            PactChannelsException failure = failureOf(pact.to(server.baseUri()));

            assertThat(failure).isInstanceOf(PactChannelsNotFoundException.class);
            assertThat(failure).hasMessageContaining("/channels returned 404. Check companyId");
        }
    }

    @Test
    void html_page_is_read_as_text() {
        PactChannelsException failure = failure(Responses.json(
                        502,
                        """
                        <html>
                        <head><title>502 Bad Gateway</title></head>
                        <body bgcolor="white"><center><h1>Ведутся работы</h1></center><hr>nginx</body>
                        </html>
                        """)
                .withHeader("Content-Type", "text/html"));

        assertThat(failure).isInstanceOf(PactChannelsUnavailableException.class);
        assertThat(failure.getServiceMessage()).isEqualTo("502 Bad Gateway Ведутся работы nginx");
        assertThat(failure.getResponseBody()).startsWith("<html>").endsWith("</html>\n");
    }

    @Test
    void truncated_json_gives_its_text() {
        PactChannelsException failure = failure(Responses.json(400, "{\"errors\":[{\"detail\":\"No phone\",\"co"));

        assertThat(failure).isInstanceOf(PactChannelsRejectedException.class);
        assertThat(failure.getServiceMessage()).isEqualTo("No phone");
    }

    @Test
    void compressed_error_response_is_read() {
        PactChannelsException failure = failure(Responses.json(403, "")
                .withHeader("Content-Encoding", "gzip")
                .withBody(Responses.gzip("{\"message\":\"Не для вас\"}")));

        assertThat(failure).isInstanceOf(PactChannelsAuthenticationException.class);
        assertThat(failure.getServiceMessage()).isEqualTo("Не для вас");
        assertThat(failure.getResponseBody()).isEqualTo("{\"message\":\"Не для вас\"}");
    }

    @Test
    void body_is_cut_at_8_kib() {
        PactChannelsException failure = failure(Responses.json(400, "x".repeat(8 * 1024) + "y".repeat(100_000)));

        assertThat(failure.getResponseBody()).isEqualTo("x".repeat(8 * 1024));
        assertThat(failure.getServiceMessage()).isEqualTo("x".repeat(300) + "…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "401 Unauthorized\r\nContent-Length: 100\r\n\r\n{\"message\":\"Wrong token\"",
                "401 Unauthorized\r\nTransfer-Encoding: chunked\r\n\r\n100\r\n{\"message\":\"Wrong token\"",
                "401 Unauthorized\r\nContent-Encoding: gzip\r\n\r\nno gzip",
                "200 OK\r\nContent-Length: 100\r\n\r\n{\"status\":\"errored\",\"message\":\"Wrong token\"",
            })
    void status_counts_if_the_body_is_truncated(String response) {
        try (RawServer server = RawServer.sending("HTTP/1.1 " + response)) {
            PactChannelsException failure = failureOf(pact.to(server.baseUri()));

            assertThat(failure.getHttpResponseCode()).isEqualTo(Integer.parseInt(response.substring(0, 3)));
            assertThat(failure).isNotInstanceOf(PactChannelsUnavailableException.class);
        }
    }

    @Test
    void status_counts_if_the_body_is_missing() {
        try (RawServer server = RawServer.playing(wire -> {
            wire.send("HTTP/1.1 401 Unauthorized\r\nContent-Length: 100\r\n\r\n");
            wire.waitForHangUp();
        })) {
            assertThat(failureOf(impatient.to(server.baseUri())))
                    .isInstanceOf(PactChannelsAuthenticationException.class);
        }
    }

    @Test
    void authentication_challenge_is_not_followed() {
        PactChannelsException failure =
                failure(Responses.json(401, "").withHeader("WWW-Authenticate", "Basic realm=\"pact\", Negotiate"));

        assertThat(failure).isInstanceOf(PactChannelsAuthenticationException.class);
        assertThat(SERVER.received()).hasSize(1);
    }

    // Requested delay

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    120                           | {"message":"Slow down"}                                          | 120
                    0                             | {"message":"Slow down"}                                          | 0
                    Sun, 06 Nov 1994 08:49:37 GMT | {"message":"Slow down"}                                          | 0
                    7                             | {"errors":[{"detail":"Please wait for 50 seconds"}]}             | 7
                    soon                          | {"errors":[{"detail":"Please wait for 50 seconds"}]}             | 50
                    -                             | {"errors":[{"code":429,"detail":"Please wait for 50 seconds"}]}  | 50
                    -                             | <p>Please wait for 50 seconds</p>                                | 50
                    """)
    void requested_delay_is_read_from_the_header_or_the_text(String header, String body, long seconds) {
        ResponseDefinitionBuilder response = Responses.json(429, body);

        PactChannelsException failure = failure(header == null ? response : response.withHeader("Retry-After", header));

        assertThat(failure).isInstanceOf(PactChannelsRateLimitedException.class);
        assertThat(failure.getRetryAfter()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(failure).hasMessageEndingWith("Too many requests: retry after " + seconds + " s");
        assertThat(SERVER.received()).hasSize(1);
    }

    @Test
    void requested_delay_can_be_a_date() {
        String inAnHour = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));

        PactChannelsException failure = failure(Responses.json(429, "").withHeader("Retry-After", inAnHour));

        assertThat(failure.getRetryAfter()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
    }

    @Test
    void requested_delay_is_null_if_the_service_names_none() {
        PactChannelsException failure = failure(Responses.json(429, "{\"message\":\"Slow down\"}"));

        assertThat(failure.getRetryAfter()).isNull();
        assertThat(failure).hasMessageEndingWith("\"Slow down\". Too many requests: retry later");
    }

    @Test
    void requested_delay_is_read_for_other_statuses() {
        PactChannelsException failure = failure(Responses.json(503, "").withHeader("Retry-After", "300"));

        assertThat(failure).isInstanceOf(PactChannelsUnavailableException.class);
        assertThat(failure.getRetryAfter()).isEqualTo(Duration.ofMinutes(5));
        assertThat(SERVER.received()).hasSize(1);
    }

    // Status 2xx, failure in the body

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'status':'errored','errors':[{'detail':'Channel is taken'}]}",
                "{'errors':[{'detail':'Channel is taken'}],'status':'errored'}",
                "{'status':'errored','data':{'channels':[]},'error':'Channel is taken'}",
                "{'data':{'channels':[{'external_id':1}]},'error':'Channel is taken','status':'errored'}",
                "{'status':'errored','data':null,'message':'Channel is taken'}",
                "{'message':'Channel is taken','status':'errored','data':[]}",
            })
    void status_errored_is_a_rejection(String body) {
        PactChannelsException failure = failure(Responses.json(200, body.replace('\'', '"')));

        assertThat(failure).isInstanceOf(PactChannelsRejectedException.class);
        assertThat(failure.getHttpResponseCode()).isEqualTo(200);
        assertThat(failure.getServiceMessage()).isEqualTo("Channel is taken");
        assertThat(failure)
                .hasMessage("list: GET /p1/companies/154/channels returned 200 OK, \"Channel is taken\". "
                        + "The service rejected the request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'data':null,'message':'Channel is taken','status':'errored'}",
                "{'data':[],'message':'Channel is taken','status':'errored'}",
                "{'data':{},'message':'Channel is taken','status':'errored'}",
                "{'data':'none','message':'Channel is taken','status':'errored'}",
                "{'data':{'channels':null},'message':'Channel is taken','status':'errored'}",
            })
    void status_errored_after_unexpected_data_is_a_rejection(String body) {
        PactChannelsException failure = failure(Responses.json(200, body.replace('\'', '"')));

        assertThat(failure).isInstanceOf(PactChannelsRejectedException.class);
        assertThat(failure.getServiceMessage()).isEqualTo("Channel is taken");
    }

    @Test
    void long_errored_response_is_cut_at_8_kib() {
        String body = "{\"status\":\"errored\",\"message\":\"Много букв\",\"filler\":\"" + "я".repeat(50_000) + "\"}";

        PactChannelsException failure = failure(Responses.json(200, body));

        assertThat(failure.getServiceMessage()).isEqualTo("Много букв");
        assertThat(failure.getResponseBody().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(8 * 1024 - 2, 8 * 1024);
    }

    @Test
    void nested_status_errored_is_ignored() {
        SERVER.respond(
                Responses.json(
                        200,
                        "{\"meta\":{\"status\":\"errored\"},\"data\":{\"status\":\"errored\",\"channels\":[{\"external_id\":1,\"status\":\"errored\"}]}}"));

        assertThat(pact.to(SERVER.baseUri()).listChannels(154, PactClient.PAGE).items())
                .hasSize(1);
    }

    // Exception

    @Test
    void status_of_an_exception_is_read_only() {
        PactChannelsException failure = failure(Responses.json(404, ""));

        assertThat(failure)
                .satisfies(
                        f -> assertThatUnsupported(() -> f.setHttpResponseCode(200)),
                        f -> assertThatUnsupported(() -> f.setHttpResponseStatus("OK")));
    }

    @Test
    void exception_is_serializable() throws Exception {
        PactChannelsException failure =
                failure(Responses.json(429, "{\"message\":\"Slow down\"}").withHeader("Retry-After", "5"));

        PactChannelsException copy = (PactChannelsException) copy(failure);

        assertThat(copy).isInstanceOf(PactChannelsRateLimitedException.class).hasMessage(failure.getMessage());
        assertThat(copy.getHttpResponseCode()).isEqualTo(429);
        assertThat(copy.getRetryAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(copy.getResponseBody()).isEqualTo("{\"message\":\"Slow down\"}");
    }

    private PactChannelsException failure(ResponseDefinitionBuilder response) {
        SERVER.respond(response);
        return failureOf(pact.to(SERVER.baseUri()));
    }

    private static void assertThatUnsupported(Runnable change) {
        assertThatThrownBy(change::run).isInstanceOf(UnsupportedOperationException.class);
    }

    private static Object copy(Object object) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }
}
