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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sandbox as a program. */
class PactChannelsSandboxMainTest {

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
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try (PactChannelsSandbox sandbox = PactChannelsSandboxMain.start(
                new String[] {"--port=0", "--channels=3", "--company=9", "--token=mine"}, out)) {
            TestClient api = new TestClient(sandbox);

            assertThat(text(bytes))
                    .contains(sandbox.baseUri(), "mine", "9 with 3 channels, 10 without channels")
                    .contains("curl -H 'X-Private-Api-Token: mine' '" + sandbox.baseUri()
                            + "/companies/9/channels?per=5'");
            assertThat(api.get("/companies/9/channels").ids()).hasSize(3);

            long id = api.postForm("/companies/10/channels", "provider=telegram_personal&phone=7999999999")
                    .id();
            api.postForm("/companies/10/channels/" + id + "/request_code", "provider=telegram_personal");
            assertThat(text(bytes)).contains("Code for channel " + id + ": " + sandbox.code(id));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--port=many", "--port=70000", "--channels=-1", "--company=0", "--colour=red", "port=1", "-h"})
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

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
