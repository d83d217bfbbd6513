/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of the ways to make a call is meant, and what is sent then. */
class RequestValidationTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    static Stream<Arguments> choices() {
        Map<String, Object> telegram = fields("provider", "telegram_personal");
        Map<String, Object> instagram = fields("provider", "instagram");
        Map<String, Object> business = fields("provider", "whatsapp_business");
        return Stream.of(
                // The variant whose own parameters are given.
                chooses("create", with(telegram, "via_qr_code", true), with(telegram, "via_qr_code", true)),
                chooses("create", with(telegram, "phone", "12345"), with(telegram, "phone", "12345")),
                chooses(
                        "create",
                        with(telegram, "via_qr_code", false, "phone", "12345"),
                        with(telegram, "phone", "12345")),
                chooses(
                        "sendFirst",
                        fields("message", "M", "phone", "12345"),
                        fields("phone", "12345", "message", "M")),
                chooses(
                        "sendFirst",
                        fields("template[language_code]", "en", "phone", "12345", "template[id]", "I"),
                        fields(
                                "phone", "12345",
                                "template[id]", "I",
                                "template[language_code]", "en",
                                "template[parameters]", List.of())),
                chooses("requestCode", telegram, telegram),
                chooses(
                        "requestCode",
                        with(instagram, "challenge_variant", "1"),
                        with(instagram, "challenge_variant", 1L)),
                chooses(
                        "requestCode",
                        with(instagram, "challenge_type", "two_factor"),
                        with(instagram, "challenge_type", "two_factor")),
                // WhatsApp Business by its older table and by the newer ones.
                chooses(
                        "create",
                        with(
                                business,
                                "username",
                                "79250000001",
                                "account_name",
                                "A",
                                "token",
                                "T",
                                "dialog360_client_id",
                                ""),
                        with(business, "username", "79250000001", "account_name", "A", "token", "T")),
                chooses(
                        "create",
                        with(business, "token", "T", "hosting_type", "cloud"),
                        with(business, "token", "T", "hosting_type", "cloud")),
                chooses(
                        "create",
                        with(
                                business,
                                "hosting_type",
                                "onpremise",
                                "dialog360_channel_id",
                                "C",
                                "username",
                                "79250000001"),
                        with(
                                business,
                                "username",
                                "79250000001",
                                "hosting_type",
                                "onpremise",
                                "dialog360_channel_id",
                                "C")),
                // What tells the variant is filled in.
                chooses(
                        "confirm",
                        with(telegram, "code", "1"),
                        with(telegram, "confirmation_type", "code", "code", "1")),
                chooses(
                        "confirm",
                        with(telegram, "password", "P"),
                        with(telegram, "confirmation_type", "password", "password", "P")),
                chooses(
                        "confirm",
                        with(instagram, "confirmation_code", "1"),
                        with(instagram, "confirmation_code", "1")),
                chooses(
                        "confirm",
                        with(instagram, "confirmation_variant", 3, "confirmation_code", "1"),
                        with(
                                instagram,
                                "confirmation_type",
                                "two_factor",
                                "confirmation_variant",
                                3L,
                                "confirmation_code",
                                "1")),
                // The type decides, and what is another variant's is not sent.
                chooses(
                        "confirm",
                        with(telegram, "code", "1", "password", "P", "confirmation_type", "password"),
                        with(telegram, "confirmation_type", "password", "password", "P")),
                chooses(
                        "confirm",
                        with(telegram, "code", "1", "password", "P", "confirmation_type", " CODE "),
                        with(telegram, "confirmation_type", "code", "code", "1")),
                // What is blank was not given.
                chooses(
                        "sendFirst",
                        fields("phone", "12345", "message", "M", "template[id]", "", "template[parameters]", " "),
                        fields("phone", "12345", "message", "M")),
                chooses(
                        "confirm",
                        with(telegram, "confirmation_type", "", "code", "1"),
                        with(telegram, "confirmation_type", "code", "code", "1")));
    }

    private static Arguments chooses(String operation, Map<String, Object> given, Map<String, Object> sent) {
        return Arguments.of(operation, given, sent);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("choices")
    void the_variant_that_is_meant_is_sent_in_the_order_of_the_document(
            String operation, Map<String, Object> given, Map<String, Object> sent) {
        Map<String, Object> checked = check(operation, given);

        assertThat(checked).isEqualTo(sent);
        assertThat(checked.keySet()).containsExactlyElementsOf(sent.keySet());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create      | provider=telegram_personal,via_qr_code=true,phone=12345 | give viaQrCode or phone, not both",
                "create      | provider=telegram_personal,via_qr_code=no,phone=12345 | viaQrCode must be true or false (was no)",
                "create      | provider=whatsapp_business,dialog360_channel_id=C | hostingType is missing",
                "create      | provider=whatsapp_business,hosting_type=onPremise,token=T"
                        + " | hostingType must be one of cloud, onpremise (was onPremise)",
                "create      | provider=whatsapp_business,account_name=A,token=T | username is missing",
                "enablePage  | sync_period=day | pageId is missing",
                "enablePage  | page_id=x | pageId must be a whole number (was x)",
                "enablePage  | page_id=1,sync_period=year | syncPeriod must be one of day, week, month, all (was year)",
                "sendFirst   | phone=12345,message=M,template[language_code]=en | give message or templateId, not both",
                "sendFirst   | phone=12345 | message or templateId is missing",
                "requestCode | provider=instagram,challenge_variant=1,challenge_type=two_factor"
                        + " | give challengeVariant or challengeType, not both",
                "requestCode | provider=instagram,challenge_variant=1,challenge_type=sms"
                        + " | challengeType must be two_factor (was sms)",
                "confirm     | provider=telegram_personal,code=1,password=P | give code or password, not both",
                "confirm     | provider=telegram_personal,code=1,confirmation_type=password | password is missing",
                "confirm     | provider=telegram_personal,code=1,confirmation_type=x"
                        + " | confirmationType must be code or password (was x)",
                "confirm     | provider=instagram,confirmation_code=1,confirmation_type=code"
                        + " | confirmationType must be two_factor (was code)",
                "confirm     | provider=instagram,confirmation_type=two_factor,confirmation_code=1"
                        + " | confirmationVariant is missing",
            })
    void a_contradiction_is_refused(String operation, String given, String reason) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        Arrays.stream(given.split(",")).map(pair -> pair.split("=")).forEach(pair -> parameters.put(pair[0], pair[1]));

        assertThatThrownBy(() -> check(operation, parameters))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(operation + ": " + reason);
    }

    @Test
    void a_refusal_is_one_line_however_strange_and_long_the_value_is() {
        String value = "x\r\nERROR all is lost\u202e\u2028\0" + "y".repeat(100_000);

        assertThatThrownBy(() -> Parameter.SUBTYPE.read(value, PactChannelsOperation.create.context(NOW, null)))
                .hasMessage("create: subtype must be one of regular, unlim, no_write_first (was x  "
                        + "ERROR all is lost<U+202E> <U+0000>" + "y".repeat(263) + "…)");
    }

    @Test
    void the_cut_of_a_long_value_does_not_split_a_character() {
        String value = "y".repeat(299) + "👍👍";

        assertThatThrownBy(() -> Parameter.SUBTYPE.read(value, PactChannelsOperation.create.context(NOW, null)))
                .hasMessageEndingWith("(was " + "y".repeat(299) + "…)");
    }

    @Test
    void what_the_document_does_not_name_follows_unchanged() {
        Map<String, Object> given = fields("z", null, "a", List.of(), "token", "T", "blank", "", "provider", "viber");

        Map<String, Object> checked = check("create", given);

        assertThat(checked).isEqualTo(given);
        assertThat(checked.keySet()).containsExactly("provider", "token", "z", "a", "blank");
    }

    /** The channel in the path has one already. */
    @Test
    void a_provider_is_not_sent_where_the_document_names_none() {
        assertThat(check("update", fields("provider", "viber", "token", "T"))).isEqualTo(fields("token", "T"));
        assertThatThrownBy(() -> check("update", fields("provider", "viber")))
                .hasMessageStartingWith("update: nothing to change was given");
    }

    @Test
    void what_is_given_stays_as_it_is() {
        Map<String, Object> given = fields("phone", "+7 925 000-00-01", "message", "M", "template[id]", "");

        check("sendFirst", given);

        assertThat(given)
                .containsExactlyEntriesOf(fields("phone", "+7 925 000-00-01", "message", "M", "template[id]", ""));
    }

    @Test
    void an_unknown_provider_is_not_checked() {
        Map<String, Object> given = fields("provider", "signal", "phone", "call me", "subtype", "gold", "token", null);

        assertThat(check("create", given)).isEqualTo(given);
        assertThat(check("confirm", given)).isEqualTo(given);
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "requestCode", "confirm"})
    void some_operations_name_their_provider(String operation) {
        assertThat(PactChannelsOperation.valueOf(operation).namesProvider()).isTrue();
        assertThatThrownBy(() -> check(operation, Map.of())).hasMessage(operation + ": provider is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "update",
                "delete",
                "sendFirst",
                "userExists",
                "enablePage",
                "job",
                "companies",
                "registerWebhook"
            })
    void others_do_not(String operation) {
        assertThat(PactChannelsOperation.valueOf(operation).namesProvider()).isFalse();
    }

    @Test
    void the_parameters_of_a_provider_are_those_of_all_its_variants() {
        assertThat(PactChannelsOperation.create.parameters("telegram_personal"))
                .containsExactly(
                        Parameter.VIA_QR_CODE, Parameter.PHONE, Parameter.PHONE_REGION, Parameter.SYNC_MESSAGES_FROM);
        assertThat(PactChannelsOperation.requestCode.parameters("telegram_personal"))
                .isEmpty();
        assertThat(PactChannelsOperation.delete.parameters(null)).isEmpty();
    }

    @Test
    void the_parameters_of_an_unknown_provider_are_those_of_all() {
        assertThat(PactChannelsOperation.create.parameters("signal"))
                .isEqualTo(PactChannelsOperation.create.parameters(null))
                .contains(Parameter.TOKEN, Parameter.DATA, Parameter.LOGIN, Parameter.VIA_QR_CODE);
    }

    @Test
    void only_instagram_business_is_written_as_json() {
        assertThat(Stream.of(PactChannelsOperation.values())
                        .flatMap(operation -> operation.variants().stream())
                        .filter(variant -> variant.format() == RequestFormat.json)
                        .flatMap(variant -> variant.providers().stream()))
                .containsExactly("instagram_business");
        assertThat(format(PactChannelsOperation.create, "instagram_business")).isEqualTo(RequestFormat.json);
        assertThat(format(PactChannelsOperation.create, "viber")).isEqualTo(RequestFormat.form);
        assertThat(format(PactChannelsOperation.create, "signal")).isEqualTo(RequestFormat.form);
        assertThat(format(PactChannelsOperation.update, null)).isEqualTo(RequestFormat.form);
    }

    @Test
    void every_provider_of_the_document_is_known() {
        assertThat(PactChannelsOperation.create.variants().stream()
                        .flatMap(variant -> variant.providers().stream())
                        .distinct())
                .containsExactlyInAnyOrder(
                        "whatsapp",
                        "whatsapp_business",
                        "avito",
                        "instagram_business",
                        "facebook",
                        "vkontakte",
                        "vkontakte_direct",
                        "telegram",
                        "viber",
                        "telegram_personal",
                        "max");
    }

    private static Map<String, Object> check(String operation, Map<String, Object> given) {
        return request(PactChannelsOperation.valueOf(operation), given)
                .validated(NOW)
                .parameters();
    }

    private static RequestFormat format(PactChannelsOperation operation, String provider) {
        return request(operation, fields("provider", provider)).format();
    }

    private static ApiRequest request(PactChannelsOperation operation, Map<String, Object> given) {
        return new ApiRequest(operation, new ApiRequest.Builder(operation).putAll(given));
    }

    private static Map<String, Object> with(Map<String, Object> fields, Object... more) {
        Map<String, Object> all = new LinkedHashMap<>(fields);
        all.putAll(fields(more));
        return all;
    }

    private static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}
