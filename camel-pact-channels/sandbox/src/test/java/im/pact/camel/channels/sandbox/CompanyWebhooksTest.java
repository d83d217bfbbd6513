/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import static im.pact.camel.channels.sandbox.PactChannelsSandbox.COMPANY_ID;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The webhooks of the second version of the API. */
class CompanyWebhooksTest {

    private static final String WEBHOOKS = "/companies/154/webhooks";

    @RegisterExtension
    static final PactChannelsSandboxExtension SANDBOX = new PactChannelsSandboxExtension();

    private WebhookReceiver receiver;
    private PactChannelsSandbox sandbox;
    private TestClient api;

    @BeforeEach
    void start(PactChannelsSandbox fresh) throws Exception {
        sandbox = fresh;
        api = new TestClient(fresh.baseUri().replace("/p1", "/api/p2"), fresh.apiToken());
        receiver = new WebhookReceiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void new_webhook_is_not_active_and_receives_nothing() throws Exception {
        TestClient.Reply created = create();

        assertThat(created.body())
                .isEqualTo("{\"webhook\":{\"id\":1,\"url\":\"" + receiver.url() + "\",\"active\":false}}");
        new TestClient(sandbox).postForm("/companies/154/channels", "provider=max");
        sandbox.webhooks().awaitFinished(Duration.ofSeconds(20));
        assertThat(receiver.waiting()).isZero();
    }

    @Test
    void active_webhook_receives_v2_events_after_the_test_request() {
        create();

        TestClient.Reply activated = put(1, "{\"active\":true}");

        assertThat(activated.body())
                .isEqualTo("{\"webhook\":{\"id\":1,\"url\":\"" + receiver.url() + "\",\"active\":true}}");
        assertThat(receiver.next().at("/operation")).isEqualTo("test");
        new TestClient(sandbox).postForm("/companies/154/channels", "provider=max");
        assertThat(receiver.next(2))
                .extracting(WebhookReceiver.Received::name)
                .containsExactly("auth/create", "auth/update");
    }

    @Test
    void v2_event_is_repeated_five_times() throws Exception {
        create();
        put(1, "{\"active\":true}");
        receiver.next();
        receiver.answerAlways(500);
        sandbox.webhooks().repeatDelay(Duration.ofMillis(1));
        new TestClient(sandbox).postForm("/companies/154/channels", "provider=telegram&token=1");
        sandbox.webhooks().awaitFinished(Duration.ofSeconds(20));

        assertThat(receiver.waiting()).isEqualTo(6);
        assertThat(sandbox.webhooks().dropped()).hasSize(1);
    }

    @Test
    void qr_code_before_the_response_also_waits_for_v2_webhooks() {
        create();
        put(1, "{\"active\":true}");
        receiver.next();
        sandbox.webhooks().qrBeforeResponse(true);
        new TestClient(sandbox).postForm("/companies/154/channels", "provider=max");

        assertThat(sandbox.webhooks().delivered())
                .extracting(WebhookDelivery::name)
                .containsExactly("auth/create", "auth/update");
    }

    @Test
    void activation_without_an_accepted_test_request_is_rejected() {
        create();
        receiver.answer(500);

        TestClient.Reply reply = put(1, "{\"active\":true}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/errors/0/status")).isEqualTo("400");
        assertThat(reply.json().has("status")).isFalse();
        assertThat(api.get(WEBHOOKS).at("/webhooks/0/active")).isEqualTo("false");
    }

    @Test
    void change_of_the_url_sends_the_test_request_there() {
        create();

        TestClient.Reply changed = put(1, "{\"url\":\"" + receiver.url() + "/other\"}");

        assertThat(changed.at("/webhook/url")).isEqualTo(receiver.url() + "/other");
        assertThat(receiver.next().path()).isEqualTo("/hook/other");
        put(1, "{\"url\":\"" + receiver.url() + "/other\",\"active\":false}");
        assertThat(receiver.waiting()).isZero();
    }

    @Test
    void list_has_pages() {
        create();
        create();
        create();

        TestClient.Reply page = api.get(WEBHOOKS + "?page=2&per_page=2");

        assertThat(page.body())
                .isEqualTo("{\"webhooks\":[{\"id\":3,\"url\":\"" + receiver.url()
                        + "\",\"active\":false}],\"meta\":{\"page\":2,\"entries_count\":3,\"per_page\":2}}");
        assertThat(api.get(WEBHOOKS).at("/meta/per_page")).isEqualTo("25");
    }

    @Test
    void deleted_webhook_is_gone() {
        create();

        TestClient.Reply deleted = api.delete(WEBHOOKS + "/1");

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertThat(api.delete(WEBHOOKS + "/1").status()).isEqualTo(404);
        assertThat(put(1, "{\"active\":true}").status()).isEqualTo(404);
    }

    @Test
    void company_has_at_most_five() {
        for (int i = 0; i < 5; i++) {
            assertThat(create().status()).isEqualTo(200);
        }
        assertThat(create().status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /companies/154/webhooks, '{}', 400",
        "POST, /companies/154/webhooks, '{\"url\":\"hook\"}', 400",
        "POST, /companies/9/webhooks, '{}', 404",
        "PUT, /companies/154/webhooks, '{}', 405",
        "GET, /companies/154/webhooks?page=0, , 400",
        "GET, /companies/154/channels, , 404"
    })
    void invalid_request_is_rejected(String method, String path, String body, int status) {
        assertThat(api.send(method, path, TestClient.JSON, body).status()).isEqualTo(status);
    }

    @Test
    void token_is_required() {
        assertThat(new TestClient(sandbox.baseUri().replace("/p1", "/api/p2"), null)
                        .get(WEBHOOKS)
                        .status())
                .isEqualTo(401);
        assertThat(sandbox.webhooks().url(COMPANY_ID)).isNull();
    }

    private TestClient.Reply create() {
        return api.postJson(WEBHOOKS, "{\"url\":\"" + receiver.url() + "\"}");
    }

    private TestClient.Reply put(long id, String json) {
        return api.send("PUT", WEBHOOKS + "/" + id, TestClient.JSON, json);
    }
}
