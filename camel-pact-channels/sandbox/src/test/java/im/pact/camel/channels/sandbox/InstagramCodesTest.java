/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "Request code (instagram only)" and "Confirm code (instagram only)". */
class InstagramCodesTest {

    private static final String OK = "{\"result\":\"ok\"}";
    private static final String TWO_FACTOR_REQUIRED =
            "{\"result\":\"ok\",\"data\":{\"two_factor_requires\":true,\"details\":[{\"value\":1,\"key\":\"sms\"},"
                    + "{\"value\":2,\"key\":\"recovery_code\"},{\"value\":3,\"key\":\"totp\"}]}}";
    private static final String CHALLENGE_REQUIRED =
            "{\"result\":\"ok\",\"data\":{\"confirmation_requires\":true,\"details\":["
                    + "{\"value\":1,\"label\":\"e*******e@example.org\"},{\"value\":0,\"label\":\"+0 *** ***-**-00\"}]}}";

    @RegisterExtension
    static final PactChannelsSandboxExtension SANDBOX = new PactChannelsSandboxExtension();

    private final TestClock clock = new TestClock();
    private PactChannelsSandbox sandbox;
    private TestClient api;
    private long channel;

    @BeforeEach
    void create_a_channel(PactChannelsSandbox fresh) {
        sandbox = fresh;
        sandbox.rules().clock(clock);
        api = new TestClient(fresh);
        channel = api.postForm("/companies/154/channels", "provider=instagram&login=me&password=secret")
                .id();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void challenge_is_requested_by_variant_and_confirmed_with_its_code(int variant) {
        assertThat(request("challenge_variant=" + variant).body()).isEqualTo(OK);
        assertThat(state()).isEqualTo(ChannelState.WAITING);

        assertThat(confirm("confirmation_code=" + sandbox.code(channel)).body()).isEqualTo(OK);
        assertThat(state()).isEqualTo(ChannelState.ENABLED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void two_factor_is_requested_and_confirmed_with_a_variant(int variant) {
        sandbox.rules().instagramSteps(InstagramStep.TWO_FACTOR);

        assertThat(request("challenge_type=two_factor").body()).isEqualTo(OK);
        assertThat(confirmTwoFactor(variant).body()).isEqualTo(OK);
        assertThat(state()).isEqualTo(ChannelState.ENABLED);
    }

    @Test
    void two_factor_can_be_required_after_a_challenge() {
        sandbox.rules().instagramSteps(InstagramStep.CHALLENGE, InstagramStep.TWO_FACTOR);
        request("challenge_variant=1");

        TestClient.Reply reply = confirm("confirmation_code=" + sandbox.code(channel));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(TWO_FACTOR_REQUIRED);
        assertThat(state()).isEqualTo(ChannelState.WAITING);
        assertThat(request("challenge_type=two_factor").body()).isEqualTo(OK);
        assertThat(confirmTwoFactor(1).body()).isEqualTo(OK);
        assertThat(state()).isEqualTo(ChannelState.ENABLED);
    }

    @Test
    void two_factor_can_be_confirmed_without_requested_code() {
        sandbox.rules().instagramSteps(InstagramStep.CHALLENGE, InstagramStep.TWO_FACTOR);
        request("challenge_variant=1");
        confirm("confirmation_code=" + sandbox.code(channel));

        assertThat(confirmTwoFactor(3).body()).isEqualTo(OK);
    }

    @Test
    void challenge_can_be_required_after_two_factor_and_after_a_challenge() {
        sandbox.rules().instagramSteps(InstagramStep.TWO_FACTOR, InstagramStep.CHALLENGE, InstagramStep.CHALLENGE);
        request("challenge_type=two_factor");

        assertThat(confirmTwoFactor(1).body()).isEqualTo(CHALLENGE_REQUIRED);
        request("challenge_variant=0");
        assertThat(confirm("confirmation_code=" + sandbox.code(channel)).body()).isEqualTo(CHALLENGE_REQUIRED);
        request("challenge_variant=1");
        assertThat(confirm("confirmation_code=" + sandbox.code(channel)).body()).isEqualTo(OK);
    }

    @Test
    void confirmation_of_another_step_returns_the_required_step() {
        assertThat(confirm("confirmation_code=123456").body()).isEqualTo(CHALLENGE_REQUIRED);
        assertThat(confirm("confirmation_type=two_factor&confirmation_variant=1&confirmation_code=123456")
                        .body())
                .isEqualTo(CHALLENGE_REQUIRED);
        assertThat(state()).isEqualTo(ChannelState.WAITING);
    }

    @Test
    void code_request_for_another_step_is_400() {
        assertThat(request("challenge_type=two_factor").at("/errors/0/code")).isEqualTo("wrong_step");
    }

    @Test
    void wrong_code_and_expired_code_are_400() {
        request("challenge_variant=0");
        String code = sandbox.code(channel);

        assertThat(confirm("confirmation_code=999999").at("/errors/0/code")).isEqualTo("wrong_code");
        clock.advance(Duration.ofSeconds(61));
        assertThat(confirm("confirmation_code=" + code).at("/errors/0/code")).isEqualTo("code_expired");
        assertThat(state()).isEqualTo(ChannelState.WAITING);
    }

    @Test
    void login_without_steps_is_connected_at_once() {
        sandbox.rules().instagramSteps();

        assertThat(confirm("confirmation_code=123456").body()).isEqualTo(OK);
        assertThat(state()).isEqualTo(ChannelState.ENABLED);
    }

    @Test
    void response_to_request_code_contains_choices_if_the_rule_is_set() {
        sandbox.rules().choicesInRequestCode(true).instagramSteps(InstagramStep.TWO_FACTOR);

        assertThat(request("challenge_type=two_factor").body()).isEqualTo(TWO_FACTOR_REQUIRED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "challenge_variant=2", "challenge_variant=x", "challenge_type=three_factor"})
    void missing_or_invalid_parameter_of_request_code_is_400(String form) {
        assertThat(request(form).at("/errors/0/code")).isEqualTo("invalid_parameter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "confirmation_type=sms&confirmation_code=1",
                "confirmation_type=two_factor&confirmation_code=1",
                "confirmation_type=two_factor&confirmation_variant=4&confirmation_code=1",
                "confirmation_type=two_factor&confirmation_variant=sms&confirmation_code=1",
                "confirmation_type=two_factor&confirmation_variant=1"
            })
    void missing_or_invalid_parameter_of_confirm_is_400(String form) {
        assertThat(confirm(form).at("/errors/0/code")).isEqualTo("invalid_parameter");
    }

    @Test
    void codes_work_with_json() {
        assertThat(api.postJson(path("request_code"), "{\"provider\":\"instagram\",\"challenge_variant\":0}")
                        .body())
                .isEqualTo(OK);
        assertThat(api.postJson(
                                path("confirm"),
                                "{\"provider\":\"instagram\",\"confirmation_code\":\"" + sandbox.code(channel) + "\"}")
                        .body())
                .isEqualTo(OK);
    }

    private TestClient.Reply request(String form) {
        return api.postForm(path("request_code"), "provider=instagram&" + form);
    }

    private TestClient.Reply confirm(String form) {
        return api.postForm(path("confirm"), "provider=instagram&" + form);
    }

    private TestClient.Reply confirmTwoFactor(int variant) {
        return confirm("confirmation_type=two_factor&confirmation_variant=" + variant + "&confirmation_code="
                + sandbox.code(channel));
    }

    private String path(String operation) {
        return "/companies/154/channels/" + channel + "/" + operation;
    }

    private ChannelState state() {
        return sandbox.channel(channel).orElseThrow().state();
    }
}
