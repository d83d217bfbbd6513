/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import im.pact.camel.channels.request.ConfirmCode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A 2xx response is a success only if it says so: otherwise it is rejected, or its outcome is unknown. */
class EnvelopeTest {

    private static final Set<FuzzedOperation> READS = EnumSet.of(
            FuzzedOperation.LIST, FuzzedOperation.USER_EXISTS, FuzzedOperation.JOB, FuzzedOperation.COMPANIES);

    @RegisterExtension
    static final MockServer SERVER = new MockServer();

    @RegisterExtension
    final PactClient pact = new PactClient();

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvFileSource(
            resources = {"/cases/envelopes.csv", "/cases/envelopes-more.csv"},
            delimiter = '|',
            quoteCharacter = '`',
            numLinesToSkip = 1,
            emptyValue = "")
    void a_2xx_response_is_what_its_envelope_says(String operations, String body, String expected, String why) {
        SERVER.respond(Responses.json(200, body == null ? "" : body));
        PactChannelsClient client = pact.to(SERVER.baseUri());

        for (FuzzedOperation operation : operations(operations)) {
            Throwable failure = catchThrowable(() -> operation.on(client));

            assertThat(verdict(failure)).as(operation + " " + why).isEqualTo(expected);
            if (failure instanceof PactChannelsException exception) {
                assertThat(exception.isOutcomeUnknown())
                        .as("outcome of %s is unknown", operation)
                        .isEqualTo(expected.equals("unexpected") && !READS.contains(operation));
                assertThat(exception.getHttpResponseCode()).isEqualTo(200);
            }
        }
    }

    private static Set<FuzzedOperation> operations(String names) {
        if (names.equals("all")) {
            return EnumSet.allOf(FuzzedOperation.class);
        }
        Set<FuzzedOperation> operations = EnumSet.noneOf(FuzzedOperation.class);
        Arrays.stream(names.split(","))
                .forEach(name -> operations.add(FuzzedOperation.valueOf(
                        name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT))));
        return operations;
    }

    private static String verdict(Throwable failure) {
        if (failure == null) {
            return "success";
        } else if (failure instanceof PactChannelsRejectedException) {
            return "rejected";
        }
        return failure instanceof PactChannelsUnexpectedResponseException ? "unexpected" : failure.toString();
    }

    @Test
    void a_rejection_has_the_words_of_the_service() {
        SERVER.respond(Responses.json(200, "{\"result\":\"error\",\"message\":\"PHONE_CODE_INVALID\"}"));

        Throwable failure = catchThrowable(
                () -> pact.to(SERVER.baseUri()).confirm(154, 399, ConfirmCode.telegramPersonal("02567")));

        assertThat(failure)
                .isInstanceOf(PactChannelsRejectedException.class)
                .hasMessage(
                        "confirm: POST /p1/companies/154/channels/399/confirm returned 200 OK, \"PHONE_CODE_INVALID\". "
                                + "The service rejected the request");
    }

    @Test
    void an_undocumented_word_is_in_the_message() {
        SERVER.respond(Responses.json(200, "{\"status\":\"accepted\\n\"}"));

        Throwable failure = catchThrowable(() -> FuzzedOperation.DELETE.on(pact.to(SERVER.baseUri())));

        assertThat(failure)
                .hasMessage("delete: DELETE /p1/companies/154/channels/399 returned 200 OK. "
                        + "Unexpected response (status \"accepted \"). Check baseUri and any proxy in between. "
                        + "The channel may have been deleted");
    }

    @Test
    void a_job_id_that_is_not_a_number_is_in_the_message() {
        SERVER.respond(Responses.json(200, "{\"status\":\"ok\",\"data\":{\"id\":\"a-b-c\"}}"));

        assertThat(catchThrowable(() -> FuzzedOperation.SEND_FIRST.on(pact.to(SERVER.baseUri()))))
                .hasMessageEndingWith("Unexpected response (data.id is not a 64-bit number: a-b-c). "
                        + "Check baseUri and any proxy in between. The message may have been sent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"accepted by viber-token\"}",
                "{\"status\":\"created\",\"data\":{\"external_id\":\"viber-token\"}}",
            })
    void a_secret_in_an_undocumented_word_or_id_is_not_in_the_message(String body) {
        SERVER.respond(Responses.json(200, body));

        Throwable failure = catchThrowable(() -> FuzzedOperation.CREATE.on(pact.to(SERVER.baseUri())));

        assertThat(failure).hasMessageContaining("******").hasMessageNotContaining("viber-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void an_error_of_any_depth_is_no_reason_to_fail(String level) {
        for (String text : List.of("error", "data")) {
            SERVER.respond(Responses.json(
                    200, "{\"" + text + "\":" + level.repeat(900) + "1" + (level.equals("[") ? "]" : "}").repeat(901)));

            assertThat(catchThrowable(() -> FuzzedOperation.CONFIRM.on(pact.to(SERVER.baseUri()))))
                    .isInstanceOf(PactChannelsException.class);
        }
    }
}
