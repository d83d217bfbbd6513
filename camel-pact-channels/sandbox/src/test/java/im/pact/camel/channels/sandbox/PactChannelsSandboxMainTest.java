/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sandbox as a program. */
class PactChannelsSandboxMainTest {

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @Test
    void process_serves_a_million_channels_in_64_mb_prints_only_its_banner_and_stops_on_sigterm() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PactChannelsSandboxMain.class.getName(),
                        "--port=0",
                        "--channels=1000000")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            List<String> banner = readUntil(out, "Create a channel:");
            String baseUri = banner.stream()
                    .filter(line -> line.contains("base URI"))
                    .map(line -> line.replaceAll(".*(http\\S+)", "$1"))
                    .findFirst()
                    .orElseThrow();
            assertThat(banner.get(0)).startsWith("Pact Channels sandbox");

            TestClient api = new TestClient(baseUri, PactChannelsSandbox.TOKEN);
            assertThat(api.get("/companies/154/channels?per=1&sort_direction=desc")
                            .ids())
                    .containsExactly(1_000_000L);

            // Not Process.destroy(), which would also close the output that is read below.
            process.toHandle().destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(143);
            assertThat(out.lines()).singleElement().asString().contains("curl");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void banner_names_address_token_and_companies_and_codes_are_printed() {
        try (PactChannelsSandbox sandbox = start("--port=0", "--channels=3", "--company=9", "--token=mine")) {
            TestClient api = new TestClient(sandbox);

            assertThat(output())
                    .contains(sandbox.baseUri(), "mine", "9 with 3 channels, 10 without channels")
                    .contains("curl -H 'X-Private-Api-Token: mine' '" + sandbox.baseUri()
                            + "/companies/9/channels?per=5'");
            assertThat(api.get("/companies/9/channels").ids()).hasSize(3);

            long id = api.postForm("/companies/10/channels", "provider=telegram_personal&phone=7999999999")
                    .id();
            api.postForm("/companies/10/channels/" + id + "/request_code", "provider=telegram_personal");
            assertThat(output()).contains("Code for channel " + id + ": " + sandbox.code(id));
        }
    }

    @Test
    void rate_limit_is_an_option() {
        try (PactChannelsSandbox sandbox = start("--port", "0", "--rate-limit", "2/1h")) {
            TestClient api = new TestClient(sandbox);

            assertThat(output()).contains("rate limit  2/1h");
            assertThat(Stream.generate(() -> api.get("/companies/154/channels").status())
                            .limit(3))
                    .containsExactly(200, 200, 429);
        }
    }

    @Test
    void events_are_sent_to_the_webhook_and_printed_without_its_path_and_their_content() throws Exception {
        try (WebhookReceiver receiver = new WebhookReceiver();
                PactChannelsSandbox sandbox =
                        start("--port=0", "--webhook=" + receiver.url() + "-secret", "--scan-after=never")) {
            TestClient api = new TestClient(sandbox);
            receiver.answer(200, 503);
            long channel =
                    api.postForm("/companies/155/channels", "provider=whatsapp").id();
            receiver.next();
            sandbox.scanQrCode(channel);
            receiver.next(2);
            sandbox.webhooks().sendEvent(154, "{\"type\":\"a\",\"event\":\"b\"}");
            receiver.next();
            // The lines are printed after the responses, so this one is printed after them.
            sandbox.webhooks().sendEvent(154, "{\"type\":\"last\",\"event\":\"one\"}");
            receiver.next();

            assertThat(sandbox.companies())
                    .extracting(SandboxCompany::webhookUrl)
                    .containsExactly(receiver.url() + "-secret", receiver.url() + "-secret");
            assertThat(output())
                    .contains("events      to 127.0.0.1:")
                    .contains("Event qr_code/new, channel " + channel + ": 200")
                    .contains("Event system/authorized, channel " + channel + ": 503, attempt 1 of 11")
                    .contains("Event system/synchronized, channel " + channel + ": 200")
                    .contains("Event a/b: 200")
                    .doesNotContain("secret\n", "base64", "hook-");
        }
    }

    @Test
    void qr_code_is_scanned_after_a_while() throws Exception {
        try (WebhookReceiver receiver = new WebhookReceiver();
                PactChannelsSandbox sandbox = start("--port=0", "--webhook", receiver.url(), "--scan-after", "1")) {
            new TestClient(sandbox).postForm("/companies/155/channels", "provider=whatsapp");

            assertThat(receiver.next(3))
                    .extracting(WebhookReceiver.Received::name)
                    .containsExactly("qr_code/new", "system/authorized", "system/synchronized");
        }
    }

    @Test
    void usage_names_all_options_with_their_defaults() {
        assertThat(PactChannelsSandboxMain.usage().lines())
                .hasSize(8)
                .anySatisfy(line -> assertThat(line).contains("--port", "Default: 8080"))
                .anySatisfy(line -> assertThat(line).contains("--channels", "Default: 137"))
                .anySatisfy(line -> assertThat(line).contains("--company", "Default: 154"))
                .anySatisfy(line -> assertThat(line).contains("--token", "Default: sandbox-token-5f1c9e"))
                .anySatisfy(line -> assertThat(line).contains("--rate-limit", "10/1s", "Default: none"))
                .anySatisfy(line -> assertThat(line).contains("--webhook", "Default: none"))
                .anySatisfy(line -> assertThat(line).contains("--scan-after", "never", "Default: 0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port=many",
                "--port=70000",
                "--channels=-1",
                "--company=0",
                "--rate-limit=10",
                "--webhook=localhost:8080",
                "--scan-after=soon",
                "--colour=red",
                "--token",
                "port=1",
                "-x"
            })
    void invalid_option_is_named(String option) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PactChannelsSandboxMain.start(new String[] {option}, System.out))
                .withMessageContaining(option.replaceAll("=.*", ""));
    }

    private static List<String> readUntil(BufferedReader out, String line) throws IOException {
        List<String> lines = new ArrayList<>();
        String read;
        do {
            read = out.readLine();
            lines.add(String.valueOf(read));
        } while (read != null && !read.equals(line));
        return lines;
    }

    private PactChannelsSandbox start(String... args) {
        return PactChannelsSandboxMain.start(args, new PrintStream(output, true, StandardCharsets.UTF_8));
    }

    private String output() {
        return output.toString(StandardCharsets.UTF_8);
    }
}
