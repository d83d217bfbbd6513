/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import static im.pact.camel.channels.sandbox.PactChannelsSandbox.COMPANY_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "Request code (telegram personal)" and "Confirm code (telegram personal)". */
class TelegramCodesTest {

    private static final String ENABLED = "{\"result\":\"ok\",\"state\":\"enabled\"}";

    @RegisterExtension
    static final PactChannelsSandboxExtension SANDBOX = new PactChannelsSandboxExtension();

    private final TestClock clock = new TestClock();
    private PactChannelsSandbox sandbox;
    private TestClient api;
    private long channel;

    @BeforeEach
    void create_a_channel_by_phone(PactChannelsSandbox fresh) {
        sandbox = fresh;
        sandbox.rules().clock(clock);
        api = new TestClient(fresh);
        channel = api.postForm("/companies/154/channels", "provider=telegram_personal&phone=7999999999")
                .id();
    }

    @Test
    void response_to_request_code_describes_the_code() {
        assertThat(requestCode().body())
                .isEqualTo("{\"code_length\":6,\"code_type\":\"app\",\"expires_in\":60,\"next_type\":\"app\","
                        + "\"session_id\":1,\"status\":\"ok\"}");
        assertThat(requestCode().at("/session_id")).isEqualTo("2");
    }

    @Test
    void correct_code_enables_the_channel() {
        assertThat(state()).isEqualTo(ChannelState.WAITING);
        requestCode();

        TestClient.Reply reply = confirmCode(sandbox.code(channel));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(ENABLED);
        assertThat(state()).isEqualTo(ChannelState.ENABLED);
    }

    @Test
    void leading_zero_of_a_code_is_significant() {
        requestCode();
        String code = sandbox.code(channel);

        assertThat(code).matches("0[0-9]{5}");
        assertThat(confirmCode(code.substring(1)).at("/errors/0/code")).isEqualTo("wrong_code");
        assertThat(api.postJson(
                                path("confirm"),
                                "{\"provider\":\"telegram_personal\",\"confirmation_type\":\"code\",\"code\":\"" + code
                                        + "\"}")
                        .body())
                .isEqualTo(ENABLED);
    }

    @Test
    void code_can_be_a_json_number() {
        sandbox.rules().codes(() -> "2567");
        requestCode();

        assertThat(api.postJson(
                                path("confirm"),
                                "{\"provider\":\"telegram_personal\",\"confirmation_type\":\"code\",\"code\":2567}")
                        .body())
                .isEqualTo(ENABLED);
    }

    @Test
    void wrong_code_is_400_and_the_correct_one_stays_valid() {
        sandbox.rules().codes(() -> "012345");
        requestCode();

        assertThat(confirmCode("012346").status()).isEqualTo(400);
        assertThat(confirmCode("012346").at("/errors/0/code")).isEqualTo("wrong_code");
        assertThat(state()).isEqualTo(ChannelState.WAITING);
        assertThat(confirmCode("012345").body()).isEqualTo(ENABLED);
    }

    @Test
    void code_expires_after_60_seconds() {
        requestCode();
        String code = sandbox.code(channel);
        clock.advance(Duration.ofSeconds(60));

        assertThat(confirmCode(code).status()).isEqualTo(400);
        assertThat(confirmCode(code).at("/errors/0/code")).isEqualTo("code_expired");

        requestCode();
        clock.advance(Duration.ofSeconds(59));
        assertThat(confirmCode(sandbox.code(channel)).body()).isEqualTo(ENABLED);
    }

    @Test
    void validity_of_codes_is_a_rule() {
        sandbox.rules().codesValidFor(Duration.ofSeconds(5));
        assertThat(requestCode().at("/expires_in")).isEqualTo("5");
        clock.advance(Duration.ofSeconds(5));

        assertThat(confirmCode(sandbox.code(channel)).at("/errors/0/code")).isEqualTo("code_expired");
    }

    @Test
    void second_code_request_invalidates_the_first_code() {
        List<String> codes = new ArrayList<>(List.of("111111", "222222"));
        sandbox.rules().codes(() -> codes.remove(0));
        requestCode();
        requestCode();

        assertThat(confirmCode("111111").at("/errors/0/code")).isEqualTo("wrong_code");
        assertThat(confirmCode("222222").body()).isEqualTo(ENABLED);
    }

    @Test
    void code_can_be_used_once_and_only_after_a_request() {
        assertThat(confirmCode("012345").at("/errors/0/code")).isEqualTo("no_code");
        requestCode();
        String code = sandbox.code(channel);
        confirmCode(code);

        assertThat(confirmCode(code).at("/errors/0/code")).isEqualTo("no_code");
        assertThatIllegalStateException().isThrownBy(() -> sandbox.code(channel));
    }

    @Test
    void account_with_password_requires_it_after_the_code() {
        sandbox.rules().telegramPassword("7999999999", "qwerty 123");
        requestCode();

        assertThat(confirmPassword("qwerty+123").at("/errors/0/code")).isEqualTo("no_password_expected");
        assertThat(confirmCode(sandbox.code(channel)).body())
                .isEqualTo("{\"result\":\"ok\",\"state\":\"password_required\"}");
        assertThat(state()).isEqualTo(ChannelState.WAITING);
        assertThat(confirmPassword("wrong").at("/errors/0/code")).isEqualTo("wrong_password");
        assertThat(confirmPassword("qwerty+123").body()).isEqualTo(ENABLED);
        assertThat(state()).isEqualTo(ChannelState.ENABLED);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401})
    void missing_password_is_an_error_if_the_rule_is_set(int status) {
        sandbox.rules().telegramPassword("7999999999", "qwerty 123").telegramPasswordStatus(status);
        requestCode();

        TestClient.Reply reply = confirmCode(sandbox.code(channel));

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.at("/status")).isEqualTo("errored");
        assertThat(reply.detail()).isEqualTo("SESSION_PASSWORD_NEEDED");
        assertThat(state()).isEqualTo(ChannelState.WAITING);
        assertThat(confirmPassword("qwerty+123").body()).isEqualTo(ENABLED);
    }

    @Test
    void listener_receives_codes() {
        List<String> received = new ArrayList<>();
        sandbox.rules().onCode((id, code) -> received.add(id + ":" + code));
        requestCode();

        assertThat(received).containsExactly(channel + ":" + sandbox.code(channel));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "provider=instagram",
                "provider=viber",
                "provider=telegram",
            })
    void request_code_with_another_provider_is_400(String form) {
        assertThat(api.postForm(path("request_code"), form).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "confirmation_type=code&code=1",
                "provider=telegram_personal&code=1",
                "provider=telegram_personal&confirmation_type=sms&code=1",
                "provider=telegram_personal&confirmation_type=code",
                "provider=telegram_personal&confirmation_type=code&code=12ab",
                "provider=telegram_personal&confirmation_type=password"
            })
    void missing_or_invalid_parameter_of_confirm_is_400(String form) {
        requestCode();
        TestClient.Reply reply = api.postForm(path("confirm"), form);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/errors/0/code")).isEqualTo("invalid_parameter");
    }

    @Test
    void request_code_for_a_channel_by_qr_code_is_400() {
        sandbox.addCompany(155);
        long qr = api.postForm("/companies/155/channels", "provider=telegram_personal&via_qr_code=true")
                .id();

        assertThat(api.postForm("/companies/155/channels/" + qr + "/request_code", "provider=telegram_personal")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void codes_for_other_providers_and_deleted_channels_are_rejected() {
        long viber = sandbox.addChannel(COMPANY_ID, "viber");
        sandbox.rules().deletedChannelsStay(true);
        api.delete("/companies/154/channels/" + channel);

        assertThat(api.postForm("/companies/154/channels/" + viber + "/request_code", "provider=viber")
                        .status())
                .isEqualTo(400);
        assertThat(requestCode().at("/errors/0/code")).isEqualTo("channel_disabled");
        assertThat(api.postForm("/companies/154/channels/77/confirm", "provider=telegram_personal")
                        .status())
                .isEqualTo(404);
    }

    private TestClient.Reply requestCode() {
        return api.postForm(path("request_code"), "provider=telegram_personal");
    }

    private TestClient.Reply confirmCode(String code) {
        return api.postForm(path("confirm"), "provider=telegram_personal&confirmation_type=code&code=" + code);
    }

    private TestClient.Reply confirmPassword(String password) {
        return api.postForm(
                path("confirm"), "provider=telegram_personal&confirmation_type=password&password=" + password);
    }

    private String path(String operation) {
        return "/companies/154/channels/" + channel + "/" + operation;
    }

    private ChannelState state() {
        return sandbox.channel(channel).orElseThrow().state();
    }
}
