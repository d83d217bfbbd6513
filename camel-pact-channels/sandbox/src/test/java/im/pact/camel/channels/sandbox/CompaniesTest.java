/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import static im.pact.camel.channels.sandbox.PactChannelsSandbox.COMPANY_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** List, create and update of companies, and the registration of their URL. */
class CompaniesTest {

    @RegisterExtension
    static final PactChannelsSandboxExtension SANDBOX = new PactChannelsSandboxExtension();

    private WebhookReceiver receiver;
    private PactChannelsSandbox sandbox;
    private TestClient api;

    @BeforeEach
    void start(PactChannelsSandbox fresh) throws Exception {
        sandbox = fresh;
        api = new TestClient(fresh);
        receiver = new WebhookReceiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void list_shows_the_documented_fields() {
        sandbox.addCompany(7, "Acme");

        assertThat(api.get("/companies").body())
                .isEqualTo("{\"status\":\"ok\",\"data\":{\"companies\":["
                        + "{\"external_id\":7,\"name\":\"Acme\",\"phone\":null,\"description\":null,\"webhook_url\":null},"
                        + "{\"external_id\":154,\"name\":\"Company 154\",\"phone\":null,\"description\":null,"
                        + "\"webhook_url\":null}]}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"asc", "desc"})
    void list_has_pages(String direction) {
        for (long id = 1; id <= 6; id++) {
            sandbox.addCompany(id);
        }
        List<String> ids = new ArrayList<>();
        String from = "";
        do {
            TestClient.Reply page =
                    api.get("/companies?per=3&sort_direction=" + direction + "&from=" + TestClient.encode(from));
            page.json()
                    .at("/data/companies")
                    .forEach(company -> ids.add(company.get("external_id").asText()));
            from = page.nextPage();
        } while (!from.isEmpty());

        assertThat(ids)
                .containsExactly(
                        direction.equals("asc")
                                ? new String[] {"1", "2", "3", "4", "5", "6", "154"}
                                : new String[] {"154", "6", "5", "4", "3", "2", "1"});
    }

    @Test
    void list_follows_the_paging_rules_and_checks_its_parameters() {
        sandbox.rules().paging(Paging.NULL_AT_END);

        assertThat(api.get("/companies").body()).endsWith("\"next_page\":null}}");
        assertThat(api.get("/companies?per=101").status()).isEqualTo(400);
        assertThat(api.get("/companies?per=1&from=unknown").at("/data/companies/0/external_id"))
                .isEqualTo("154");
        assertThat(new TestClient(sandbox.baseUri(), "wrong").get("/companies").status())
                .isEqualTo(401);
    }

    @Test
    void company_is_created_by_form_and_by_json() {
        TestClient.Reply form = api.postForm("/companies", "name=One&phone=15550100&description=First");
        TestClient.Reply json =
                api.postJson("/companies", "{\"name\":\"Two\",\"webhook_url\":\"" + receiver.url() + "\"}");

        assertThat(form.body()).isEqualTo("{\"status\":\"created\",\"data\":{\"external_id\":155}}");
        assertThat(json.id()).isEqualTo(156);
        assertThat(sandbox.companies())
                .contains(
                        new SandboxCompany(155, "One", "15550100", "First", null, false),
                        new SandboxCompany(156, "Two", null, null, receiver.url(), false));
        assertThat(api.postForm("/companies/155/channels", "provider=max").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "name=",
                "name=A&webhook_url=ftp://127.0.0.1/",
                "name=A&webhook_url=hook",
                "name=A&webhook_url=http:///x",
                "name=A&webhook_url=http://127.0.0.1:65536/",
                "name=A&webhook_url=http://a b"
            })
    void invalid_company_is_rejected(String form) {
        assertThat(api.postForm("/companies", form).status()).isEqualTo(400);
        assertThat(sandbox.companies()).hasSize(1);
    }

    @Test
    void name_has_at_most_255_symbols() {
        assertThat(api.postForm("/companies", "name=" + "x".repeat(255)).status())
                .isEqualTo(200);
        assertThat(api.postForm("/companies", "name=" + "x".repeat(256)).status())
                .isEqualTo(400);
    }

    @Test
    void update_changes_only_what_is_given() {
        api.putForm("/companies/154", "name=Acme&phone=15550100&hidden=true");
        TestClient.Reply reply =
                api.send("PUT", "/companies/154", TestClient.JSON, "{\"phone\":null,\"description\":\"D\"}");

        assertThat(reply.body()).isEqualTo("{\"status\":\"updated\",\"data\":{\"external_id\":154}}");
        assertThat(sandbox.companies()).containsExactly(new SandboxCompany(154, "Acme", null, "D", null, true));
        assertThat(api.putForm("/companies/155", "name=Acme").status()).isEqualTo(404);
        assertThat(api.putForm("/companies/154", "hidden=perhaps").status()).isEqualTo(400);
    }

    @Test
    void registration_sends_a_test_request_first() {
        TestClient.Reply reply = api.putForm("/companies/154", "webhook_url=" + TestClient.encode(receiver.url()));

        assertThat(reply.status()).isEqualTo(200);
        WebhookReceiver.Received probe = receiver.next();
        assertThat(probe.body()).isEqualTo("{\"source\":\"pact.im\",\"operation\":\"test\"}");
        assertThat(probe.contentType()).isEqualTo("application/json");
        assertThat(sandbox.webhooks().url(COMPANY_ID)).isEqualTo(receiver.url());
        assertThat(api.get("/companies").at("/data/companies/0/webhook_url")).isEqualTo(receiver.url());
        assertThat(sandbox.webhooks().probes()).singleElement().satisfies(sent -> {
            assertThat(sent.accepted()).isTrue();
            assertThat(sent.name()).isEqualTo("operation/test");
        });
        assertThat(sandbox.webhooks().delivered()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 202, 204, 301, 404, 500})
    void url_that_does_not_answer_exactly_200_is_rejected_and_nothing_is_stored(int status) {
        receiver.answer(status);

        TestClient.Reply reply =
                api.putForm("/companies/154", "name=Changed&webhook_url=" + TestClient.encode(receiver.url()));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.detail()).contains("200");
        assertThat(sandbox.companies())
                .containsExactly(new SandboxCompany(154, "Company 154", null, null, null, false));
        assertThat(sandbox.webhooks().probes()).hasSize(1);
    }

    @Test
    void create_with_a_url_that_does_not_answer_creates_nothing() {
        receiver.close();

        TestClient.Reply reply = api.postForm("/companies", "name=A&webhook_url=" + TestClient.encode(receiver.url()));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(sandbox.companies()).hasSize(1);
        assertThat(sandbox.webhooks().probes().get(0).last().failure()).isEqualTo("Connection refused");
    }

    @Test
    void url_is_stored_without_an_answer_if_switched_on() {
        sandbox.webhooks().storeUrlWhenProbeFails(true);
        receiver.answer(500);

        assertThat(api.putForm("/companies/154", "webhook_url=" + TestClient.encode(receiver.url()))
                        .status())
                .isEqualTo(200);
        assertThat(sandbox.webhooks().url(COMPANY_ID)).isEqualTo(receiver.url());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"webhook_url\":\"\"}", "{\"webhook_url\":null}"})
    void empty_url_removes_the_registration(String json) {
        sandbox.webhooks().url(COMPANY_ID, receiver.url());

        assertThat(api.send("PUT", "/companies/154", TestClient.JSON, json).status())
                .isEqualTo(200);
        assertThat(sandbox.webhooks().url(COMPANY_ID)).isNull();
        assertThat(receiver.waiting()).isZero();
    }

    @Test
    void receiver_can_use_the_api_while_it_answers_the_test_request() {
        receiver.answerNext(exchange -> {
            int status = api.get("/companies/154/channels").status();
            WebhookReceiver.respond(exchange, status, "");
        });

        assertThat(api.putForm("/companies/154", "webhook_url=" + TestClient.encode(receiver.url()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void java_api_rejects_what_does_not_exist() {
        assertThatIllegalStateException().isThrownBy(() -> sandbox.webhooks().url(9));
        assertThatIllegalStateException().isThrownBy(() -> sandbox.webhooks().sendEvent(COMPANY_ID, "{}"));
        assertThatIllegalArgumentException().isThrownBy(() -> sandbox.webhooks().url(COMPANY_ID, "hook"));
    }
}
