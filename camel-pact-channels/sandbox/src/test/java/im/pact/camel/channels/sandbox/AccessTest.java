/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Token, paths, methods, and decoding of bodies. */
class AccessTest {

    @RegisterExtension
    static final PactChannelsSandboxExtension SANDBOX =
            new PactChannelsSandboxExtension(PactChannelsSandbox.builder().channels(154, 3));

    private TestClient api;
    private TestClient stranger;

    @BeforeEach
    void connect(PactChannelsSandbox sandbox) {
        api = new TestClient(sandbox);
        stranger = new TestClient(sandbox.baseUri(), null);
    }

    @Test
    void token_in_header_is_accepted() {
        assertThat(api.get("/companies/154/channels").status()).isEqualTo(200);
    }

    @Test
    void token_in_query_is_accepted(PactChannelsSandbox sandbox) {
        assertThat(stranger.get("/companies/154/channels?private_api_token=" + sandbox.apiToken())
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?private_api_token=", "?private_api_token=wrong"})
    void missing_or_wrong_token_is_rejected_with_401(String query) {
        TestClient.Reply reply = stranger.get("/companies/154/channels" + query);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.at("/status")).isEqualTo("errored");
        assertThat(reply.at("/errors/0/code")).isEqualTo("unauthorized");
        assertThat(reply.detail()).isNotBlank();
    }

    @Test
    void wrong_token_in_header_overrides_valid_token_in_query(PactChannelsSandbox sandbox) {
        TestClient wrong = new TestClient(sandbox.baseUri(), "wrong");

        assertThat(wrong.get("/companies/154/channels?private_api_token=" + sandbox.apiToken())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void without_token_existence_of_company_is_not_revealed() {
        assertThat(stranger.get("/companies/999/channels").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/companies/999/channels",
                "/companies/abc/channels",
                "/company",
                "/companies/154/conversations",
                "/companies/154/channels/1/nothing",
                "/companies/99999999999999999999999/channels",
                "/"
            })
    void unknown_company_or_path_is_404(String path) {
        TestClient.Reply reply = api.send("GET", path, null, null);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.at("/status")).isEqualTo("errored");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /companies/154",
        "DELETE, /companies/154",
        "PUT,    /companies",
        "PUT,    /companies/154/channels",
        "DELETE, /companies/154/channels",
        "GET,    /companies/154/channels/1",
        "POST,   /companies/154/channels/1",
        "GET,    /companies/154/channels/1/conversations",
        "POST,   /companies/154/channels/1/user_exists",
        "GET,    /companies/154/channels/1/confirm"
    })
    void wrong_method_is_405_and_one_channel_or_company_cannot_be_read(String method, String path) {
        assertThat(api.send(method, path, null, null).status()).isEqualTo(405);
    }

    @Test
    void paths_begin_with_p1(PactChannelsSandbox sandbox) {
        TestClient root = new TestClient(sandbox.baseUri().replace("/p1", ""), sandbox.apiToken());

        assertThat(root.get("/companies/154/channels").status()).isEqualTo(404);
        assertThat(root.get("/p2/companies/154/channels").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/p1/companies/154/channels/", "/p1//companies//154//channels", "//p1/companies/154///channels//"
            })
    void trailing_and_double_slashes_are_accepted(String path, PactChannelsSandbox sandbox) {
        TestClient root = new TestClient(sandbox.baseUri().replace("/p1", ""), sandbox.apiToken());

        assertThat(root.get(path).ids()).containsExactly(1L, 2L, 3L);
        assertThat(root.get(path + "?per=2").ids()).containsExactly(1L, 2L);
    }

    @Test
    void responses_are_json_in_utf_8() {
        assertThat(api.get("/companies/154/channels").response().headers().firstValue("Content-Type"))
                .hasValue("application/json; charset=utf-8");
    }

    @Test
    void body_that_is_neither_form_nor_json_is_406() {
        assertThat(api.send("POST", "/companies/154/channels", "text/xml", "<provider/>")
                        .status())
                .isEqualTo(406);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"provider\":", "[]", "\"viber\"", "{\"provider\":\"viber\"} nonsense"})
    void body_that_is_not_a_json_object_is_400(String body) {
        TestClient.Reply reply = api.postJson("/companies/154/channels", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/errors/0/code")).isEqualTo("invalid_json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"provider=%", "provider=%4", "provider=%zz", "provider=100%&token=1", "%=viber", "token=%ff"})
    void form_that_cannot_be_decoded_is_400(String form) {
        TestClient.Reply reply = api.postForm("/companies/154/channels", form);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/errors/0/code")).isEqualTo("invalid_encoding");
        assertThat(reply.detail()).isNotBlank();
    }

    @Test
    void multipart_content_type_is_406_even_if_the_body_is_malformed() {
        assertThat(api.send("POST", "/companies/154/channels", "multipart/form-data", "x")
                        .status())
                .isEqualTo(406);
    }

    @Test
    void name_with_more_than_32_levels_is_400() {
        assertThat(api.postForm("/companies/154/channels", "data" + "[a]".repeat(32) + "=1")
                        .detail())
                .contains("provider");

        TestClient.Reply reply = api.postForm("/companies/154/channels", "data" + "[a]".repeat(20_000) + "=1");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.detail()).isEqualTo("A name has more than 32 levels");
    }

    @Test
    void server_listens_on_loopback_interface_only(PactChannelsSandbox sandbox) {
        assertThat(sandbox.baseUri()).isEqualTo("http://127.0.0.1:" + sandbox.port() + "/p1");
        assertThat(sandbox.wireMock().getOptions().bindAddress()).isEqualTo("127.0.0.1");
    }
}
