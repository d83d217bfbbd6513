/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests: their parameters under the names of the API, and none of their secrets in a text. */
class ApiRequestTest {

    @ParameterizedTest
    @EnumSource(
            value = Parameter.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"COMPANY_ID", "CHANNEL_ID", "JOB_ID", "PHONE_REGION"})
    void a_parameter_is_known_by_both_its_names(Parameter parameter) {
        assertThat(parameters(Map.of(parameter.apiName(), "x"))).containsExactly(entry(parameter.apiName(), "x"));
        assertThat(parameters(Map.of(parameter.optionName(), "x"))).containsExactly(entry(parameter.apiName(), "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "company_id",
                "companyId",
                "channel_id",
                "channelId",
                "external_id",
                "job_id",
                "jobId",
                "phoneRegion"
            })
    void an_id_of_the_path_and_a_region_are_not_sent_as_parameters(String name) {
        assertThat(parameters(Map.of(name, 1, "token", "T"))).containsExactly(entry("token", "T"));
    }

    @Test
    void the_name_of_the_api_counts_whichever_comes_first() {
        Map<String, Object> first = new LinkedHashMap<>();
        first.put("account_name", "api");
        first.put("accountName", "camel");
        Map<String, Object> last = new LinkedHashMap<>();
        last.put("accountName", "camel");
        last.put("account_name", "api");

        assertThat(parameters(first)).containsExactly(entry("account_name", "api"));
        assertThat(parameters(last)).containsExactly(entry("account_name", "api"));
    }

    @Test
    void unknown_names_stay_as_they_are() {
        assertThat(parameters(Map.of("botName", "B"))).containsExactly(entry("botName", "B"));
        assertThat(parameters(Map.of("Account_Name", "A"))).containsExactly(entry("Account_Name", "A"));
    }

    @Test
    void a_template_may_be_a_map_in_either_spelling() {
        Map<String, Object> expected =
                Map.of("template[id]", "I", "template[language_code]", "en", "template[parameters]", List.of("a"));

        assertThat(parameters(Map.of("template", Map.of("id", "I", "language_code", "en", "parameters", List.of("a")))))
                .isEqualTo(expected);
        assertThat(parameters(Map.of("template", Map.of("id", "I", "languageCode", "en", "parameters", List.of("a")))))
                .isEqualTo(expected);
    }

    @Test
    void a_template_keeps_what_it_has_beyond_the_document() {
        assertThat(parameters(Map.of("template", Map.of("header", "H"))))
                .containsExactly(entry("template[header]", "H"));
    }

    @Test
    void a_template_that_is_no_map_stays_as_it_is() {
        assertThat(parameters(Map.of("template", "T"))).containsExactly(entry("template", "T"));
    }

    static Stream<UnaryOperator<Object>> containers() {
        return Stream.of(List::of, value -> Map.of("a", value), value -> new Object[] {value});
    }

    @ParameterizedTest
    @MethodSource("containers")
    void a_value_of_more_than_a_hundred_levels_is_refused_at_once(UnaryOperator<Object> container) {
        Object deep = "x";
        for (int level = 0; level < 100; level++) {
            deep = container.apply(deep);
        }
        Object tooDeep = container.apply(deep);

        assertThat(CreateChannel.whatsApp().with("data", deep).parameters()).containsEntry("data", deep);
        assertThatThrownBy(() -> CreateChannel.whatsApp().with("data", tooDeep))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("data must not be nested deeper than 100 levels");
        assertThatThrownBy(() -> new FirstMessage(Map.of("template", Map.of("more", tooDeep))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("template[more] must not be nested deeper than 100 levels");
    }

    @Test
    void a_value_that_holds_itself_is_refused() {
        List<Object> endless = new ArrayList<>();
        endless.add(endless);

        assertThatThrownBy(() -> new UpdateChannel(Map.of("more", endless)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("more must not be nested deeper than 100 levels");
    }

    @Test
    void parameters_can_not_be_changed() {
        Map<String, Object> given = new LinkedHashMap<>(Map.of("token", "T"));
        UpdateChannel request = new UpdateChannel(given);
        given.put("token", "another");

        assertThat(request).isEqualTo(UpdateChannel.token("T"));
        assertThatThrownBy(() -> request.parameters().put("token", "another"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    static Stream<Function<String, ApiRequest>> requests() {
        return Stream.of(
                name -> CreateChannel.whatsApp().with(name, "x"),
                name -> UpdateChannel.token("T").with(name, "x"),
                name -> FirstMessage.text("12345", "M").with(name, "x"),
                name -> RequestCode.telegramPersonal().with(name, "x"),
                name -> ConfirmCode.telegramPersonal("1").with(name, "x"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void another_parameter_can_be_added_under_both_names(Function<String, ApiRequest> request) {
        assertThat(request.apply("accountName"))
                .isEqualTo(request.apply("account_name"))
                .satisfies(each -> assertThat(each.parameters()).containsEntry("account_name", "x"));
    }

    static Stream<Arguments> whatPeopleAskFor() {
        return Stream.of(
                Arguments.of(CreateChannel.whatsApp(), "{provider=whatsapp}"),
                Arguments.of(CreateChannel.byToken("viber", "T"), "{provider=viber, token=T}"),
                Arguments.of(
                        CreateChannel.telegramPersonalByQrCode(), "{provider=telegram_personal, via_qr_code=true}"),
                Arguments.of(
                        CreateChannel.telegramPersonalByPhone("79990000001").syncMessagesFrom(Instant.EPOCH),
                        "{provider=telegram_personal, phone=79990000001, sync_messages_from=1970-01-01T00:00:00Z}"),
                Arguments.of(UpdateChannel.login("L", "P"), "{login=L, password=P}"),
                Arguments.of(RequestCode.telegramPersonal(), "{provider=telegram_personal}"),
                Arguments.of(RequestCode.instagramChallenge(0), "{provider=instagram, challenge_variant=0}"),
                Arguments.of(RequestCode.instagramTwoFactor(), "{provider=instagram, challenge_type=two_factor}"),
                Arguments.of(
                        ConfirmCode.instagramTwoFactor(3, "0256"),
                        "{provider=instagram, confirmation_type=two_factor, confirmation_variant=3, "
                                + "confirmation_code=0256}"));
    }

    @ParameterizedTest
    @MethodSource("whatPeopleAskFor")
    void a_request_has_the_parameters_of_the_document(ApiRequest request, String parameters) {
        assertThat(request.parameters()).hasToString(parameters);
    }

    @Test
    void a_channel_knows_its_provider() {
        assertThat(CreateChannel.whatsApp().provider()).isEqualTo("whatsapp");
        assertThat(new CreateChannel(Map.of("token", "T")).provider()).isNull();
    }

    @Test
    void a_parameter_can_be_replaced_under_either_name() {
        assertThat(CreateChannel.whatsAppBusiness("U", "A", "T")
                        .with("accountName", "B")
                        .parameters())
                .containsEntry("account_name", "B")
                .hasSize(4);
    }

    @Test
    void a_request_shows_its_parameters_without_the_secrets() {
        assertThat(CreateChannel.whatsAppBusiness("79250000001", "Shop", "s3cret"))
                .hasToString("CreateChannel[provider=whatsapp_business, username=79250000001, account_name=Shop, "
                        + "token=******]");
        assertThat(RequestCode.instagramChallenge(1))
                .hasToString("RequestCode[provider=instagram, challenge_variant=1]");
        assertThat(ConfirmCode.telegramPersonal("0256"))
                .hasToString("ConfirmCode[provider=telegram_personal, confirmation_type=code, code=******]");
        assertThat(FirstMessage.template("12345", "I", "en", List.of("s3cret")))
                .hasToString("FirstMessage[phone=12345, template[id]=I, template[language_code]=en, "
                        + "template[parameters]=******]");
    }

    @Test
    void no_request_shows_a_secret_or_what_may_be_one() {
        String secret = "s3cret";
        assertThat(Stream.of(
                        CreateChannel.byToken("viber", secret),
                        CreateChannel.avito(secret, secret),
                        CreateChannel.instagramBusiness(secret, "12345", Map.of(secret, secret)),
                        CreateChannel.byToken("max", "T").with("bot_secret", secret),
                        UpdateChannel.token(secret),
                        UpdateChannel.login(secret, secret),
                        FirstMessage.text("12345", secret),
                        ConfirmCode.telegramPersonal(secret),
                        ConfirmCode.telegramPersonalPassword(secret),
                        ConfirmCode.instagramChallenge(secret),
                        ConfirmCode.instagramTwoFactor(1, secret),
                        RequestCode.telegramPersonal().with("x", secret)))
                .allSatisfy(request -> assertThat(request.toString()).doesNotContain(secret));
    }

    @Test
    void a_value_of_a_known_secret_is_hidden_under_either_name() {
        assertThat(new UpdateChannel(Map.of("confirmationCode", "s3cret")))
                .hasToString("UpdateChannel[confirmation_code=******]");
    }

    private static Map<String, Object> parameters(Map<String, Object> given) {
        return new UpdateChannel(given).parameters();
    }
}
