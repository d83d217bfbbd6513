/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Every example, with its routes in Java and in YAML, does what it says. */
class DemoTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Logger people = (Logger) LoggerFactory.getLogger("example");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        people.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        people.detachAppender(log);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync", "sync-yaml"})
    void brings_all_channels_into_a_file_and_walks_over_them_page_by_page(String example) throws Exception {
        run(example);

        Path csv = folder.resolve("sync/channels.csv");
        assertThat(Files.readAllLines(csv))
                .hasSize(138)
                .startsWith("channel_id,provider")
                .doesNotHaveDuplicates()
                .allMatch(line -> line.matches("channel_id,provider|\\d+,[a-z_]+"));
        assertThat(printed())
                .contains("found 137 channels")
                .contains("written to " + csv.toAbsolutePath())
                .contains("page 1, 25 channels", "page 6, 12 channels")
                .contains("137 channels in all")
                .doesNotContain("page 7");
    }

    @Test
    void a_second_run_replaces_the_file_of_the_first() throws Exception {
        run("sync");
        run("sync");

        assertThat(Files.readAllLines(folder.resolve("sync/channels.csv"))).hasSize(138);
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect-telegram", "connect-telegram-yaml"})
    void connects_a_telegram_account_by_phone_code_and_password(String example) throws Exception {
        run(example);

        assertThat(logged())
                .contains("Channel 2 is created, for the phone 79991234567")
                .contains("The code is right; the state is password_required, so the password is next")
                .contains("Channel 2 is enabled")
                .contains("  2  telegram_personal")
                .noneMatch(line -> line.contains("orange horse"));
        assertThat(folder.resolve("connect-telegram/code.txt")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect-whatsapp", "connect-whatsapp-yaml"})
    void connects_whats_app_by_qr_code(String example) throws Exception {
        run(example);

        assertThat(logged())
                .anyMatch(line -> line.matches("Channel 2 is created, with the messages since \\d{4}-\\d\\d-\\d\\d"))
                .contains("  2  whatsapp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"first-messages", "first-messages-yaml"})
    void writes_to_everybody_once_follows_each_message_and_reports(String example) throws Exception {
        run(example);

        assertThat(Files.readAllLines(folder.resolve("first-messages/reports/phones.csv")))
                .startsWith("phone,job_id,result")
                .hasSize(7)
                .anyMatch(line -> line.matches("79250000001,\\d+,DELIVERED"))
                .anyMatch(line -> line.matches("\\+7 \\(925\\) 000-00-02,\\d+,DELIVERED"))
                .contains("79250000010,,no account")
                .contains("not a phone,,failed")
                .anyMatch(line -> line.matches("79250000009,\\d+,NOT DELIVERED"))
                .contains("79250000001,,written before");
        assertThat(Files.readAllLines(folder.resolve("first-messages/failed/phones.csv")))
                .containsExactly("not a phone,Daniel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"template-message", "template-message-yaml"})
    void sends_a_template_for_an_order(String example) throws Exception {
        run(example);

        assertThat(logged())
                .anyMatch(line -> line.matches(
                        "1042.json: order_shipped is on its way to .* with \\[Anna, 1042, Friday]," + " job \\d+"));
        assertThat(folder.resolve("template-message/failed")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rotate-token", "rotate-token-yaml"})
    void gives_a_channel_the_token_from_a_file_and_deletes_the_file(String example) throws Exception {
        run(example);

        assertThat(logged())
                .contains("Channel 1 is updated: it has the new token")
                .noneMatch(line -> line.contains("110201543"));
        assertThat(folder.resolve("rotate-token/token.txt")).doesNotExist();
        assertThat(folder.resolve("rotate-token/.failed")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"remove-channels", "remove-channels-yaml"})
    void removes_the_channels_of_a_provider_and_reports(String example) throws Exception {
        run(example);

        List<String> report = Files.readAllLines(folder.resolve("remove-channels/removed.csv"));
        assertThat(report).startsWith("channel_id,provider,result").hasSizeGreaterThan(2);
        assertThat(report.subList(1, report.size())).allMatch(line -> line.matches("\\d+,viber,deleted"));
        assertThat(logged())
                .contains("The company has 60 channels. Those of viber are removed")
                .anyMatch(line ->
                        line.startsWith("The company has " + (60 - (report.size() - 1)) + " channels now, see "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"changes", "changes-yaml", "leader", "leader-yaml"})
    void tells_which_channels_appear_and_disappear(String example) throws Exception {
        run(example);

        assertThat(logged())
                .containsSubsequence(
                        "added: channel 1, viber", "added: channel 2, whatsapp", "added: channel 3, telegram")
                .containsSubsequence("Now somebody removes channel 1", "removed: channel 1, viber")
                .filteredOn(line -> !line.startsWith("Now "))
                .as("each once")
                .hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"companies", "companies-yaml"})
    void lists_many_companies_through_a_broker(String example) throws Exception {
        run(example);

        assertThat(Files.readAllLines(folder.resolve("companies/companies.csv")))
                .hasSize(12)
                .doesNotHaveDuplicates()
                .contains("1,20", "12,240");
    }

    @Test
    void an_example_that_does_not_succeed_says_why_and_ends_with_status_one() throws Exception {
        Example example = Examples.named("connect-telegram").orElseThrow();
        try (PactChannelsSandbox sandbox = PactChannelsSandbox.start()) {
            sandbox.failNext(402, "{\"error\":\"the bill is open\"}");
            Map<String, String> properties = Map.of(
                    "camel.component.pact-channels.api-token", sandbox.apiToken(),
                    "camel.component.pact-channels.base-uri", sandbox.baseUri(),
                    "companyId", Long.toString(sandbox.companyId()),
                    "phone", "79991234567");

            assertThat(demo().run(example, false, properties)).isOne();
        }
        assertThat(logged())
                .singleElement()
                .asString()
                .startsWith("Not connected. create: ")
                .contains("the bill is open");
    }

    @Test
    void names_the_examples_when_there_is_none_of_that_name() throws Exception {
        assertThat(demo().run("walk the dog", Map.of())).isEqualTo(2);

        assertThat(printed()).contains("There are:");
        assertThat(Examples.ALL).hasSize(10).allSatisfy(example -> assertThat(printed())
                .contains(example.name(), example.name() + "-yaml", example.shows()));
    }

    @Test
    void every_example_is_in_the_readme() throws Exception {
        String readme = Files.readString(Path.of("..", "README.md"));

        assertThat(Examples.ALL).allSatisfy(example -> assertThat(readme)
                .contains(
                        "`" + example.name() + "`",
                        example.routes().get().getClass().getSimpleName() + ".java",
                        example.yamlFile()));
    }

    private void run(String example) throws Exception {
        assertThat(demo().run(example, Map.of()))
                .as("status of %s: %s %s", example, printed(), logged())
                .isZero();
    }

    private Demo demo() {
        return new Demo(new PrintStream(bytes, true, StandardCharsets.UTF_8), folder);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** What the routes tell people. */
    private List<String> logged() throws IOException {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
