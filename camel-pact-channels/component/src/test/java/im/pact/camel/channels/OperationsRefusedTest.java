/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static im.pact.camel.channels.ApiServer.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import im.pact.camel.channels.client.HttpPactChannelsClient;
import im.pact.camel.channels.request.ApiRequest;
import im.pact.camel.channels.request.ConfirmCode;
import im.pact.camel.channels.request.CreateChannel;
import im.pact.camel.channels.request.EnablePage;
import im.pact.camel.channels.request.FirstMessage;
import im.pact.camel.channels.request.RequestCode;
import im.pact.camel.channels.request.UpdateChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.ObjectHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can't be is refused by name, without its secrets, and nothing of it reaches the wire. */
@SuppressWarnings("TimeInStaticInitializer") // The service looks back 31 days from now.
class OperationsRefusedTest {

    private static final String IDS = "companyId=154&channelId=399";
    private static final String PHONE =
            "phone must be a phone number of 5 to 15 digits, with or without +, spaces, dots, dashes and brackets";
    private static final String MOMENT =
            "syncMessagesFrom must be a moment of the last 31 days: ISO 8601 with an offset, "
                    + "such as 2026-01-31T12:00:00Z, or seconds since 1970";
    private static final Instant NOW = Instant.now();
    private static final Instant TOO_OLD = NOW.minus(Duration.ofDays(31).plusSeconds(1));
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));

    @RegisterExtension
    static final ApiServer SERVER = new ApiServer();

    /** Whatever came, it would be taken for a success. */
    @BeforeEach
    void answerEverything() {
        SERVER.answers("{'status':'ok','exists':true,'data':{'id':1,'external_id':1}}".replace('\'', '"'));
    }

    /** Operation, what is given, and the refusal, where the operation stands in front of each. */
    static Stream<Arguments> refusals() {
        List<Arguments> all = new ArrayList<>();
        // A parameter is missing.
        refused(all, "create", "{}", "provider is missing");
        refused(all, "create", "{provider: ' '}", "provider is missing");
        refused(all, "create", "{token: 'T'}", "provider is missing");
        String business = "provider: 'whatsapp_business', ";
        refused(all, "create", "{" + business + "account_name: 'A', token: 'T'}", "username is missing");
        refused(all, "create", "{" + business + "username: '79250000001', token: 'T'}", "accountName is missing");
        refused(all, "create", "{" + business + "username: '79250000001', account_name: 'A'}", "token is missing");
        refused(all, "create", "{" + business + "username: '', account_name: 'A', token: 'T'}", "username is missing");
        refused(all, "create", "{provider: 'avito', password: 'P'}", "login is missing");
        refused(all, "create", "{provider: 'avito', login: 'L'}", "password is missing");
        String instagram = "provider: 'instagram_business', ";
        refused(all, "create", "{" + instagram + "phone: '79131112233', data: {a: 1}}", "token is missing");
        refused(all, "create", "{" + instagram + "token: 'T', data: {a: 1}}", "phone is missing");
        refused(all, "create", "{" + instagram + "token: 'T', phone: '79131112233'}", "data is missing");
        for (String provider : List.of("facebook", "vkontakte", "vkontakte_direct", "telegram", "viber")) {
            refused(all, "create", "{provider: '" + provider + "'}", "token is missing");
        }
        refused(all, "create", "{provider: 'telegram_personal'}", "viaQrCode or phone is missing");
        refused(all, "create", "{provider: 'telegram_personal', via_qr_code: false}", "phone is missing");
        refused(all, "update", "{}", "nothing to change was given: token, login and password, or others");
        refused(all, "update", "{token: ''}", "nothing to change was given: token, login and password, or others");
        refused(all, "sendFirst", "{}", "message or templateId is missing");
        refused(all, "sendFirst", "{phone: '79250000001'}", "message or templateId is missing");
        refused(all, "sendFirst", "{phone: '79250000001', message: ' '}", "message or templateId is missing");
        refused(all, "sendFirst", "{message: 'M'}", "phone is missing");
        refused(all, "sendFirst", "{phone: '79250000001', template: {language_code: 'en'}}", "templateId is missing");
        refused(all, "sendFirst", "{phone: '79250000001', template: {id: 'I'}}", "templateLanguageCode is missing");
        refused(all, "userExists", "{}", "phone is missing");
        refused(all, "requestCode", "{}", "provider is missing");
        refused(all, "requestCode", "{provider: 'instagram'}", "challengeVariant or challengeType is missing");
        refused(all, "confirm", "{code: '1234'}", "provider is missing");
        refused(all, "confirm", "{provider: 'telegram_personal'}", "code or password is missing");
        refused(all, "confirm", "{provider: 'telegram_personal', confirmation_type: 'code'}", "code is missing");
        refused(
                all,
                "confirm",
                "{provider: 'telegram_personal', confirmation_type: 'password'}",
                "password is missing");
        refused(all, "confirm", "{provider: 'instagram'}", "confirmationCode is missing");
        refused(
                all,
                "confirm",
                "{provider: 'instagram', confirmation_type: 'two_factor', confirmation_code: '1'}",
                "confirmationVariant is missing");
        refused(all, "confirm", "{provider: 'instagram', confirmation_variant: 1}", "confirmationCode is missing");

        refused(all, "create", "{" + business + "dialog360_channel_id: 'C'}", "hostingType is missing");
        refused(all, "enablePage", "{}", "pageId is missing");

        // A value is none of those that are allowed.
        String complete = business + "username: '79250000001', account_name: 'A', token: 'T', ";
        refused(
                all,
                "create",
                "{" + complete + "subtype: 'gold'}",
                "subtype must be one of regular, unlim, no_write_first (was gold)");
        refused(
                all,
                "create",
                "{" + complete + "api_provider: 'twilio'}",
                "apiProvider must be one of gupshup, 360dialog (was twilio)");
        refused(
                all,
                "create",
                "{provider: 'telegram_personal', via_qr_code: 'maybe'}",
                "viaQrCode must be true or false (was maybe)");
        refused(
                all,
                "create",
                "{provider: 'telegram_personal', via_qr_code: 'maybe', phone: '79250000001'}",
                "viaQrCode must be true or false (was maybe)");
        refused(
                all,
                "create",
                "{provider: 'whatsapp', do_not_mark_as_read: 'yes'}",
                "doNotMarkAsRead must be true or false (was yes)");
        refused(
                all,
                "create",
                "{" + instagram + "token: 'T', phone: '79131112233', data: ['s3cret']}",
                "data must be an object");
        refused(
                all,
                "confirm",
                "{provider: 'telegram_personal', confirmation_type: 'two_factor', code: '1234'}",
                "confirmationType must be code or password (was two_factor)");
        refused(
                all,
                "confirm",
                "{provider: 'telegram_personal', confirmation_type: 'sms', code: '1234'}",
                "confirmationType must be code or password (was sms)");
        refused(
                all,
                "confirm",
                "{provider: 'instagram', confirmation_type: 'code', confirmation_code: '1234'}",
                "confirmationType must be two_factor (was code)");
        refused(
                all,
                "requestCode",
                "{provider: 'instagram', challenge_type: 'sms'}",
                "challengeType must be two_factor (was sms)");
        refused(
                all,
                "requestCode",
                "{provider: 'instagram', challenge_type: 'sms', challenge_variant: 1}",
                "challengeType must be two_factor (was sms)");
        for (String value : List.of("one", "1.5", "1e3", "99999999999999999999")) {
            refused(
                    all,
                    "requestCode",
                    "{provider: 'instagram', challenge_variant: '" + value + "'}",
                    "challengeVariant must be a whole number (was " + value + ")");
            refused(
                    all,
                    "confirm",
                    "{provider: 'instagram', confirmation_variant: '" + value + "', confirmation_code: '1'}",
                    "confirmationVariant must be a whole number (was " + value + ")");
        }

        // Two things are given of which there can be one.
        refused(
                all,
                "create",
                "{provider: 'telegram_personal', via_qr_code: true, phone: '79250000001'}",
                "give viaQrCode or phone, not both");
        refused(
                all,
                "sendFirst",
                "{phone: '79250000001', message: 'M', template: {id: 'I', language_code: 'en'}}",
                "give message or templateId, not both");
        refused(
                all,
                "requestCode",
                "{provider: 'instagram', challenge_variant: 1, challenge_type: 'two_factor'}",
                "give challengeVariant or challengeType, not both");
        refused(
                all,
                "confirm",
                "{provider: 'telegram_personal', code: '1234', password: 'P'}",
                "give code or password, not both");

        // Moments.
        for (Object moment : List.of(
                TOO_OLD, TOO_OLD.getEpochSecond(), TOMORROW, TOMORROW.getEpochSecond(), 0, "yesterday", "2026-01-31")) {
            refused(
                    all,
                    "create",
                    "{provider: 'whatsapp', sync_messages_from: '" + moment + "'}",
                    MOMENT + " (was " + moment + ")");
            refused(
                    all,
                    "create",
                    "{provider: 'telegram_personal', via_qr_code: true, sync_messages_from: '" + moment + "'}",
                    MOMENT + " (was " + moment + ")");
        }

        // Phones.
        Map.of(
                        "79250000001a", "letters and extensions are not supported",
                        "call me", "letters and extensions are not supported",
                        "7925OOOOOO1", "letters and extensions are not supported",
                        "1234", "fewer than 5 digits",
                        "1234567890123456",
                                "more than 15 digits; begin with + and the country code, or set phoneRegion",
                        "+", "not written as one phone number",
                        "79250000001;ext=5", "';' is not part of a phone number",
                        "7+925000", "not written as one phone number")
                .forEach((phone, reason) -> {
                    String given = "phone: '" + phone + "'}";
                    String message = PHONE + " (was " + phone + "): " + reason;
                    refused(all, "userExists", "{" + given, message);
                    refused(all, "sendFirst", "{message: 'M', " + given, message);
                    refused(all, "sendFirst", "{template: {id: 'I', language_code: 'en'}, " + given, message);
                    refused(all, "create", "{provider: 'telegram_personal', " + given, message);
                    refused(all, "create", "{" + instagram + "token: 'T', data: {a: 1}, " + given, message);
                    refused(
                            all,
                            "create",
                            "{" + business + "account_name: 'A', token: 'T', user" + given.replace("phone", "name"),
                            message.replace("phone must", "username must"));
                });

        // Codes are not shown.
        for (String code : List.of("12a4", "12 34", "-123", "12.5", "١٢٣٤")) {
            refused(
                    all,
                    "confirm",
                    "{provider: 'telegram_personal', code: '" + code + "'}",
                    "code must be a text of digits");
        }
        return all.stream();
    }

    private static void refused(List<Arguments> all, String operation, String given, String message) {
        all.add(Arguments.of(operation, given, operation + ": " + message));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("refusals")
    void bad_input_in_the_body_is_refused(String operation, String given, String message) {
        assertRefused(operation, exchange -> exchange.getMessage().setBody(object(given)), message);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("refusals")
    void bad_input_in_headers_is_refused(String operation, String given, String message) {
        assertRefused(operation, exchange -> headers(given).forEach(exchange.getMessage()::setHeader), message);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("refusals")
    void bad_input_given_to_the_client_is_refused(String operation, String given, String message) throws Exception {
        PactChannelsEndpoint endpoint =
                SERVER.context().getEndpoint("pact-channels:" + operation + "?" + IDS, PactChannelsEndpoint.class);
        try (var client = endpoint.newClient()) {
            Map<String, Object> parameters = new UpdateChannel(object(given)).parameters();
            Throwable refusal = catchThrowable(() -> {
                switch (operation) {
                    case "create" -> client.createChannel(154, new CreateChannel(parameters));
                    case "update" -> client.updateChannel(154, 399, new UpdateChannel(parameters));
                    case "enablePage" -> client.enablePage(154, 399, new EnablePage(parameters));
                    case "sendFirst" -> client.sendFirstMessage(154, 399, new FirstMessage(parameters));
                    case "userExists" -> client.userExists(154, 399, (String) parameters.get("phone"));
                    case "requestCode" -> client.requestCode(154, 399, new RequestCode(parameters));
                    default -> client.confirm(154, 399, new ConfirmCode(parameters));
                }
            });

            assertThat(refusal).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
            assertThat(SERVER.requests()).isEmpty();
            assertThat(client).isInstanceOf(HttpPactChannelsClient.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "update", "requestCode"})
    void a_text_that_is_no_json_object_is_refused_and_not_shown(String operation) {
        for (Object body : List.of(
                "s3cret",
                "[]",
                "\"token\"",
                "12",
                "null",
                "{\"token\":\"s3cret\"",
                "{\"token\":\"s3cret\"} {}",
                "token=s3cret",
                "s3cret".getBytes(StandardCharsets.UTF_8),
                17)) {
            assertRefused(
                    operation,
                    exchange -> exchange.getMessage().setBody(body),
                    operation + ": the body must be a JSON object, a map or "
                            + Map.of(
                                            "create", "CreateChannel",
                                            "update", "UpdateChannel",
                                            "requestCode", "RequestCode")
                                    .get(operation));
        }
    }

    static Stream<Arguments> recordsOfOtherOperations() {
        Map<String, ApiRequest> records = new LinkedHashMap<>();
        records.put("create", CreateChannel.byToken("viber", "s3cret"));
        records.put("update", UpdateChannel.token("s3cret"));
        records.put("sendFirst", FirstMessage.text("79250000001", "s3cret"));
        records.put("requestCode", RequestCode.telegramPersonal());
        records.put("confirm", ConfirmCode.telegramPersonal("1234"));
        return records.entrySet().stream().flatMap(expected -> records.values().stream()
                .filter(record -> record != expected.getValue())
                .map(record ->
                        Arguments.of(expected.getKey(), expected.getValue().getClass(), record)));
    }

    @ParameterizedTest(name = "{0} is not given {2}")
    @MethodSource("recordsOfOtherOperations")
    void a_request_of_another_operation_is_refused(String operation, Class<?> expected, ApiRequest record) {
        assertRefused(
                operation,
                exchange -> exchange.getMessage().setBody(record),
                operation + ": the body must be " + expected.getSimpleName() + " (was "
                        + record.getClass().getSimpleName() + ")");
    }

    /** The endpoint has the id too, so that what is refused is not a missing one. */
    @ParameterizedTest
    @CsvSource({
        "create,      companyId, CompanyId, company_id",
        "update,      companyId, CompanyId, company_id",
        "delete,      companyId, CompanyId, company_id",
        "sendFirst,   companyId, CompanyId, company_id",
        "userExists,  companyId, CompanyId, company_id",
        "requestCode, companyId, CompanyId, company_id",
        "confirm,     companyId, CompanyId, company_id",
        "job,         companyId, CompanyId, company_id",
        "update,      channelId, ChannelId, channel_id",
        "delete,      channelId, ChannelId, channel_id",
        "sendFirst,   channelId, ChannelId, channel_id",
        "userExists,  channelId, ChannelId, channel_id",
        "requestCode, channelId, ChannelId, channel_id",
        "confirm,     channelId, ChannelId, channel_id",
        "job,         channelId, ChannelId, channel_id",
        "job,         jobId,     JobId,     job_id",
    })
    void an_id_is_a_positive_number_whether_parameters_are_checked_or_not(
            String operation, String name, String header, String apiName) {
        for (Object id : List.of(
                0,
                -1,
                1.9,
                1e300,
                "abc",
                "1e3",
                "0x1F",
                "1,000",
                "1/../2",
                "399?x",
                "٣",
                "9223372036854775808",
                "+1")) {
            String message = operation + ": " + name + " must be a positive number (was " + id + ")";
            for (String options : List.of("", "&validateParameters=false")) {
                Map<String, Object> body = withWhatItNeeds(operation);
                assertRefused(
                        operation,
                        options,
                        exchange -> {
                            exchange.getMessage().setBody(body);
                            exchange.getMessage().setHeader("CamelPactChannels" + header, id);
                        },
                        message);
                for (String key : List.of(name, apiName)) {
                    assertRefused(
                            operation,
                            options,
                            exchange -> {
                                Map<String, Object> withId = new LinkedHashMap<>(body);
                                withId.remove(apiName);
                                withId.put(key, id);
                                exchange.getMessage().setBody(withId);
                            },
                            message);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "create,      companyId",
        "update,      companyId",
        "update,      channelId",
        "delete,      channelId",
        "sendFirst,   channelId",
        "userExists,  channelId",
        "requestCode, channelId",
        "confirm,     channelId",
        "job,         jobId",
    })
    void an_id_that_nobody_gave_is_named(String operation, String missing) {
        String others =
                Stream.of(IDS.split("&")).filter(id -> !id.startsWith(missing)).collect(Collectors.joining("&"));

        Map<String, Object> body = missing.equals("jobId") ? Map.of() : withWhatItNeeds(operation);
        Exchange exchange = SERVER.context()
                .createProducerTemplate()
                .request("pact-channels:" + operation + "?" + others, it -> it.getMessage()
                        .setBody(body));

        assertThat(exchange.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(operation + ": " + missing + " must be a positive number (was null)");
        assertThat(SERVER.requests()).isEmpty();
    }

    @Test
    void an_id_has64_bits() {
        assertThat(send("delete", "", exchange -> exchange.getMessage()
                                .setHeader(PactChannelsConstants.CHANNEL_ID, "9223372036854775807"))
                        .getException())
                .isNull();
        assertThat(SERVER.request().path()).isEqualTo("/p1/companies/154/channels/9223372036854775807");
    }

    static Stream<Arguments> secretsOfAWrongKind() {
        String half = "\uD83D" + "s3cret";
        Map<String, Object> hidden = Map.of("s3cret", "s3cret");
        List<Object> nested = List.of("s3cret", hidden);
        return Stream.of(
                Arguments.of("create", Map.of("provider", "viber", "token", hidden), "token must be a text"),
                Arguments.of("create", Map.of("provider", "viber", "token", half), "token must be a text"),
                Arguments.of("update", Map.of("token", half), "token must be a text"),
                Arguments.of(
                        "create",
                        Map.of("provider", "avito", "login", hidden, "password", "P"),
                        "login must be a text"),
                Arguments.of(
                        "create",
                        Map.of("provider", "avito", "login", "L", "password", half),
                        "password must be a text"),
                Arguments.of(
                        "create",
                        Map.of(
                                "provider",
                                "instagram_business",
                                "token",
                                "T",
                                "phone",
                                "79131112233",
                                "data",
                                "s3cret"),
                        "data must be an object"),
                Arguments.of("sendFirst", Map.of("phone", "79250000001", "message", hidden), "message must be a text"),
                Arguments.of("sendFirst", Map.of("phone", "79250000001", "message", half), "message must be a text"),
                Arguments.of(
                        "sendFirst",
                        Map.of(
                                "phone", "79250000001",
                                "templateId", "I",
                                "templateLanguageCode", "en",
                                "templateParameters", nested),
                        "templateParameters[1] must be a text (was an object)"),
                Arguments.of(
                        "confirm",
                        Map.of("provider", "telegram_personal", "code", "s3cret"),
                        "code must be a text of digits"),
                Arguments.of(
                        "confirm",
                        Map.of("provider", "telegram_personal", "password", hidden),
                        "password must be a text"),
                Arguments.of(
                        "confirm",
                        Map.of("provider", "instagram", "confirmationCode", nested),
                        "confirmationCode must be a text"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("secretsOfAWrongKind")
    void a_secret_is_not_shown_when_it_is_refused(String operation, Map<String, Object> given, String message) {
        Exchange exchange = send(operation, "", it -> it.getMessage().setBody(given));

        assertThat(exchange.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(operation + ": " + message)
                .hasNoCause();
        assertThat(SERVER.requests()).isEmpty();
    }

    @Test
    void a_moment_of_every_type_is_checked_against_the_clock() {
        for (Object moment : List.of(
                TOO_OLD,
                TOO_OLD.atOffset(ZoneOffset.ofHours(3)),
                TOO_OLD.atZone(ZoneId.of("Asia/Tokyo")),
                Date.from(TOO_OLD),
                TOMORROW)) {
            assertRefused(
                    "create",
                    exchange ->
                            exchange.getMessage().setBody(Map.of("provider", "whatsapp", "syncMessagesFrom", moment)),
                    "create: " + MOMENT + " (was " + moment + ")");
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "create | {provider: 'whatsapp_business', subtype: 'gold'} | provider=whatsapp_business&subtype=gold",
                "create | {token: 'T'} | token=T",
                "create | {provider: 'telegram_personal', via_qr_code: true, phone: 'call me'}"
                        + " | provider=telegram_personal&via_qr_code=true&phone=call me",
                "create | {provider: 'whatsapp', sync_messages_from: 'long ago'}"
                        + " | provider=whatsapp&sync_messages_from=long ago",
                "update | {} | ``",
                "sendFirst | {phone: '+7 (925) 1', message: 'M', template: {id: 'I'}}"
                        + " | phone=+7 (925) 1&message=M&template[id]=I",
                "requestCode | {provider: 'instagram'} | provider=instagram",
                "confirm | {provider: 'telegram_personal', confirmation_type: 'sms', code: 'abc'}"
                        + " | provider=telegram_personal&confirmation_type=sms&code=abc",
            })
    void parameters_are_sent_as_they_were_given_when_nobody_checks_them(String operation, String given, String sent) {
        Exchange exchange = send(
                operation, "&validateParameters=false", it -> it.getMessage().setBody(object(given)));

        assertThat(exchange.getException()).isNull();
        assertThat(SERVER.request().form()).isEqualTo(sent);
    }

    @Test
    void a_phone_is_sent_as_it_was_given_when_nobody_checks_it() {
        send("userExists", "&validateParameters=false", it -> it.getMessage().setBody("+7 call/me?&x=1"));

        assertThat(SERVER.request().query()).isEqualTo("phone=+7 call/me?&x=1");
        assertThat(SERVER.request().path()).isEqualTo("/p1/companies/154/channels/399/user_exists");
    }

    @Test
    void a_moment_of_long_ago_is_sent_in_seconds_when_nobody_checks_it() {
        send("create", "&validateParameters=false", it -> it.getMessage()
                .setBody(CreateChannel.whatsApp().syncMessagesFrom(Instant.ofEpochSecond(1_000_000_000))));

        assertThat(SERVER.request().form()).isEqualTo("provider=whatsapp&sync_messages_from=1000000000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create?companyId=0 | create: companyId must be a positive number (was 0)",
                "delete?channelId=-1 | delete: channelId must be a positive number (was -1)",
                "create?provider=whatsapp_business&subtype=gold"
                        + " | create: subtype must be one of regular, unlim, no_write_first (was gold)",
                "create?subtype=gold | create: subtype must be one of regular, unlim, no_write_first (was gold)",
                "create?provider=whatsapp_business&apiProvider=twilio"
                        + " | create: apiProvider must be one of gupshup, 360dialog (was twilio)",
                "create?provider=whatsapp&syncMessagesFrom=2001-01-01T00:00:00Z"
                        + " | create: syncMessagesFrom must be a moment of the last 31 days: ISO 8601 with an offset, such as"
                        + " 2026-01-31T12:00:00Z, or seconds since 1970 (was 2001-01-01T00:00:00Z)",
                "sendFirst?phone=call-me | sendFirst: phone must be a phone number of 5 to 15 digits, with or without +,"
                        + " spaces, dots, dashes and brackets (was call-me): letters and extensions are not supported",
                "userExists?phone=123 | userExists: phone must be a phone number of 5 to 15 digits, with or without +,"
                        + " spaces, dots, dashes and brackets (was 123): fewer than 5 digits",
            })
    void a_bad_option_fails_the_start_of_its_route(String uri, String message) throws Exception {
        Throwable failure = catchThrowable(() -> startRouteTo(uri));

        assertThat(ObjectHelper.getException(IllegalArgumentException.class, failure))
                .isNotNull()
                .hasMessage(message);
        assertThat(SERVER.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create",
                "create?provider=whatsapp_business",
                "create?provider=telegram_personal&viaQrCode=false",
                "create?provider=something_new&subtype=gold&validateParameters=false",
                "create?subtype=gold&validateParameters=false",
                "sendFirst?phone=%2B7 (925) 000-00-01",
                "update",
                "delete?phone=not-for-delete",
                "confirm?provider=instagram&token=not-for-confirm",
            })
    void options_that_a_message_may_complete_do_not_fail_the_start(String uri) {
        assertThatCode(() -> startRouteTo(uri)).doesNotThrowAnyException();
    }

    private void startRouteTo(String uri) throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            SERVER.connect(context);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in").to("pact-channels:" + uri);
                }
            });
            context.start();
        }
    }

    private static void assertRefused(String operation, Processor input, String message) {
        assertRefused(operation, "", input, message);
    }

    private static void assertRefused(String operation, String options, Processor input, String message) {
        Exchange exchange = send(operation, options, input);
        assertThat(exchange.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThat(SERVER.requests()).isEmpty();
    }

    private static Exchange send(String operation, String options, Processor input) {
        return SERVER.context()
                .createProducerTemplate()
                .request("pact-channels:" + operation + "?" + IDS + options, input);
    }

    /** Under the names of headers, a template as its parts. */
    private static Map<String, Object> headers(String given) {
        Map<String, Object> headers = new LinkedHashMap<>();
        new UpdateChannel(object(given)).parameters().forEach((apiName, value) -> {
            StringBuilder name = new StringBuilder("CamelPactChannels");
            for (String word :
                    Pattern.compile("[^a-z0-9]+").splitAsStream(apiName).toList()) {
                name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
            }
            headers.put(name.toString(), value);
        });
        return headers;
    }

    private static Map<String, Object> withWhatItNeeds(String operation) {
        return object(
                switch (operation) {
                    case "create" -> "{provider: 'viber', token: 'T'}";
                    case "update" -> "{token: 'T'}";
                    case "sendFirst" -> "{phone: '79250000001', message: 'M'}";
                    case "userExists" -> "{phone: '79250000001'}";
                    case "requestCode" -> "{provider: 'telegram_personal'}";
                    case "confirm" -> "{provider: 'telegram_personal', code: '1234'}";
                    case "job" -> "{job_id: 17}";
                    default -> "{}";
                });
    }
}
