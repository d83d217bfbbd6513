/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import im.pact.camel.channels.model.ApiObject;
import im.pact.camel.channels.model.ChannelResult;
import im.pact.camel.channels.model.Company;
import im.pact.camel.channels.model.CompanyResult;
import im.pact.camel.channels.model.Confirmation;
import im.pact.camel.channels.model.DeliveryJob;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.model.Page;
import im.pact.camel.channels.model.RequestedCode;
import im.pact.camel.channels.request.ConfirmCode;
import im.pact.camel.channels.request.CreateChannel;
import im.pact.camel.channels.request.EnablePage;
import im.pact.camel.channels.request.FirstMessage;
import im.pact.camel.channels.request.RequestCode;
import im.pact.camel.channels.request.UpdateChannel;
import im.pact.camel.channels.request.UpdateCompany;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Every operation with the responses of the API document, and an independent check of its result. */
@SuppressWarnings("ImmutableEnumChecker") // The fields are not modified.
enum FuzzedOperation {
    LIST(
            client -> client.listChannels(154, PactClient.PAGE),
            FuzzedOperation::checkPage,
            Responses.CHANNELS,
            """
            {"status":"ok","data":{"channels":[{"external_id":1,"provider":"viber","name":"Zoë","x":{"y":[1,2.5,null]}},{"external_id":2,"provider":null}]}}""",
            """
            {"status":"ok","data":{"channels":[],"next_page":null}}"""),
    CREATE(
            client -> client.createChannel(154, CreateChannel.byToken("viber", "viber-token")),
            (response, result) -> checkChannel(response, (ChannelResult) result, null),
            """
            {"status":"created","data":{"external_id":1}}""",
            """
            {"status":"created","data":{"external_id":"17","billing_start_date":"2024-01-31"}}"""),
    UPDATE(
            client -> client.updateChannel(154, 399, UpdateChannel.token("viber-token")),
            (response, result) -> checkChannel(response, (ChannelResult) result, 399L),
            """
            {"status":"updated","data":{"external_id":2}}"""),
    DELETE(
            client -> client.deleteChannel(154, 399),
            (response, result) -> checkChannel(response, (ChannelResult) result, 399L),
            """
            {"status":"deleted"}"""),
    SEND_FIRST(
            client -> client.sendFirstMessage(154, 399, FirstMessage.text("79250000001", "Hello!")),
            FuzzedOperation::checkJob,
            """
            {"status":"ok","data":{"id":17,"company_id":154,"channel":{"id":399,"type":"whatsapp"},"state":"trying_deliver","conversation_id":null,"message_id":null,"details":null,"created_at":1510393147}}"""),
    USER_EXISTS(
            client -> client.userExists(154, 399, "79250000001"),
            (response, result) -> assertThat(isTrue(field(response, "exists"))).isEqualTo(result),
            """
            {"status":"ok","exists":true}""",
            """
            {"status":"ok","data":{"exists":false}}"""),
    REQUEST_CODE(
            client -> client.requestCode(154, 399, RequestCode.telegramPersonal()),
            FuzzedOperation::checkRequestedCode,
            """
            {"code_length":6,"code_type":"app","expires_in":60,"next_type":"app","session_id":1337,"status":"ok"}""",
            """
            {"result":"ok"}"""),
    CONFIRM(
            client -> client.confirm(154, 399, ConfirmCode.instagramChallenge("012345")),
            FuzzedOperation::checkConfirmation,
            """
            {"result":"ok","state":"enabled"}""",
            """
            {"result":"ok","data":{"two_factor_requires":true,"details":[{"value":1,"key":"sms"},{"value":2,"key":"totp"}]}}""",
            """
            {"result":"ok","data":{"confirmation_requires":true,"details":[{"value":0,"label":"+0 *** ***-**-00"}]}}"""),
    ENABLE_PAGE(
            client -> client.enablePage(154, 399, EnablePage.of(301)),
            (response, result) -> checkChannel(response, (ChannelResult) result, 399L),
            """
            {"status":"ok"}"""),
    JOB(
            client -> client.job(154, 399, 17),
            FuzzedOperation::checkJob,
            """
            {"status":"ok","data":{"id":17,"company_id":154,"channel":{"id":399,"type":"whatsapp"},"state":"delivered","conversation_id":5,"message_id":6,"details":{"result":"DELIVERED"},"created_at":1510393147}}"""),
    COMPANIES(
            client -> client.listCompanies(PactClient.PAGE),
            FuzzedOperation::checkCompanies,
            """
            {"status":"ok","data":{"companies":[{"external_id":11,"name":"Acme","phone":null,"description":null,"webhook_url":null},{"external_id":12,"name":"Zoë","webhook_url":"https://h.example.org/x"}],"next_page":"tok"}}"""),
    REGISTER_WEBHOOK(
            client -> client.updateCompany(11, UpdateCompany.webhookUrl("https://h.example.org/x")),
            (response, result) -> {
                Long id = number(field(response, "external_id"));
                assertThat(((CompanyResult) result).companyId()).isEqualTo(id == null ? 11 : id);
            },
            """
            {"status":"updated","data":{"external_id":11}}""");

    private static final ObjectMapper JSON = new ObjectMapper();

    final List<String> responses;
    private final Function<PactChannelsClient, Object> send;
    private final Check check;

    FuzzedOperation(Function<PactChannelsClient, Object> send, Check check, String... responses) {
        this.send = send;
        this.check = check;
        this.responses = List.of(responses);
    }

    Object on(PactChannelsClient client) {
        return send.apply(client);
    }

    /** Fails unless the result has the values of the response. */
    void checkResult(byte[] body, Object result) throws IOException {
        if (!isAboutNothing(result)) {
            JsonNode response = JSON.readTree(body);
            checkEnvelope(response);
            check.of(response, result);
            if (result instanceof ApiObject object) {
                assertThat(object.toMap()).isEqualTo(map(body));
            }
        }
    }

    private static void checkEnvelope(JsonNode response) {
        List<String> words = List.of(word(response, "status"), word(response, "result"));
        assertThat(words).noneMatch(word -> word.matches("(error|fail|invalid|denied|rejected).*|no|false"));
        assertThat(words)
                .satisfiesAnyOf(
                        none -> assertThat(String.join("", none)).isEmpty(),
                        some -> assertThat(some).anyMatch(word -> word.matches("ok|created|updated|deleted")),
                        some -> assertThat(response.toString())
                                .containsPattern("\"(ok|created|updated|deleted)|success"));
    }

    /** A response without a body is a success for a change. */
    private boolean isAboutNothing(Object result) {
        return (this == UPDATE || this == DELETE || this == ENABLE_PAGE)
                        && result.equals(new ChannelResult(399, null, Map.of()))
                || this == REGISTER_WEBHOOK && result.equals(new CompanyResult(11, null, Map.of()));
    }

    private static Map<String, Object> map(byte[] json) throws IOException {
        return JSON.readValue(json, new TypeReference<>() {});
    }

    private static void checkPage(JsonNode response, Object result) {
        Page<?> page = (Page<?>) result;
        JsonNode data = response.get("data");
        assertThat(page.items()).hasSameSizeAs(data.get("channels"));
        Iterator<JsonNode> channels = data.get("channels").elements();
        for (ApiObject item : page.items()) {
            PactChannel channel = (PactChannel) item;
            JsonNode expected = channels.next();
            assertThat(channel.channelId()).isEqualTo(number(expected.get("external_id")));
            checkText(expected.path("provider"), channel.provider());
            Map<String, Object> others = JSON.convertValue(expected, new TypeReference<>() {});
            others.keySet().removeAll(List.of("external_id", "provider"));
            assertThat(channel.otherFields().keySet()).isEqualTo(others.keySet());
        }
        JsonNode nextPage = data.path("next_page");
        checkText(nextPage, nextPage.asText("").isBlank() ? nextPage.textValue() : page.nextPageToken());
    }

    private static void checkCompanies(JsonNode response, Object result) {
        Page<?> page = (Page<?>) result;
        JsonNode data = response.get("data");
        assertThat(page.items()).hasSameSizeAs(data.get("companies"));
        Iterator<JsonNode> companies = data.get("companies").elements();
        for (ApiObject item : page.items()) {
            Company company = (Company) item;
            JsonNode expected = companies.next();
            assertThat(company.companyId()).isEqualTo(number(expected.get("external_id")));
            checkText(expected.path("name"), company.name());
            checkText(expected.path("webhook_url"), company.webhookUrl());
        }
    }

    private static void checkChannel(JsonNode response, ChannelResult result, Long otherwise) {
        Long id = number(field(response, "external_id"));
        assertThat(result.channelId()).isEqualTo(id == null ? otherwise : id);
    }

    private static void checkJob(JsonNode response, Object result) {
        DeliveryJob job = (DeliveryJob) result;
        assertThat(job.jobId()).isEqualTo(number(field(response, "id")));
        assertThat(job.companyId()).isEqualTo(number(field(response, "company_id")));
        assertThat(job.channelId()).isEqualTo(number(field(response, "channel").path("id")));
        checkText(field(response, "channel").path("type"), job.provider());
        checkText(field(response, "state"), job.state());
        JsonNode details = field(response, "details");
        if (!details.isTextual()) {
            checkText(details.path("result"), job.result());
        }
    }

    private static void checkRequestedCode(JsonNode response, Object result) {
        RequestedCode code = (RequestedCode) result;
        assertThat(code.codeLength()).isEqualTo(number(field(response, "code_length")));
        assertThat(code.sessionId()).isEqualTo(number(field(response, "session_id")));
        checkText(field(response, "code_type"), code.codeType());
    }

    private static void checkConfirmation(JsonNode response, Object result) {
        Confirmation confirmation = (Confirmation) result;
        String step = "NONE";
        if (field(response, "state").asText().toLowerCase(Locale.ROOT).contains("password")) {
            step = "PASSWORD";
        }
        if (isTrue(field(response, "confirmation_requires"))) {
            step = "CHALLENGE";
        }
        if (isTrue(field(response, "two_factor_requires"))) {
            step = "TWO_FACTOR";
        }
        assertThat(confirmation.nextStep()).hasToString(step);
        checkText(field(response, "state"), confirmation.state());
    }

    private static JsonNode field(JsonNode response, String name) {
        return response.path("data").has(name) ? response.path("data").path(name) : response.path(name);
    }

    private static String word(JsonNode response, String name) {
        JsonNode value = response.path(name);
        return value.isValueNode() && !value.isNull() ? value.asText().strip().toLowerCase(Locale.ROOT) : "";
    }

    private static boolean isTrue(JsonNode value) {
        return value.isValueNode() && value.asText().toLowerCase(Locale.ROOT).matches("true|1");
    }

    private static Long number(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.canConvertToLong() ? value.longValue() : null;
        }
        try {
            return value.isTextual() ? Long.valueOf(value.textValue()) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Other types may be shown as text. */
    private static void checkText(JsonNode expected, String actual) {
        if (expected.isTextual() || expected.isNull() || expected.isMissingNode() || expected.isContainerNode()) {
            assertThat(actual).isEqualTo(expected.textValue());
        }
    }

    @FunctionalInterface
    private interface Check {

        void of(JsonNode response, Object result);
    }
}
