/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import static im.pact.camel.channels.sandbox.PactChannelsSandbox.COMPANY_ID;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "Create new channel". */
class CreateChannelTest {

    private static final String CHANNELS = "/companies/154/channels";

    @RegisterExtension
    static final PactChannelsSandboxExtension SANDBOX = new PactChannelsSandboxExtension();

    private final TestClock clock = new TestClock();
    private PactChannelsSandbox sandbox;
    private TestClient api;

    @BeforeEach
    void connect(PactChannelsSandbox fresh) {
        sandbox = fresh;
        sandbox.rules().clock(clock);
        api = new TestClient(fresh);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "provider=whatsapp",
                "provider=whatsapp&do_not_mark_as_read=true",
                "provider=whatsapp_business&username=79250000001&account_name=Shop&token=t",
                "provider=whatsapp_business&username=u&account_name=a&token=t&subtype=regular&api_provider=gupshup",
                "provider=whatsapp_business&username=u&account_name=a&token=t&subtype=unlim&api_provider=360dialog",
                "provider=whatsapp_business&username=u&account_name=a&token=t&subtype=no_write_first",
                "provider=whatsapp&phone=79250000001",
                "provider=whatsapp_business&hosting_type=cloud&token=t",
                "provider=whatsapp_business&hosting_type=onpremise&token=t&subtype=unlim",
                "provider=whatsapp_business&hosting_type=cloud&dialog360_channel_id=c",
                "provider=whatsapp_business&hosting_type=cloud&dialog360_channel_id=c&dialog360_client_id=i&account_name=a",
                "provider=max",
                "provider=avito&login=id&password=secret",
                "provider=instagram_business&data[id]=1&phone=%2B79131112233&token=t",
                "provider=facebook&token=t",
                "provider=vkontakte&token=t",
                "provider=vkontakte_direct&token=t",
                "provider=telegram&token=t",
                "provider=viber&token=t",
                "provider=telegram_personal&via_qr_code=true",
                "provider=telegram_personal&phone=7999999999"
            })
    void channel_of_each_provider_is_created_with_required_parameters(String form) {
        TestClient.Reply reply = api.postForm(CHANNELS, form);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"status\":\"created\",\"data\":{\"external_id\":1}}");
        assertThat(api.get(CHANNELS).ids()).containsExactly(1L);
    }

    @ParameterizedTest
    @CsvSource({
        "token=t,                                                                        provider",
        "provider=,                                                                      provider",
        "provider=whatsapp_business&account_name=a&token=t,                              username",
        "provider=whatsapp_business&username=u&token=t,                                  account_name",
        "provider=whatsapp_business&username=u&account_name=a,                           token",
        "provider=whatsapp_business&username=u&account_name=a&token=t&subtype=big,       subtype",
        "provider=whatsapp_business&username=u&account_name=a&token=t&api_provider=none, api_provider",
        "provider=whatsapp_business&hosting_type=cloud,                                  token",
        "provider=whatsapp_business&hosting_type=moon&token=t,                           hosting_type",
        "provider=whatsapp_business&dialog360_channel_id=c,                              hosting_type",
        "provider=whatsapp_business&hosting_type=cloud&dialog360_channel_id=,            dialog360_channel_id",
        "provider=whatsapp_business&hosting_type=cloud&token=t&subtype=big,              subtype",
        "provider=whatsapp&phone=%2B79250000001,                                         phone",
        "provider=max&sync_messages_from=yesterday,                                      sync_messages_from",
        "provider=avito&password=p,                                                      login",
        "provider=avito&login=l,                                                         password",
        "provider=instagram_business&phone=%2B79131112233&token=t,                       data",
        "provider=instagram_business&data=text&phone=%2B79131112233&token=t,             data",
        "provider=instagram_business&data[id]=1&token=t,                                 phone",
        "provider=instagram_business&data[id]=1&phone=abc&token=t,                       phone",
        "provider=instagram_business&data[id]=1&phone=%2B79131112233,                    token",
        "provider=facebook,                                                              token",
        "provider=vkontakte&token=,                                                      token",
        "provider=vkontakte_direct&token=%20,                                            token",
        "provider=telegram,                                                              token",
        "provider=viber,                                                                 token",
        "provider=telegram_personal,                                                     phone",
        "provider=telegram_personal&via_qr_code=1,                                       via_qr_code",
        "provider=telegram_personal&via_qr_code=false,                                   via_qr_code",
        "provider=telegram_personal&phone=%2B7999999999,                                 phone",
        "provider=telegram_personal&phone=7-999,                                         phone",
        "provider=whatsapp&sync_messages_from=yesterday,                                 sync_messages_from",
        "provider=whatsapp&sync_messages_from=2026-02-28T12:00:00Z,                      sync_messages_from"
    })
    void missing_or_invalid_parameter_is_named_in_400(String form, String parameter) {
        TestClient.Reply reply = api.postForm(CHANNELS, form);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/status")).isEqualTo("errored");
        assertThat(reply.detail()).contains("'" + parameter + "'");
        assertThat(sandbox.channelCount(COMPANY_ID)).isZero();
    }

    @Test
    void form_json_and_query_give_the_same_parameters() {
        api.postForm("/companies/154/channels", "provider=avito&login=%D0%B8%D0%BC%D1%8F+%26+co&password=a%2Bb%3D%25");
        api.postJson(
                "/companies/154/channels",
                "{\"provider\":\"viber\",\"token\":\"имя & co\",\"extra\":{\"a\":[1,null]}}");
        api.send("POST", "/companies/154/channels?provider=telegram&token=%D0%B8%D0%BC%D1%8F%20%26+co", null, null);

        assertThat(sandbox.channels(COMPANY_ID))
                .extracting(SandboxChannel::parameters)
                .satisfiesExactly(
                        avito -> assertThat(avito)
                                .containsOnly(
                                        Map.entry("provider", "avito"),
                                        Map.entry("login", "имя & co"),
                                        Map.entry("password", "a+b=%")),
                        viber -> assertThat(viber)
                                .containsEntry("token", "имя & co")
                                .containsKey("extra"),
                        telegram -> assertThat(telegram).containsEntry("token", "имя & co"));
    }

    @Test
    void names_with_brackets_in_a_form_are_nested_objects() {
        sandbox.rules().oneChannelPerProvider(false);
        api.postForm(
                CHANNELS,
                "provider=instagram_business&phone=79131112233&token=t"
                        + "&data[user][name]=%D1%8F&data%5Buser%5D%5Bid%5D=7&data[scopes][]=a&data[scopes][]=b");
        api.postJson(
                CHANNELS,
                "{\"provider\":\"instagram_business\",\"phone\":\"79131112233\",\"token\":\"t\","
                        + "\"data\":{\"user\":{\"name\":\"я\",\"id\":\"7\"},\"scopes\":[\"a\",\"b\"]}}");

        List<SandboxChannel> channels = sandbox.channels(COMPANY_ID);
        assertThat(channels).hasSize(2);
        assertThat(channels.get(0).parameters()).isEqualTo(channels.get(1).parameters());
        assertThat(channels.get(0).parameters())
                .containsEntry("data", Map.of("user", Map.of("name", "я", "id", "7"), "scopes", List.of("a", "b")));
    }

    @Test
    void body_takes_precedence_over_query() {
        api.postForm(CHANNELS + "?provider=viber&token=query", "token=body");

        assertThat(sandbox.channels(COMPANY_ID).get(0).parameters()).containsEntry("token", "body");
    }

    @Test
    void body_without_content_type_is_json_if_it_begins_with_a_brace_otherwise_a_form() {
        api.send("POST", CHANNELS, null, "{\"provider\":\"viber\",\"token\":\"t\"}");
        api.send("POST", CHANNELS, null, "provider=telegram&token=t");

        assertThat(sandbox.channels(COMPANY_ID))
                .extracting(SandboxChannel::provider)
                .containsExactly("viber", "telegram");
    }

    @Test
    void json_number_is_rejected_where_a_string_is_required() {
        assertThat(api.postJson(CHANNELS, "{\"provider\":\"viber\",\"token\":123}")
                        .detail())
                .contains("'token' must be a String");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"provider\":\"telegram_personal\",\"via_qr_code\":true}",
                "{\"provider\":\"telegram_personal\",\"via_qr_code\":\"true\"}"
            })
    void via_qr_code_is_accepted_as_boolean_and_as_string(String json) {
        assertThat(api.postJson(CHANNELS, json).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "provider=viber&token=%e9",
                "provider=viber&token=a&token[b]=c",
                "provider=viber&token[]=a&token[b]=c"
            })
    void form_that_is_not_utf_8_or_mixes_shapes_is_400(String form) {
        assertThat(api.postForm(CHANNELS, form).status()).isEqualTo(400);
        assertThat(sandbox.channelCount(COMPANY_ID)).isZero();
    }

    @Test
    void json_body_that_is_not_utf_8_is_400() {
        HttpRequest request = api.request("POST", CHANNELS, null)
                .POST(BodyPublishers.ofString("{\"provider\":\"viber\",\"token\":\"é\"}", StandardCharsets.ISO_8859_1))
                .header("Content-Type", TestClient.JSON)
                .build();

        assertThat(TestClient.send(request).at("/errors/0/code")).isEqualTo("invalid_encoding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"provider=viber&token=%zz", "provider=viber&token=%"})
    void form_with_malformed_percent_encoding_is_400(String form) {
        assertThat(api.postForm(CHANNELS, form).status()).isEqualTo(400);
        assertThat(sandbox.channelCount(COMPANY_ID)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"whatsapp_buisness", "vk", "WhatsApp", "telegram personal"})
    void unknown_provider_is_400_that_names_the_known_ones(String provider) {
        TestClient.Reply reply =
                api.postForm(CHANNELS, "provider=" + TestClient.encode(provider) + "&token=t&phone=79250000001");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.detail())
                .startsWith("Parameter 'provider' must be one of whatsapp, whatsapp_business, avito")
                .endsWith("instagram, max, not " + provider);
        assertThat(sandbox.channelCount(COMPANY_ID)).isZero();
    }

    @Test
    void unknown_provider_is_created_without_checks_if_the_rule_is_set() {
        sandbox.rules().allowUnknownProviders(true);

        assertThat(api.postForm(CHANNELS, "provider=carrier_pigeon&coop=7").status())
                .isEqualTo(200);
        assertThat(api.get(CHANNELS).at("/data/channels/0/provider")).isEqualTo("carrier_pigeon");
    }

    @Test
    void one_unknown_provider_can_be_allowed() {
        sandbox.rules().allowProvider("carrier_pigeon");

        assertThat(api.postForm(CHANNELS, "provider=carrier_pigeon&coop=7").status())
                .isEqualTo(200);
        assertThat(api.postForm(CHANNELS, "provider=carrier_pigoen").status()).isEqualTo(400);
    }

    @Test
    void sync_messages_from_is_at_most_31_days_ago() {
        long now = clock.instant().getEpochSecond();
        long day = Duration.ofDays(1).toSeconds();

        assertThat(api.postForm(CHANNELS, "provider=whatsapp&sync_messages_from=" + (now - 31 * day - 1))
                        .status())
                .isEqualTo(400);
        assertThat(api.postForm(CHANNELS, "provider=whatsapp&sync_messages_from=" + (now - 31 * day))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void sync_messages_from_in_milliseconds_is_rejected() {
        assertThat(api.postForm(CHANNELS, "provider=whatsapp&sync_messages_from=" + clock.millis())
                        .detail())
                .contains("seconds");
        assertThat(api.postJson(
                                CHANNELS,
                                "{\"provider\":\"whatsapp\",\"sync_messages_from\":"
                                        + clock.instant().getEpochSecond() + "}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void second_channel_of_a_provider_is_rejected() {
        api.postForm(CHANNELS, "provider=viber&token=a");

        TestClient.Reply second = api.postForm(CHANNELS, "provider=viber&token=b");

        assertThat(second.status()).isEqualTo(400);
        assertThat(second.at("/errors/0/code")).isEqualTo("already_connected");
        assertThat(second.detail()).contains("viber");
        assertThat(api.postForm(CHANNELS, "provider=telegram&token=a").status()).isEqualTo(200);
    }

    @Test
    void limit_of_one_channel_per_provider_counts_per_company_and_includes_channels_added_in_java() {
        sandbox.addChannel(COMPANY_ID, "viber");
        sandbox.addCompany(155);

        assertThat(api.postForm(CHANNELS, "provider=viber&token=a").status()).isEqualTo(400);
        assertThat(api.postForm("/companies/155/channels", "provider=viber&token=a")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void limit_of_one_channel_per_provider_can_be_lifted() {
        sandbox.rules().oneChannelPerProvider(false);
        api.postForm(CHANNELS, "provider=viber&token=a");

        assertThat(api.postForm(CHANNELS, "provider=viber&token=a").id()).isEqualTo(2);
    }

    @Test
    void concurrent_creates_of_one_provider_give_one_channel() throws Exception {
        assertThat(Concurrently.run(20, i -> api.postForm(CHANNELS, "provider=viber&token=" + i)).stream()
                        .map(TestClient.Reply::status))
                .containsOnlyOnce(200)
                .containsOnly(200, 400);
        assertThat(sandbox.channelCount(COMPANY_ID)).isEqualTo(1);
    }

    @Test
    void ids_are_unique_and_increase() throws Exception {
        sandbox.rules().allowUnknownProviders(true);
        List<Long> ids = Concurrently.run(20, i -> api.postForm(CHANNELS, "provider=new_" + i)).stream()
                .map(TestClient.Reply::id)
                .toList();
        sandbox.removeChannel(20);

        assertThat(ids)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 20).mapToObj(Long::valueOf).toList());
        assertThat(api.postForm(CHANNELS, "provider=another").id()).isEqualTo(21);
    }

    @Test
    void create_is_402_while_the_company_has_to_pay() {
        sandbox.rules().mustPay(COMPANY_ID, true);
        assertThat(api.postForm(CHANNELS, "provider=viber&token=a").status()).isEqualTo(402);
        assertThat(api.get(CHANNELS).status()).isEqualTo(200);

        sandbox.rules().mustPay(COMPANY_ID, false);
        assertThat(api.postForm(CHANNELS, "provider=viber&token=a").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"provider=whatsapp", "provider=max", "provider=telegram_personal&via_qr_code=true"})
    void channel_by_qr_code_is_enabled_by_a_scan(String form) {
        long id = api.postForm(CHANNELS, form).id();
        assertThat(sandbox.channel(id)).get().extracting(SandboxChannel::state).isEqualTo(ChannelState.WAITING);

        sandbox.scanQrCode(id);
        assertThat(sandbox.channel(id)).get().extracting(SandboxChannel::state).isEqualTo(ChannelState.ENABLED);
    }

    @Test
    void channel_by_qr_code_is_enabled_at_once_if_the_rule_is_set() {
        sandbox.rules().qrCodesScannedAtOnce(true);

        assertThat(sandbox.channel(api.postForm(CHANNELS, "provider=whatsapp").id()))
                .get()
                .extracting(SandboxChannel::state)
                .isEqualTo(ChannelState.ENABLED);
    }
}
