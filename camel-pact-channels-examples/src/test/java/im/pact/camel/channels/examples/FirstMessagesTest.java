/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import im.pact.camel.channels.examples.ExampleFixture.Dsl;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.SandboxJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The example {@code first-messages} with lists and failures as they occur in practice. */
@Timeout(120)
class FirstMessagesTest {

    @TempDir
    Path directory;

    private ExampleFixture example;
    private PactChannelsSandbox sandbox;
    private long channelId;

    @BeforeEach
    void start() {
        example = new ExampleFixture("first-messages", directory);
        sandbox = example.sandbox;
        channelId = sandbox.addChannel("whatsapp");
        example.properties.putAll(Map.of("channelId", Long.toString(channelId), "polls", "5", "pollDelay", "50"));
    }

    @AfterEach
    void stop() {
        example.close();
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void export_of_a_spreadsheet_is_read_and_each_row_has_a_result(Dsl dsl) throws Exception {
        sandbox.rules().deliver(phone -> !phone.endsWith("4"));
        example.properties.put("phoneRegion", "RU");

        run(
                dsl,
                """
                \ufeffГород;ФИО;Телефон

                Омск;"Иванов, Иван ""Ваня\""";8 (925) 000-00-01
                Омск;Анна;79250000002.0
                ;;
                Омск;Борис;7,9250000003E+10
                Омск;;+7 925 000-00-04
                Омск;Clara;79250000010
                Омск;Daniel;
                """);

        assertThat(results())
                .containsEntry("8 (925) 000-00-01", "delivered")
                .hasEntrySatisfying(
                        "79250000002.0", result -> assertThat(result).startsWith("invalid phone: "))
                .hasEntrySatisfying(
                        "7,9250000003E+10", result -> assertThat(result).startsWith("invalid phone: "))
                .containsEntry("+7 925 000-00-04", "not delivered: The phone does not receive messages")
                .containsEntry("79250000010", "no account")
                .hasEntrySatisfying("", result -> assertThat(result).startsWith("invalid phone: "))
                .hasSize(6);
        assertThat(sandbox.jobs(channelId))
                .extracting(SandboxJob::phone, SandboxJob::message)
                .containsExactlyInAnyOrder(
                        tuple("79250000001", "Hello Иванов, Иван \"Ваня\", your order is ready."),
                        tuple("79250000004", "Hello, your order is ready."));
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void person_in_three_notations_receives_one_message(Dsl dsl) throws Exception {
        run(
                dsl,
                """
                phone,name
                79250000001,Anna
                +7 (925) 000-00-01,Anna
                7 925 000 00 01,Anna
                """);

        assertThat(sandbox.jobs(channelId)).extracting(SandboxJob::phone).containsExactly("79250000001");
        assertThat(report()).extracting(row -> row.get("number")).containsOnly("79250000001");
        assertThat(report())
                .extracting(row -> row.get("result"))
                .containsExactlyInAnyOrder("delivered", "written before", "written before");
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void messages_that_were_certainly_not_sent_are_sent_by_the_next_run(Dsl dsl) throws Exception {
        failMessagesTo("79250000001", aResponse().withStatus(402).withBody("{\"error\":\"the bill is open\"}"));
        failMessagesTo("79250000002", aResponse().withStatus(400).withBody("{\"error\":\"no such phone\"}"));
        failMessagesTo("79250000003", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        failMessagesTo("79250000004", aResponse().withStatus(202));
        String list =
                """
                phone,name
                79250000001,Anna
                79250000002,Boris
                79250000003,Clara
                79250000004,Daniel
                79250000005,Emma
                """;

        run(dsl, list);
        Map<String, String> first = results();
        sandbox.clearFaults();
        run(dsl, list);
        Map<String, String> second = results();

        assertThat(first.get("79250000001")).startsWith("not sent: ").contains("the bill is open");
        assertThat(first.get("79250000002")).startsWith("not sent: ");
        assertThat(first.get("79250000003")).startsWith("unknown: ");
        assertThat(first.get("79250000004")).startsWith("unknown: ");
        assertThat(first.get("79250000005")).isEqualTo("delivered");
        assertThat(second.get("79250000001")).isEqualTo("delivered");
        assertThat(second.get("79250000002")).isEqualTo("delivered");
        assertThat(second.get("79250000003")).startsWith("unknown: ");
        assertThat(second.get("79250000004")).startsWith("unknown: ");
        assertThat(second.get("79250000005")).isEqualTo("written before");
        assertThat(sandbox.jobs(channelId))
                .extracting(SandboxJob::phone)
                .containsExactlyInAnyOrder("79250000005", "79250000001", "79250000002");
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void message_is_sent_even_if_its_state_cannot_be_read(Dsl dsl) throws Exception {
        sandbox.wireMock()
                .stubFor(get(urlPathMatching(".*/jobs/.*"))
                        .willReturn(aResponse().withStatus(500).withBody("{}")));

        run(dsl, """
                phone,name
                79250000001,Anna
                """);

        assertThat(report()).singleElement().satisfies(row -> {
            assertThat(row.get("result")).isEqualTo("sent");
            assertThat(row.get("job_id")).isEqualTo("1");
        });
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void list_that_cannot_be_read_sends_nothing(Dsl dsl) throws Exception {
        run(
                dsl,
                """
                phone,name
                79250000001,Anna
                79250000002,"Boris
                """);

        assertThat(sandbox.requestCount()).isZero();
        assertThat(example.file("inbox/.failed/phones.csv")).exists();
        assertThat(example.file("reports")).doesNotExist();
        assertThat(example.logged())
                .singleElement()
                .asString()
                .startsWith("No message was sent. phones.csv cannot be read");
    }

    @Test
    void number_whose_message_was_interrupted_by_a_kill_has_an_unknown_result() throws Exception {
        // A process creates this file before it sends the message.
        example.write("contacted/79250000001", "");

        run(Dsl.JAVA, """
                phone,name
                79250000001,Anna
                """);

        assertThat(results().get("79250000001")).startsWith("unknown: ");
        assertThat(sandbox.jobs(channelId)).isEmpty();
    }

    @Test
    void all_messages_are_sent_at_the_pace_of_the_service() throws Exception {
        sandbox.rules().rateLimit(200, Duration.ofSeconds(1)).pollsUntilDelivered(1);
        example.properties.put("pollDelay", "500");
        String list = IntStream.range(0, 500)
                .mapToObj(i -> "7925000" + (1000 + i) + "5,Anna\n")
                .collect(Collectors.joining("", "phone,name\n", ""));

        run(Dsl.JAVA, list);

        assertThat(results()).hasSize(500).values().containsOnly("delivered");
        assertThat(sandbox.jobs(channelId))
                .hasSize(500)
                .extracting(SandboxJob::phone)
                .doesNotHaveDuplicates();
        assertThat(sandbox.rateLimitStatistics().rejected())
                .isLessThan(sandbox.rateLimitStatistics().requests() / 10);
    }

    private void failMessagesTo(String phone, ResponseDefinitionBuilder response) {
        sandbox.wireMock()
                .stubFor(post(urlPathMatching(".*/conversations"))
                        .withRequestBody(containing("phone=" + phone))
                        .willReturn(response));
    }

    private void run(Dsl dsl, String list) throws Exception {
        example.write("inbox/phones.csv", list);
        example.run(dsl);
    }

    private Map<String, String> results() throws IOException {
        return report().stream()
                .collect(
                        Collectors.toMap(row -> row.get("phone"), row -> row.get("result"), (first, second) -> second));
    }

    private List<CSVRecord> report() throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = CSVParser.parse(example.file("reports/phones.csv"), StandardCharsets.UTF_8, format)) {
            return parser.getRecords();
        }
    }
}
