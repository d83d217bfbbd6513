/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of {@code instagram_business}. */
class InstagramPagesTest {

    private static final String CREATE =
            "{\"provider\":\"instagram_business\",\"token\":\"t\",\"phone\":\"+79131112233\",\"data\":{\"id\":1}}";

    @RegisterExtension
    static final PactChannelsSandboxExtension SANDBOX = new PactChannelsSandboxExtension();

    private PactChannelsSandbox sandbox;
    private TestClient api;

    @BeforeEach
    void connect(PactChannelsSandbox fresh) {
        sandbox = fresh;
        sandbox.rules().clock(new TestClock());
        api = new TestClient(fresh);
    }

    @Test
    void create_offers_the_pages_of_the_rules_next_to_data() {
        sandbox.rules().instagramPages(301, 302);

        assertThat(create().body())
                .startsWith("{\"status\":\"created\",\"data\":{\"external_id\":1,\"billing_start_date\":0},"
                        + "\"create_pages\":{\"page\":[{\"id\":301,\"auth_id\":301,\"company_id\":154,"
                        + "\"token\":\"page-token-301\",\"name\":\"Page 301\",\"ig_name\":null,")
                .contains("{\"id\":302,")
                .endsWith("\"enabled\":null,\"created_at\":\"2026-03-01T12:00:00.000Z\","
                        + "\"updated_at\":\"2026-03-01T12:00:00.000Z\"}]}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT"})
    void page_is_enabled_by_query_with_each_method(String method) {
        sandbox.rules().instagramPages(301, 302);
        long channel = create().id();
        assertThat(state(channel)).isEqualTo(ChannelState.WAITING);

        TestClient.Reply reply = api.send(method, path(channel) + "?page_id=302&sync_period=week", null, null);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(state(channel)).isEqualTo(ChannelState.ENABLED);
        assertThat(sandbox.channel(channel).orElseThrow().parameters())
                .containsEntry("page_id", "302")
                .containsEntry("sync_period", "week");
    }

    @ParameterizedTest
    @ValueSource(strings = {"day", "week", "month", "all"})
    void page_is_enabled_by_form_and_json(String period) {
        long channel = create().id();

        assertThat(api.postForm(path(channel), "page_id=301&sync_period=" + period)
                        .body())
                .isEqualTo("{\"status\":\"ok\"}");
        assertThat(api.postJson(path(channel), "{\"page_id\":301,\"sync_period\":\"" + period + "\"}")
                        .body())
                .isEqualTo("{\"status\":\"ok\"}");
        assertThat(api.postForm(path(channel), "page_id=301").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "page_id=303", "page_id=x", "page_id=301&sync_period=year"})
    void missing_or_invalid_parameter_of_enable_page_is_400(String form) {
        sandbox.rules().instagramPages(301, 302);
        long channel = create().id();

        TestClient.Reply reply = api.postForm(path(channel), form);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/errors/0/code")).isEqualTo("invalid_parameter");
        assertThat(state(channel)).isEqualTo(ChannelState.WAITING);
    }

    @Test
    void enable_page_of_another_provider_is_400_and_of_an_unknown_channel_404() {
        long viber = sandbox.addChannel("viber");

        assertThat(api.postForm(path(viber), "page_id=301").at("/errors/0/code"))
                .isEqualTo("wrong_provider");
        assertThat(api.postForm(path(77), "page_id=301").status()).isEqualTo(404);
        assertThat(api.delete(path(viber)).status()).isEqualTo(405);
    }

    private TestClient.Reply create() {
        return api.postJson("/companies/154/channels", CREATE);
    }

    private static String path(long channel) {
        return "/companies/154/channels/" + channel + "/enable_page_instagram";
    }

    private ChannelState state(long channel) {
        return sandbox.channel(channel).orElseThrow().state();
    }
}
