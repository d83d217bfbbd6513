/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import static im.pact.camel.channels.sandbox.PactChannelsSandbox.COMPANY_ID;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "Update channel" and "Delete channel". */
class ChangeChannelTest {

    private static final String CHANNELS = "/companies/154/channels";

    @RegisterExtension
    static final PactChannelsSandboxExtension SANDBOX = new PactChannelsSandboxExtension();

    private PactChannelsSandbox sandbox;
    private TestClient api;

    @BeforeEach
    void connect(PactChannelsSandbox fresh) {
        sandbox = fresh;
        api = new TestClient(fresh);
    }

    @ParameterizedTest
    @ValueSource(strings = {"facebook", "vkontakte", "vkontakte_direct", "telegram", "viber", "instagram_business"})
    void update_of_a_token_provider_requires_a_token(String provider) {
        long id = sandbox.addChannel(provider);

        TestClient.Reply reply = api.putForm(CHANNELS + "/" + id, "token=9876543210");

        assertThat(reply.body()).isEqualTo("{\"status\":\"updated\",\"data\":{\"external_id\":" + id + "}}");
        assertThat(sandbox.channel(id).orElseThrow().parameters()).isEqualTo(Map.of("token", "9876543210"));
        assertThat(api.putForm(CHANNELS + "/" + id, "login=a").status()).isEqualTo(400);
        assertThat(api.putForm(CHANNELS + "/" + id, "").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"instagram", "avito", "whatsapp_business", "carrier_pigeon"})
    void update_of_other_providers_accepts_any_parameters(String provider) {
        long id = sandbox.addChannel(provider);

        TestClient.Reply reply =
                api.send("PUT", CHANNELS + "/" + id, TestClient.JSON, "{\"login\":\"a\",\"more\":{\"b\":1}}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(sandbox.channel(id).orElseThrow().parameters())
                .isEqualTo(Map.of("login", "a", "more", Map.of("b", 1)));
    }

    @Test
    void update_is_merged_into_parameters_of_create() {
        long id = api.postForm(CHANNELS, "provider=avito&login=a&password=b").id();
        api.putForm(CHANNELS + "/" + id, "password=c");

        assertThat(sandbox.channel(id).orElseThrow().parameters())
                .isEqualTo(Map.of("provider", "avito", "login", "a", "password", "c"));
    }

    @Test
    void deleted_channel_leaves_the_list_and_its_provider_can_be_created_again() {
        long id = api.postForm(CHANNELS, "provider=viber&token=a").id();

        assertThat(api.delete(CHANNELS + "/" + id).body()).isEqualTo("{\"status\":\"deleted\"}");

        assertThat(api.get(CHANNELS).ids()).isEmpty();
        assertThat(api.delete(CHANNELS + "/" + id).status()).isEqualTo(404);
        assertThat(api.putForm(CHANNELS + "/" + id, "token=b").status()).isEqualTo(404);
        assertThat(api.postForm(CHANNELS, "provider=viber&token=a").id()).isEqualTo(id + 1);
    }

    @Test
    void deleted_channel_stays_in_the_list_if_the_rule_is_set() {
        sandbox.rules().deletedChannelsStay(true);
        long id = api.postForm(CHANNELS, "provider=viber&token=a").id();

        assertThat(api.delete(CHANNELS + "/" + id).status()).isEqualTo(200);
        assertThat(api.delete(CHANNELS + "/" + id).status()).isEqualTo(200);

        assertThat(api.get(CHANNELS).ids()).containsExactly(id);
        assertThat(sandbox.channel(id).orElseThrow().state()).isEqualTo(ChannelState.DISABLED);
        assertThat(api.postForm(CHANNELS, "provider=viber&token=a").status()).isEqualTo(200);
        assertThat(api.postForm(CHANNELS, "provider=viber&token=a").status()).isEqualTo(400);
    }

    @Test
    void unknown_channel_and_channel_of_another_company_are_404() {
        long other = sandbox.addChannel(155, "viber");

        assertThat(api.putForm(CHANNELS + "/77", "token=a").status()).isEqualTo(404);
        assertThat(api.delete(CHANNELS + "/77").status()).isEqualTo(404);
        assertThat(api.putForm(CHANNELS + "/" + other, "token=a").status()).isEqualTo(404);
        assertThat(api.delete(CHANNELS + "/" + other).status()).isEqualTo(404);
        assertThat(sandbox.channelCount(155)).isEqualTo(1);
        assertThat(sandbox.channelCount(COMPANY_ID)).isZero();
    }
}
