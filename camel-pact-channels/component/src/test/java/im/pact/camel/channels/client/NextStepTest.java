/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.pact.camel.channels.model.Confirmation;
import im.pact.camel.channels.model.NextStep;
import im.pact.camel.channels.request.ConfirmCode;
import im.pact.camel.channels.request.RequestCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service requires after a code, in whatever form it says so. */
class NextStepTest {

    @RegisterExtension
    static final MockServer SERVER = new MockServer();

    @RegisterExtension
    final PactClient pact = new PactClient();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"result":"ok"}                                              | NONE
                    {"result":"ok","state":"enabled"}                            | NONE
                    {"result":"ok","state":"disabled"}                           | NONE
                    {"result":"ok","state":"password_required"}                  | PASSWORD
                    {"result":"ok","state":"PASSWORD_REQUIRED"}                  | PASSWORD
                    {"result":"ok","state":"SESSION_PASSWORD_NEEDED"}            | PASSWORD
                    {"result":"ok","data":{"state":"wait_password"}}             | PASSWORD
                    {"state":"password_required"}                                | PASSWORD
                    {"result":"ok","data":{"two_factor_requires":true}}          | TWO_FACTOR
                    {"result":"ok","data":{"two_factor_requires":"true"}}        | TWO_FACTOR
                    {"result":"ok","data":{"two_factor_requires":"True"}}        | TWO_FACTOR
                    {"result":"ok","data":{"two_factor_requires":1}}             | TWO_FACTOR
                    {"result":"ok","data":{"two_factor_requires":"1"}}           | TWO_FACTOR
                    {"result":"ok","two_factor_requires":1}                      | TWO_FACTOR
                    {"result":"ok","data":{"two_factor_requires":false}}         | NONE
                    {"result":"ok","data":{"two_factor_requires":"false"}}       | NONE
                    {"result":"ok","data":{"two_factor_requires":0}}             | NONE
                    {"result":"ok","data":{"two_factor_requires":"0"}}           | NONE
                    {"result":"ok","data":{"two_factor_requires":""}}            | NONE
                    {"result":"ok","data":{"two_factor_requires":[]}}            | NONE
                    {"result":"ok","data":{"confirmation_requires":"true"}}      | CHALLENGE
                    {"result":"ok","data":{"confirmation_requires":1}}           | CHALLENGE
                    {"result":"ok","data":{"confirmation_requires":"no"}}        | NONE
                    """)
    void the_next_step_is_read_in_every_form(String body, NextStep step) {
        SERVER.respond(Responses.json(200, body));
        PactChannelsClient client = pact.to(SERVER.baseUri());

        assertThat(client.confirm(154, 399, ConfirmCode.telegramPersonal("02567"))
                        .nextStep())
                .isEqualTo(step);
        assertThat(client.requestCode(154, 399, RequestCode.telegramPersonal()).nextStep())
                .isEqualTo(step);
    }

    /** The code was correct, so the caller does not get a failure. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    200 | {"status":"errored","errors":[{"detail":"SESSION_PASSWORD_NEEDED"}]}
                    200 | {"result":"error","message":"SESSION_PASSWORD_NEEDED"}
                    400 | {"errors":[{"code":"password_needed","detail":"SESSION_PASSWORD_NEEDED"}]}
                    401 | {"error_code":401,"description":"SESSION_PASSWORD_NEEDED"}
                    403 | {"error":"session_password_needed"}
                    422 | {"errors":{"code":["SESSION_PASSWORD_NEEDED (caused by auth.SignIn)"]}}
                    500 | <h1>SESSION_PASSWORD_NEEDED</h1>
                    """)
    void an_error_that_asks_for_the_password_is_the_next_step(int status, String body) {
        SERVER.respond(Responses.json(status, body));

        Confirmation confirmation = pact.to(SERVER.baseUri()).confirm(154, 399, ConfirmCode.telegramPersonal("02567"));

        assertThat(confirmation.nextStep()).isEqualTo(NextStep.PASSWORD);
        assertThat(confirmation.choices()).isEmpty();
        assertThat(confirmation.state()).isNull();
        assertThat(confirmation.response().isEmpty()).isEqualTo(body.startsWith("<"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"errors\":[{\"detail\":\"PHONE_CODE_INVALID\"}]}",
                "{\"errors\":{\"password\":[\"is required\"]}}",
                "{\"message\":\"PASSWORD_HASH_INVALID\"}",
            })
    void any_other_error_is_an_error(String body) {
        SERVER.respond(Responses.json(400, body));

        assertThatThrownBy(() -> pact.to(SERVER.baseUri()).confirm(154, 399, ConfirmCode.telegramPersonal("02567")))
                .isInstanceOf(PactChannelsRejectedException.class);
    }

    @Test
    void only_a_confirmation_can_require_the_password() {
        SERVER.respond(Responses.json(401, "{\"message\":\"SESSION_PASSWORD_NEEDED\"}"));

        assertThatThrownBy(() -> pact.to(SERVER.baseUri()).requestCode(154, 399, RequestCode.telegramPersonal()))
                .isInstanceOf(PactChannelsAuthenticationException.class);
    }
}
