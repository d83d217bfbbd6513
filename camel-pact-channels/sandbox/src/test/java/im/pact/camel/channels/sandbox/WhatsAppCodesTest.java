/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A WhatsApp channel that is connected by a code. */
class WhatsAppCodesTest {

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
        channel = api.postForm("/companies/154/channels", "provider=whatsapp&phone=79250000001")
                .id();
    }

    @Test
    void response_to_request_code_has_neither_status_nor_result() {
        sandbox.rules().codes(() -> "ABCD-EFGH");

        assertThat(requestCode().body()).isEqualTo("{\"sessionId\":\"1\",\"code\":\"ABCD-EFGH\",\"ttl\":\"160s\"}");
    }

    @Test
    void code_consists_of_two_groups_of_four_letters() {
        String code = requestCode().at("/code");

        assertThat(code).matches("[A-Z]{4}-[A-Z]{4}").isEqualTo(sandbox.code(channel));
    }

    @Test
    void entered_code_enables_the_channel() {
        requestCode();
        assertThat(state()).isEqualTo(ChannelState.WAITING);

        sandbox.enterWhatsAppCode(channel);

        assertThat(state()).isEqualTo(ChannelState.ENABLED);
        assertThatIllegalStateException().isThrownBy(() -> sandbox.enterWhatsAppCode(channel));
    }

    @Test
    void expired_code_does_not_enable_the_channel() {
        requestCode();
        clock.advance(Duration.ofSeconds(160));

        assertThatIllegalStateException().isThrownBy(() -> sandbox.enterWhatsAppCode(channel));
        assertThat(state()).isEqualTo(ChannelState.WAITING);
    }

    @Test
    void validity_of_codes_is_a_rule() {
        sandbox.rules().codesValidFor(Duration.ofSeconds(30));

        assertThat(requestCode().at("/ttl")).isEqualTo("30s");
    }

    @Test
    void requested_code_enables_the_channel_at_once_if_the_rule_is_set() {
        sandbox.rules().qrCodesScannedAtOnce(true);
        assertThat(state()).isEqualTo(ChannelState.WAITING);

        requestCode();

        assertThat(state()).isEqualTo(ChannelState.ENABLED);
    }

    @Test
    void channel_by_phone_has_no_qr_code() {
        assertThatIllegalStateException().isThrownBy(() -> sandbox.scanQrCode(channel));
    }

    @Test
    void there_is_no_confirm() {
        requestCode();

        TestClient.Reply reply = api.postForm(path("confirm"), "provider=whatsapp&code=" + sandbox.code(channel));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/errors/0/code")).isEqualTo("no_confirm");
    }

    @Test
    void request_code_for_a_channel_by_qr_code_is_400() {
        sandbox.addCompany(155);
        long byQrCode =
                api.postForm("/companies/155/channels", "provider=whatsapp").id();

        TestClient.Reply reply =
                api.postForm("/companies/155/channels/" + byQrCode + "/request_code", "provider=whatsapp");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/errors/0/code")).isEqualTo("no_phone");
    }

    private TestClient.Reply requestCode() {
        return api.postForm(path("request_code"), "provider=whatsapp");
    }

    private String path(String operation) {
        return "/companies/154/channels/" + channel + "/" + operation;
    }

    private ChannelState state() {
        return sandbox.channel(channel).orElseThrow().state();
    }
}
