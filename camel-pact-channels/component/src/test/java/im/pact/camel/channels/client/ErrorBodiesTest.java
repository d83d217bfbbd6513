/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static im.pact.camel.channels.client.PactClient.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** The exception has the texts of an error body, in whatever form, language and charset the server sends them. */
class ErrorBodiesTest {

    @RegisterExtension
    static final MockServer SERVER = new MockServer();

    @RegisterExtension
    final PactClient pact = new PactClient();

    @ParameterizedTest(name = "{1}")
    @CsvFileSource(resources = "/cases/errors.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void the_texts_of_a_body_are_the_message(String contentType, String body, String message) {
        assertMessage(StandardCharsets.UTF_8, contentType, body, message);
    }

    @ParameterizedTest(name = "{1}: {2}")
    @CsvFileSource(resources = "/cases/errors-more.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void the_texts_of_a_body_in_any_charset_are_the_message(
            String charset, String contentType, String body, String message) {
        assertMessage(Charset.forName(charset), contentType, body, message);
    }

    private void assertMessage(Charset charset, String contentType, String body, String message) {
        ResponseDefinitionBuilder response = aResponse().withStatus(422).withBody(body.getBytes(charset));
        SERVER.respond(contentType == null ? response : response.withHeader("Content-Type", contentType));

        PactChannelsException failure = failureOf(pact.to(SERVER.baseUri()));

        assertThat(failure.getServiceMessage()).isEqualTo(message);
        assertThat(failure)
                .hasMessage("list: GET /p1/companies/154/channels returned 422 Unprocessable Entity"
                        + (message == null ? "" : ", \"" + message + "\"") + ". The service rejected the request");
        assertThat(failure.getResponseBody()).isEqualTo(body);
    }

    @Test
    void several_texts_have_at_most_300_characters() {
        String error = "{\"detail\":\"" + "x".repeat(200) + "\"}";
        SERVER.respond(Responses.json(422, "{\"errors\":[" + error + "," + error.replace('x', 'y') + "]}"));

        assertThat(failureOf(pact.to(SERVER.baseUri())).getServiceMessage())
                .isEqualTo("x".repeat(200) + "; " + "y".repeat(98) + "…");
    }

    /** The page shows the request. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    application/json                | {"errors":{"token":["$TOKEN is invalid"]}}
                    application/json                | {"errors":{"$TOKEN":["is invalid"]}}
                    application/json                | {"errors":[{"field":"$TOKEN","message":"is invalid"}]}
                    application/json                | {"errors":[{"detail":"first"},{"detail":"$TOKEN"}]}
                    text/html; charset=windows-1251 | <h1>No $TOKEN</h1>
                    text/html; charset=utf-16       | <h1>No $TOKEN</h1>
                    """)
    void a_secret_in_any_text_is_redacted(String contentType, String body) {
        Charset charset = contentType.contains("utf-16") ? StandardCharsets.UTF_16 : StandardCharsets.US_ASCII;
        SERVER.respond(aResponse()
                .withStatus(422)
                .withHeader("Content-Type", contentType)
                .withBody(body.replace("$TOKEN", PactClient.TOKEN).getBytes(charset)));

        assertThat(failureOf(pact.to(SERVER.baseUri())).getServiceMessage()).contains("******");
    }

    @ParameterizedTest
    @CsvSource({
        "SEND_FIRST,  404, true",
        "SEND_FIRST,  405, true",
        "SEND_FIRST,  410, true",
        "USER_EXISTS, 404, true",
        "USER_EXISTS, 405, true",
        "USER_EXISTS, 410, true",
        "JOB,         404, true",
        "JOB,         405, true",
        "JOB,         410, true",
        "SEND_FIRST,  400, false",
        "SEND_FIRST,  422, false",
        "JOB,         500, false",
        "LIST,        404, false",
        "CREATE,      404, false",
        "UPDATE,      405, false",
        "DELETE,      410, false",
        "CONFIRM,     404, false",
    })
    void a_missing_operation_may_have_been_withdrawn(FuzzedOperation operation, int status, boolean withdrawn) {
        SERVER.respond(Responses.json(status, ""));
        String advice = ". The service may have withdrawn this operation";

        assertThat(catchThrowable(() -> operation.on(pact.to(SERVER.baseUri()))))
                .isInstanceOf(PactChannelsException.class)
                .satisfies(failure ->
                        assertThat(failure.getMessage().endsWith(advice)).isEqualTo(withdrawn));
    }
}
