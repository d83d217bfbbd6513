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

/** Every refusal arrives as the exception that says what a route can do about it, with a text that a person can act on. */
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
    void a_status_is_an_exception_that_says_what_happened_and_what_to_do(
            int status, String kind, String reason, String advice) {
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
    void an_empty_body_is_no_excuse(int status) {
        PactChannelsException failure = failure(Responses.json(status, ""));

        assertThat(failure.getHttpResponseCode()).isEqualTo(status);
        assertThat(failure.getServiceMessage()).isNull();
        assertThat(failure.getResponseBody()).isEmpty();
        assertThat(failure.getMessage()).contains(" returned " + status).doesNotContain("null", "\"");
    }

    @Test
    void an_answer_without_a_reason_phrase_is_described_without_one() {
        try (RawServer server = RawServer.sending(Responses.http("404", ""))) {
            PactChannelsException failure = failureOf(pact.to(server.baseUri()));

            assertThat(failure).isInstanceOf(PactChannelsNotFoundException.class);
            assertThat(failure).hasMessageContaining("/channels returned 404. Check companyId");
        }
    }

    @Test
    void an_html_page_is_read_as_its_text() {
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
    void json_that_was_cut_off_still_gives_its_text() {
        PactChannelsException failure = failure(Responses.json(400, "{\"errors\":[{\"detail\":\"No phone\",\"co"));

        assertThat(failure).isInstanceOf(PactChannelsRejectedException.class);
        assertThat(failure.getServiceMessage()).isEqualTo("No phone");
    }

    @Test
    void a_compressed_refusal_is_read_like_any_other() {
        PactChannelsException failure = failure(Responses.json(403, "")
                .withHeader("Content-Encoding", "gzip")
                .withBody(Responses.gzip("{\"message\":\"Не для вас\"}")));

        assertThat(failure).isInstanceOf(PactChannelsAuthenticationException.class);
        assertThat(failure.getServiceMessage()).isEqualTo("Не для вас");
        assertThat(failure.getResponseBody()).isEqualTo("{\"message\":\"Не для вас\"}");
    }

    @Test
    void a_body_is_cut_at_8_kib() {
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
    void a_refusal_is_one_even_if_its_body_breaks_off(String answer) {
        try (RawServer server = RawServer.sending("HTTP/1.1 " + answer)) {
            PactChannelsException failure = failureOf(pact.to(server.baseUri()));

            assertThat(failure.getHttpResponseCode()).isEqualTo(Integer.parseInt(answer.substring(0, 3)));
            assertThat(failure).isNotInstanceOf(PactChannelsUnavailableException.class);
        }
    }

    @Test
    void a_refusal_is_one_even_if_its_body_never_comes() {
        try (RawServer server = RawServer.playing(wire -> {
            wire.send("HTTP/1.1 401 Unauthorized\r\nContent-Length: 100\r\n\r\n");
            wire.waitForHangUp();
        })) {
            assertThat(failureOf(impatient.to(server.baseUri())))
                    .isInstanceOf(PactChannelsAuthenticationException.class);
        }
    }

    @Test
    void a_challenge_to_log_in_is_not_taken_up() {
        PactChannelsException failure =
                failure(Responses.json(401, "").withHeader("WWW-Authenticate", "Basic realm=\"pact\", Negotiate"));

        assertThat(failure).isInstanceOf(PactChannelsAuthenticationException.class);
        assertThat(SERVER.received()).hasSize(1);
    }

    // How long to wait

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
    void the_wait_is_taken_from_the_header_or_else_from_the_text(String header, String body, long seconds) {
        ResponseDefinitionBuilder answer = Responses.json(429, body);

        PactChannelsException failure = failure(header == null ? answer : answer.withHeader("Retry-After", header));

        assertThat(failure).isInstanceOf(PactChannelsRateLimitedException.class);
        assertThat(failure.getRetryAfter()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(failure).hasMessageEndingWith("Too many requests: retry after " + seconds + " s");
        assertThat(SERVER.received()).hasSize(1);
    }

    @Test
    void the_wait_may_end_at_a_date() {
        String inAnHour = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));

        PactChannelsException failure = failure(Responses.json(429, "").withHeader("Retry-After", inAnHour));

        assertThat(failure.getRetryAfter()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
    }

    @Test
    void no_wait_is_named_where_the_service_named_none() {
        PactChannelsException failure = failure(Responses.json(429, "{\"message\":\"Slow down\"}"));

        assertThat(failure.getRetryAfter()).isNull();
        assertThat(failure).hasMessageEndingWith("\"Slow down\". Too many requests: retry later");
    }

    @Test
    void other_refusals_may_name_a_wait_too() {
        PactChannelsException failure = failure(Responses.json(503, "").withHeader("Retry-After", "300"));

        assertThat(failure).isInstanceOf(PactChannelsUnavailableException.class);
        assertThat(failure.getRetryAfter()).isEqualTo(Duration.ofMinutes(5));
        assertThat(SERVER.received()).hasSize(1);
    }

    // Success in HTTP, failure inside

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
    void an_answer_that_calls_itself_errored_is_a_refusal(String body) {
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
    void an_errored_answer_may_say_so_behind_data_of_any_shape(String body) {
        PactChannelsException failure = failure(Responses.json(200, body.replace('\'', '"')));

        assertThat(failure).isInstanceOf(PactChannelsRejectedException.class);
        assertThat(failure.getServiceMessage()).isEqualTo("Channel is taken");
    }

    @Test
    void an_errored_answer_may_be_long_and_is_remembered_to_8_kib() {
        String body = "{\"status\":\"errored\",\"message\":\"Много букв\",\"filler\":\"" + "я".repeat(50_000) + "\"}";

        PactChannelsException failure = failure(Responses.json(200, body));

        assertThat(failure.getServiceMessage()).isEqualTo("Много букв");
        assertThat(failure.getResponseBody().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(8 * 1024 - 2, 8 * 1024);
    }

    @Test
    void errored_in_another_place_means_nothing() {
        SERVER.respond(
                Responses.json(
                        200,
                        "{\"meta\":{\"status\":\"errored\"},\"data\":{\"status\":\"errored\",\"channels\":[{\"external_id\":1,\"status\":\"errored\"}]}}"));

        assertThat(pact.to(SERVER.baseUri()).listChannels(154, PactClient.PAGE).channels())
                .hasSize(1);
    }

    // The exception as an object

    @Test
    void the_facts_of_a_failure_can_not_be_changed() {
        PactChannelsException failure = failure(Responses.json(404, ""));

        assertThat(failure)
                .satisfies(
                        f -> assertThatUnsupported(() -> f.setHttpResponseCode(200)),
                        f -> assertThatUnsupported(() -> f.setHttpResponseStatus("OK")));
    }

    @Test
    void a_failure_survives_serialization() throws Exception {
        PactChannelsException failure =
                failure(Responses.json(429, "{\"message\":\"Slow down\"}").withHeader("Retry-After", "5"));

        PactChannelsException copy = (PactChannelsException) copy(failure);

        assertThat(copy).isInstanceOf(PactChannelsRateLimitedException.class).hasMessage(failure.getMessage());
        assertThat(copy.getHttpResponseCode()).isEqualTo(429);
        assertThat(copy.getRetryAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(copy.getResponseBody()).isEqualTo("{\"message\":\"Slow down\"}");
    }

    private PactChannelsException failure(ResponseDefinitionBuilder answer) {
        SERVER.respond(answer);
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
