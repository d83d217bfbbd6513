/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import im.pact.camel.channels.model.ChannelResult;
import im.pact.camel.channels.model.Choice;
import im.pact.camel.channels.model.Confirmation;
import im.pact.camel.channels.model.DeliveryJob;
import im.pact.camel.channels.model.NextStep;
import im.pact.camel.channels.model.RequestedCode;
import im.pact.camel.channels.request.ConfirmCode;
import im.pact.camel.channels.request.CreateChannel;
import im.pact.camel.channels.request.FirstMessage;
import im.pact.camel.channels.request.RequestCode;
import im.pact.camel.channels.request.UpdateChannel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results are read as far as possible; a response is rejected only if a required field is missing. */
class ResultsTest {

    @RegisterExtension
    static final MockServer SERVER = new MockServer();

    @RegisterExtension
    final PactClient pact = new PactClient();

    private PactChannelsClient client;

    @BeforeEach
    void connect() {
        client = pact.to(SERVER.baseUri());
    }

    /** The operations with a result other than a list. */
    enum Operation {
        CREATE(client -> client.createChannel(154, CreateChannel.whatsApp())),
        UPDATE(client -> client.updateChannel(154, 399, UpdateChannel.token("T"))),
        DELETE(client -> client.deleteChannel(154, 399)),
        SEND_FIRST(client -> client.sendFirstMessage(154, 399, FirstMessage.text("79250000001", "M"))),
        USER_EXISTS(client -> client.userExists(154, 399, "79250000001")),
        REQUEST_CODE(client -> client.requestCode(154, 399, RequestCode.telegramPersonal())),
        CONFIRM(client -> client.confirm(154, 399, ConfirmCode.instagramChallenge("1"))),
        JOB(client -> client.job(154, 399, 17));

        @SuppressWarnings("ImmutableEnumChecker") // The lambdas are stateless.
        private final Function<PactChannelsClient, Object> send;

        Operation(Function<PactChannelsClient, Object> send) {
            this.send = send;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"created\",\"data\":{\"external_id\":1}}",
                "{\"status\":\"created\",\"data\":{\"external_id\":\"1\"}}",
                "{\"external_id\":1,\"status\":\"created\"}",
                "{\"data\":{\"status\":\"created\",\"external_id\":1}}",
                "{\"status\":\"created\",\"data\":null,\"external_id\":1}",
                "{\"status\":\"created\",\"data\":[],\"external_id\":1}",
            })
    void field_is_found_inside_and_outside_data(String response) {
        respond(200, response);

        ChannelResult created = client.createChannel(154, CreateChannel.whatsApp());

        assertThat(created.channelId()).isEqualTo(1);
        assertThat(created.status()).isEqualTo("created");
    }

    @Test
    void field_inside_data_takes_precedence() {
        respond(200, "{\"external_id\":1,\"data\":{\"external_id\":2}}");

        assertThat(client.createChannel(154, CreateChannel.whatsApp()).channelId())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 203})
    void every_success_status_is_accepted(int status) {
        respond(status, "{\"status\":\"ok\",\"data\":{\"external_id\":1}}");

        assertThat(client.createChannel(154, CreateChannel.whatsApp()).channelId())
                .isEqualTo(1);
    }

    @Test
    void unknown_fields_are_kept() {
        respond(200, "{\"status\":\"created\",\"data\":{\"external_id\":1,\"billing_start_date\":null,\"x\":[1,{}]}}");

        ChannelResult created = client.createChannel(154, CreateChannel.whatsApp());

        assertThat(created.response().get("data")).hasToString("{external_id=1, billing_start_date=null, x=[1, {}]}");
        assertThat(created.toMap()).isEqualTo(created.response());
    }

    @Test
    void id_has_64_bits() {
        respond(200, "{\"data\":{\"external_id\":9223372036854775807}}");

        assertThat(client.createChannel(154, CreateChannel.whatsApp()).channelId())
                .isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204, 205})
    void empty_body_is_a_success_for_update_and_delete(int status) {
        SERVER.respond(aResponse().withStatus(status));

        ChannelResult expected = new ChannelResult(399, null, Map.of());
        assertThat(client.deleteChannel(154, 399)).isEqualTo(expected);
        assertThat(client.updateChannel(154, 399, UpdateChannel.token("T"))).isEqualTo(expected);
    }

    @Test
    void update_and_delete_return_the_channel_id_of_the_request() {
        respond(200, "{\"status\":\"deleted\"}");

        assertThat(client.deleteChannel(154, 399))
                .isEqualTo(new ChannelResult(399, "deleted", Map.of("status", "deleted")));
        assertThat(client.updateChannel(154, 399, UpdateChannel.token("T")).channelId())
                .isEqualTo(399);
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UPDATE", "DELETE"})
    void empty_body_is_unexpected_for_other_operations(Operation operation) {
        SERVER.respond(aResponse().withStatus(204));

        assertThatThrownBy(() -> operation.send.apply(client))
                .isInstanceOf(PactChannelsUnexpectedResponseException.class)
                .hasMessageContaining("empty body");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE      | {\"status\":\"created\"}                                | no data.external_id",
                "CREATE      | {\"status\":\"created\",\"data\":{\"external_id\":null}} | no data.external_id",
                "CREATE      | {\"status\":\"created\",\"data\":{\"external_id\":1.5}}  | data.external_id is not a 64-bit number: 1.5",
                "CREATE      | {\"status\":\"created\",\"data\":{\"external_id\":\"x\"}} | data.external_id is not a 64-bit number: x",
                "SEND_FIRST  | {\"status\":\"ok\",\"data\":{\"state\":\"trying_deliver\"}} | no data.id",
                "JOB         | {\"status\":\"ok\",\"data\":{}}                         | no data.id",
                "USER_EXISTS | {\"status\":\"ok\"}                                     | no exists",
                "USER_EXISTS | {\"status\":\"ok\",\"exists\":null}                     | no exists",
                "USER_EXISTS | {\"status\":\"ok\",\"exists\":\"perhaps\"}              | no exists",
            })
    void missing_required_field_is_unexpected(Operation operation, String response, String problem) {
        respond(200, response);

        assertThatThrownBy(() -> operation.send.apply(client))
                .isInstanceOf(PactChannelsUnexpectedResponseException.class)
                .hasMessageContaining("Unexpected response (" + problem + ")");
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void response_that_is_not_an_object_is_unexpected(Operation operation) {
        for (String response : List.of("[]", "17", "\"ok\"", "null", "<html>", "{\"status\":", "{} {}")) {
            respond(200, response);

            assertThatThrownBy(() -> operation.send.apply(client))
                    .as(response)
                    .isInstanceOf(PactChannelsUnexpectedResponseException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void status_errored_is_a_rejection_with_the_message_of_the_service(Operation operation) {
        for (String response : List.of(
                "{\"status\":\"errored\",\"message\":\"Channel already exists\"}",
                "{\"data\":{\"id\":1,\"external_id\":1,\"exists\":true},\"message\":\"Channel already exists\","
                        + "\"status\":\"errored\"}")) {
            respond(200, response);

            assertThatThrownBy(() -> operation.send.apply(client))
                    .isInstanceOfSatisfying(PactChannelsRejectedException.class, rejection -> {
                        assertThat(rejection.getServiceMessage()).isEqualTo("Channel already exists");
                        assertThat(rejection.getHttpResponseCode()).isEqualTo(200);
                    });
        }
    }

    @Test
    void job_accepts_numbers_in_quotes() {
        respond(
                200,
                "{\"data\":{\"id\":\"17\",\"company_id\":\"154\",\"channel\":{\"id\":\"399\",\"type\":\"whatsapp\"},"
                        + "\"conversation_id\":\"5\",\"message_id\":\"6\",\"created_at\":\"1510393147\"}}");

        DeliveryJob job = client.job(154, 399, 17);

        assertThat(job.jobId()).isEqualTo(17);
        assertThat(job.companyId()).isEqualTo(154);
        assertThat(job.channelId()).isEqualTo(399);
        assertThat(job.conversationId()).isEqualTo(5);
        assertThat(job.messageId()).isEqualTo(6);
        assertThat(job.createdAt()).isEqualTo(Instant.ofEpochSecond(1510393147));
    }

    @Test
    void job_requires_only_its_id() {
        respond(200, "{\"data\":{\"id\":17,\"channel\":399,\"details\":\"?\",\"created_at\":9223372036854775807}}");

        DeliveryJob job = client.job(154, 399, 17);

        assertThat(job)
                .isEqualTo(new DeliveryJob(17, null, null, null, null, null, null, null, null, null, job.response()));
        assertThat(job.isDone()).isFalse();
        assertThat(job.isDelivered()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "trying_deliver | null                         | -             | false | false",
                "trying_deliver | {}                           | -             | false | false",
                "delivered      | {\"result\":\"DELIVERED\"}     | DELIVERED     | true  | true",
                "delivered      | {\"result\":\"NOT DELIVERED\"} | NOT DELIVERED | true  | false",
                "whatever       | {\"result\":\"NOT DELIVERED\"} | NOT DELIVERED | true  | false",
                "delivered      | null                         | -             | true  | true",
            })
    void job_is_done_by_its_result_or_else_its_state(
            String state, String details, String result, boolean done, boolean delivered) {
        respond(200, "{\"data\":{\"id\":17,\"state\":\"" + state + "\",\"details\":" + details + "}}");

        DeliveryJob job = client.job(154, 399, 17);

        assertThat(job.state()).isEqualTo(state);
        assertThat(job.result()).isEqualTo(result);
        assertThat(job.isDone()).isEqualTo(done);
        assertThat(job.isDelivered()).isEqualTo(delivered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"ok\",\"exists\":false}",
                "{\"status\":\"ok\",\"data\":{\"exists\":false}}",
            })
    void exists_is_found_inside_and_outside_data(String response) {
        respond(200, response);

        assertThat(client.userExists(154, 399, "79250000001")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code_length\":6,\"code_type\":\"app\",\"expires_in\":60,\"next_type\":\"app\",\"session_id\":1337}",
                "{\"data\":{\"code_length\":6,\"code_type\":\"app\",\"expires_in\":60,\"next_type\":\"app\","
                        + "\"session_id\":\"1337\"},\"result\":\"ok\"}",
            })
    void requested_code_is_read_inside_and_outside_data(String response) {
        respond(200, response);

        RequestedCode code = client.requestCode(154, 399, RequestCode.telegramPersonal());

        assertThat(code)
                .isEqualTo(new RequestedCode(
                        6L, "app", 60L, "app", 1337L, null, NextStep.NONE, List.of(), code.response()));
    }

    @ParameterizedTest
    @CsvSource({"160s, 160", "' 160s ', 160", "160, 160", "2m, ", "soon, "})
    void validity_of_a_code_of_whatsapp_is_read_in_seconds(String ttl, Long seconds) {
        respond(200, "{\"sessionId\":\"1\",\"code\":\"ABCD-EFGH\",\"ttl\":\"" + ttl + "\"}");

        RequestedCode code = client.requestCode(154, 399, RequestCode.whatsApp());

        assertThat(code.code()).isEqualTo("ABCD-EFGH");
        assertThat(code.expiresIn()).isEqualTo(seconds);
        assertThat(code.sessionId()).isEqualTo(1);
        assertThat(code.response()).containsEntry("ttl", ttl);
    }

    @Test
    void requested_code_can_be_empty() {
        respond(200, "{}");

        assertThat(client.requestCode(154, 399, RequestCode.telegramPersonal()))
                .isEqualTo(new RequestedCode(null, null, null, null, null, null, NextStep.NONE, List.of(), Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "two_factor_requires,   TWO_FACTOR",
        "confirmation_requires, CHALLENGE",
        "something_requires,    NONE",
    })
    void next_step_is_read_from_requested_code_and_confirmation(String field, NextStep next) {
        String details = "\"details\":[{\"value\":1,\"key\":\"sms\"},{\"value\":\"0\",\"label\":\"+0 ***\"}]";
        List<Choice> choices = List.of(new Choice(1, "sms", null), new Choice(0, null, "+0 ***"));
        for (String response : List.of(
                "{\"result\":\"ok\",\"data\":{\"" + field + "\":true," + details + "}}",
                "{\"result\":\"ok\",\"" + field + "\":true," + details + "}")) {
            respond(200, response);

            RequestedCode requested = client.requestCode(154, 399, RequestCode.instagramTwoFactor());
            Confirmation confirmed = client.confirm(154, 399, ConfirmCode.instagramChallenge("1"));

            assertThat(requested.nextStep()).isEqualTo(next);
            assertThat(requested.choices()).isEqualTo(choices);
            assertThat(confirmed.nextStep()).isEqualTo(next);
            assertThat(confirmed.choices()).isEqualTo(choices);
        }
    }

    @Test
    void step_that_is_not_required_is_ignored() {
        respond(200, "{\"data\":{\"two_factor_requires\":false,\"confirmation_requires\":null}}");

        assertThat(client.confirm(154, 399, ConfirmCode.instagramChallenge("1")).nextStep())
                .isEqualTo(NextStep.NONE);
    }

    @Test
    void choices_without_a_value_are_skipped() {
        respond(
                200,
                "{\"data\":{\"two_factor_requires\":true,\"details\":[1,null,{},{\"value\":\"x\"},"
                        + "{\"value\":3,\"key\":null,\"label\":{}}]}}");

        assertThat(client.confirm(154, 399, ConfirmCode.instagramChallenge("1")).choices())
                .containsExactly(new Choice(3, null, null));
    }

    @Test
    void confirmation_keeps_the_whole_response() {
        respond(200, "{\"result\":\"ok\",\"state\":\"enabled\",\"since\":1}");

        Confirmation confirmation = client.confirm(154, 399, ConfirmCode.telegramPersonal("1"));

        assertThat(confirmation.state()).isEqualTo("enabled");
        assertThat(confirmation.response())
                .containsExactly(entry("result", "ok"), entry("state", "enabled"), entry("since", 1));
    }

    private static void respond(int status, String json) {
        SERVER.respond(Responses.json(status, json));
    }
}
