/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Runs every example with its routes in Java and in YAML. */
class DemoTest {

    @TempDir
    Path directory;

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
    void sync_writes_all_channels_to_a_file_and_consumes_them_page_by_page(String example) throws Exception {
        run(example);

        Path csv = directory.resolve("sync/channels.csv");
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
    void second_run_replaces_the_file_of_the_first() throws Exception {
        run("sync");
        run("sync");

        assertThat(Files.readAllLines(directory.resolve("sync/channels.csv"))).hasSize(138);
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect-telegram", "connect-telegram-yaml"})
    void telegram_account_is_connected_with_phone_code_and_password(String example) throws Exception {
        run(example);

        assertThat(logged())
                .contains("Channel 2 was created for the phone number 79991234567")
                .contains("The code was accepted, the password follows")
                .contains("Channel 2 is enabled")
                .contains("  2  telegram_personal")
                .noneMatch(line -> line.contains("orange horse"));
        assertThat(directory.resolve("connect-telegram/code.txt")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect-whatsapp", "connect-whatsapp-yaml"})
    void whatsapp_is_connected_with_a_qr_code(String example) throws Exception {
        run(example);

        assertThat(logged())
                .anyMatch(line -> line.matches("Channel 2 was created, with the messages since \\d{4}-\\d\\d-\\d\\d"))
                .contains("The QR code has expired. Scan the new one:")
                .contains("Channel 2 is connected");
        assertThat(directory.resolve("connect-whatsapp/qr-code.png")).isNotEmptyFile();
    }

    @Test
    void page_is_served_until_a_channel_is_connected() throws Exception {
        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> {
            try {
                return demo().run("connect-page", Map.of());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        String[] address = awaitLogged("Open this address in a browser: (.*)").split("/connect#");

        post(address, "", "{\"provider\": \"telegram_personal\", \"phone\": \"79991234567\"}");
        String code = awaitLogged("Telegram has sent the code (\\d+) to the phone\\.");
        post(address, "/2/code", "{\"code\": \"" + code + "\"}");
        post(address, "/2/code", "{\"password\": \"an orange horse\"}");
        assertThat(status).isNotDone();
        assertThat(send(address, HttpRequest.newBuilder(channels(address, "/2"))))
                .contains("\"connected\"");

        assertThat(status.get(30, TimeUnit.SECONDS)).isZero();
    }

    private void post(String[] address, String path, String body) throws Exception {
        send(address, HttpRequest.newBuilder(channels(address, path)).POST(BodyPublishers.ofString(body)));
    }

    private static URI channels(String[] address, String path) {
        return URI.create(address[0] + "/connect/channels" + path);
    }

    private static String send(String[] address, HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request.header("X-Page-Key", address[1]).build(), BodyHandlers.ofString())
                .body();
    }

    /** The first group of the first log message that matches. */
    private String awaitLogged(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return await().until(
                        () -> logged().stream()
                                .map(pattern::matcher)
                                .filter(Matcher::matches)
                                .map(matcher -> matcher.group(1))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"watch", "watch-yaml"})
    void channels_that_go_offline_and_come_back_are_reported(String example) throws Exception {
        run(example);

        assertThat(logged()).containsExactly("Channel 1 is offline", "Channel 1 is online", "Channel 2 is disabled");
        assertThat(Files.readAllLines(directory.resolve("watch/states.csv")))
                .hasSize(3)
                .startsWith("channel_id,state,time")
                .anyMatch(line -> line.startsWith("1,ONLINE,20"))
                .anyMatch(line -> line.startsWith("2,DISABLED,20"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"first-messages", "first-messages-yaml"})
    void each_number_receives_one_message_and_each_row_has_a_result(String example) throws Exception {
        run(example);

        assertThat(Files.readAllLines(directory.resolve("first-messages/reports/phones.csv")))
                .startsWith("time,phone,number,job_id,result")
                .hasSize(7)
                .anyMatch(line -> line.matches("[^,]+,8 \\(925\\) 000-00-02,79250000002,\\d+,delivered"))
                .anyMatch(line -> line.matches("[^,]+,79250000010,79250000010,,no account"))
                .anyMatch(line -> line.matches("[^,]+,not a phone,,,\"invalid phone: .*\""))
                .anyMatch(line -> line.matches(
                        "[^,]+,79250000009,79250000009,\\d+,not delivered: The phone does not receive messages"))
                .filteredOn(line -> line.contains(",79250000001,"))
                .hasSize(2)
                .anyMatch(line -> line.matches(".*,\\d+,delivered"))
                .anyMatch(line -> line.endsWith(",written before"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"template-message", "template-message-yaml"})
    void template_is_sent_for_an_order(String example) throws Exception {
        run(example);

        assertThat(logged())
                .anyMatch(line -> line.matches(
                        "1042.json: order_shipped was accepted for .* with \\[Anna, 1042, Friday]," + " job \\d+"));
        assertThat(directory.resolve("template-message/failed")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rotate-token", "rotate-token-yaml"})
    void token_is_set_from_a_file_and_the_file_is_deleted(String example) throws Exception {
        run(example);

        assertThat(logged())
                .contains("Channel 1: updated, it has the new token")
                .noneMatch(line -> line.contains("110201543"));
        assertThat(directory.resolve("rotate-token/token.txt")).doesNotExist();
        assertThat(directory.resolve("rotate-token/.failed")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"remove-channels", "remove-channels-yaml"})
    void channels_of_a_provider_are_removed_and_reported(String example) throws Exception {
        run(example);

        List<String> report = Files.readAllLines(directory.resolve("remove-channels/removed.csv"));
        assertThat(report).startsWith("channel_id,provider,result").hasSizeGreaterThan(2);
        assertThat(report.subList(1, report.size())).allMatch(line -> line.matches("\\d+,viber,deleted"));
        assertThat(logged())
                .contains("The company has 60 channels. Removing those of viber")
                .anyMatch(line ->
                        line.startsWith("The company now has " + (60 - (report.size() - 1)) + " channels, see "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"changes", "changes-yaml", "leader", "leader-yaml"})
    void added_and_removed_channels_are_reported_once(String example) throws Exception {
        run(example);

        assertThat(logged())
                .containsSubsequence(
                        "added: channel 1, viber", "added: channel 2, whatsapp", "added: channel 3, telegram")
                .containsSubsequence("Now channel 1 is removed", "removed: channel 1, viber")
                .filteredOn(line -> !line.startsWith("Now "))
                .as("each once")
                .hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"companies-table", "companies-table-yaml"})
    void a_table_has_the_channels_of_all_companies(String example) throws Exception {
        run(example);

        List<String> rows = new ArrayList<>();
        try (Connection database = DriverManager.getConnection(
                        "jdbc:h2:" + directory.toAbsolutePath() + "/companies-table/companies-table");
                ResultSet channels = database.createStatement()
                        .executeQuery("SELECT company_id, channel_id, provider FROM channels ORDER BY 1, 2")) {
            while (channels.next()) {
                rows.add(channels.getLong(1) + " " + channels.getLong(2) + " " + channels.getString(3));
            }
        }
        assertThat(rows).containsExactly("154 2 whatsapp", "154 4 telegram", "155 3 facebook");
    }

    @ParameterizedTest
    @ValueSource(strings = {"companies", "companies-yaml"})
    void companies_are_listed_through_a_broker(String example) throws Exception {
        run(example);

        assertThat(Files.readAllLines(directory.resolve("companies/companies.csv")))
                .hasSize(12)
                .doesNotHaveDuplicates()
                .contains("1,20", "12,240");
    }

    @Test
    void failed_example_logs_the_reason_and_returns_status_one() throws Exception {
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
    void unknown_name_lists_the_examples() throws Exception {
        assertThat(demo().run("unknown", Map.of())).isEqualTo(2);

        assertThat(printed()).contains("The examples are:");
        assertThat(Examples.ALL).hasSize(13).allSatisfy(example -> assertThat(printed())
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
        return new Demo(new PrintStream(bytes, true, StandardCharsets.UTF_8), directory);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** The log messages of the routes. */
    private List<String> logged() throws IOException {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
