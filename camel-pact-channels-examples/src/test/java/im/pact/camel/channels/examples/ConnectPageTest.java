/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import im.pact.camel.channels.examples.ExampleFixture.Dsl;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The example {@code connect-page} over HTTP, with the requests that the page sends. */
@Timeout(60)
class ConnectPageTest {

    private static final String PHONE = "79991234567";
    private static final String KEY = "a-key-that-cannot-be-guessed";

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private ExampleFixture example;
    private PactChannelsSandbox sandbox;
    private CompletableFuture<Integer> status;

    @BeforeEach
    void prepare() {
        example = new ExampleFixture("connect-page", directory);
        sandbox = example.sandbox;
        example.properties.putAll(Examples.webhook());
        example.properties.put("pageKey", KEY);
    }

    /** The example ends when a channel is shown as connected. */
    @AfterEach
    void stop() {
        sandbox.webhooks()
                .sendEvent(
                        sandbox.companyId(),
                        """
                {"type": "system", "severity": "information",
                 "data": {"message": "authorized", "details": {"entity": "channel", "entity_id": 99}}}
                """);
        await().until(() -> status.isDone() || step("99").equals("connected"));
        await().until(status::isDone);
        example.close();
    }

    private void start(Dsl dsl) {
        status = CompletableFuture.supplyAsync(() -> {
            try {
                return example.run(dsl);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> sandbox.webhooks().url(sandbox.companyId()) != null || status.isDone());
    }

    @ParameterizedTest
    @CsvSource({"JAVA,whatsapp", "YAML,whatsapp", "JAVA,max"})
    void channel_is_connected_by_its_newest_qr_code(Dsl dsl, String provider) throws Exception {
        start(dsl);

        JsonNode created = json(post("", "{\"provider\": \"" + provider + "\"}"));
        assertThat(created.path("channelId").asText()).isEqualTo("1");
        await().until(() -> step("1").equals("scan"));
        String first = state("1").path("qrCode").asText();
        assertThat(first).startsWith("data:image/png;base64,");
        sandbox.webhooks().newQrCode(1);
        await().until(() -> !state("1").path("qrCode").asText().equals(first));

        sandbox.webhooks().scanQrCode(1);

        await().until(() -> step("1").equals("connected"));
        assertThat(status.get(10, TimeUnit.SECONDS)).isZero();
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void telegram_is_connected_with_phone_code_and_password(Dsl dsl) throws Exception {
        sandbox.rules().telegramPassword(PHONE, "an orange horse");
        start(dsl);

        JsonNode created = json(post("", "{\"provider\": \"telegram_personal\", \"phone\": \"+7 999 123-45-67\"}"));
        assertThat(created.path("step").asText()).isEqualTo("code");
        HttpResponse<String> wrong = post("/1/code", "{\"code\": \"000\"}");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).isEqualTo("The code is wrong");
        assertThat(json(post("/1/code", "{\"code\": \"" + sandbox.code(1) + "\"}"))
                        .path("step")
                        .asText())
                .isEqualTo("password");
        assertThat(json(post("/1/code", "{\"password\": \"an orange horse\"}"))
                        .path("step")
                        .asText())
                .isEqualTo("connected");

        assertThat(step("1")).isEqualTo("connected");
        assertThat(status.get(10, TimeUnit.SECONDS)).isZero();
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void page_has_no_secret_and_everything_else_requires_the_key(Dsl dsl) throws Exception {
        start(dsl);

        HttpResponse<String> page = send("/connect", "GET", "", "");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(page.body())
                .contains("<!DOCTYPE html>")
                .doesNotContain(KEY, example.properties.get("webhookSecret"), sandbox.apiToken())
                .doesNotContainPattern("(src|href)=\"?(http|/)");

        for (String wrong : new String[] {"", "a-key", KEY + "x"}) {
            assertThat(send("/connect/channels", "POST", "{\"provider\": \"whatsapp\"}", wrong)
                            .statusCode())
                    .isEqualTo(403);
            assertThat(send("/connect/channels/1", "GET", "", wrong).statusCode())
                    .isEqualTo(403);
            assertThat(send("/connect/channels/1/code", "POST", "{\"code\": \"1\"}", wrong)
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(sandbox.channelCount(sandbox.companyId())).isZero();
        assertThat(step("1")).isEqualTo("unknown");
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void rejected_input_is_explained(Dsl dsl) throws Exception {
        start(dsl);

        HttpResponse<String> rejected =
                post("", "{\"provider\": \"telegram_personal\", \"phone\": \"none\", \"company_id\": 155}");

        assertThat(rejected.statusCode()).isEqualTo(422);
        assertThat(rejected.body()).contains("create: phone").doesNotContain("\tat ");
        assertThat(rejected.headers().map()).doesNotContainKeys("x-page-key", "camelpactchannelsphone");
    }

    private String step(String channelId) throws Exception {
        return state(channelId).path("step").asText();
    }

    private JsonNode state(String channelId) throws Exception {
        return json(send("/connect/channels/" + channelId, "GET", "", KEY));
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send("/connect/channels" + path, "POST", body, KEY);
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }

    private HttpResponse<String> send(String path, String method, String body, String key) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(example.properties.get("publicUrl") + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (!key.isEmpty()) {
            request.header("X-Page-Key", key);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
