/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.pact.camel.channels.examples.ExampleFixture.Dsl;
import im.pact.camel.channels.sandbox.ChannelState;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.SandboxChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The example {@code connect-telegram} if something goes wrong. */
@Timeout(60)
class ConnectTelegramTest {

    private static final String PHONE = "79991234567";

    @TempDir
    Path directory;

    private ExampleFixture example;
    private PactChannelsSandbox sandbox;

    @BeforeEach
    void start() {
        example = new ExampleFixture("connect-telegram", directory);
        sandbox = example.sandbox;
        example.properties.putAll(Map.of("phone", PHONE, "codeTimeout", "20000"));
    }

    @AfterEach
    void stop() {
        example.close();
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void wrong_codes_are_followed_by_another_attempt(Dsl dsl) throws Exception {
        sandbox.rules().onCode((channelId, code) -> write("000"));
        sandbox.wireMock().addMockServiceRequestListener((request, response) -> {
            if (request.getUrl().endsWith("/confirm") && response.getStatus() == 400) {
                await().until(() -> !Files.exists(example.file("code.txt")));
                write(sandbox.code(1));
            }
        });

        int status = example.run(dsl);

        assertThat(example.logged())
                .anyMatch(line -> line.contains("The code is wrong"))
                .contains("Channel 1 is enabled");
        assertThat(status).isZero();
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void run_without_a_code_is_continued_by_the_next_run(Dsl dsl) throws Exception {
        example.properties.put("codeTimeout", "500");
        int first = example.run(dsl);
        example.properties.put("codeTimeout", "20000");
        sandbox.rules().onCode((channelId, code) -> write(code));
        int second = example.run(dsl);

        assertThat(first).isOne();
        assertThat(example.logged())
                .anyMatch(line -> line.matches("Not connected. There was no code in .*code.txt in time.*"))
                .contains("Continuing with the existing channel 1", "Channel 1 is enabled");
        assertThat(second).isZero();
        assertThat(sandbox.channels(sandbox.companyId()))
                .extracting(SandboxChannel::state)
                .containsExactly(ChannelState.ENABLED);
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void channel_whose_response_was_lost_is_found(Dsl dsl) throws Exception {
        sandbox.rules().onCode((channelId, code) -> write(code));
        sandbox.nextRequests(1).loseResponse();

        int status = example.run(dsl);

        assertThat(example.logged()).contains("Continuing with the existing channel 1", "Channel 1 is enabled");
        assertThat(status).isZero();
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void rejected_channel_that_does_not_exist_is_reported(Dsl dsl) throws Exception {
        sandbox.addChannel("telegram");
        sandbox.failNext(400, "{\"error\":\"this phone is banned\"}");

        assertThat(example.run(dsl)).isOne();

        assertThat(example.logged())
                .singleElement()
                .asString()
                .startsWith("Not connected. create: ")
                .contains("this phone is banned");
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void missing_password_is_reported(Dsl dsl) throws Exception {
        sandbox.rules().telegramPassword(PHONE, "an orange horse").onCode((channelId, code) -> write(code));

        assertThat(example.run(dsl)).isOne();

        assertThat(example.logged())
                .last()
                .asString()
                .startsWith("Not connected. The account has a password. Set the property telegramPassword");
    }

    private void write(String code) {
        example.write("code.txt", code + "\n");
    }
}
