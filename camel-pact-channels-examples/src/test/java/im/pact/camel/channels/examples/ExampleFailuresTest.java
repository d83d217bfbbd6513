/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.examples.ExampleFixture.Dsl;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Examples with bad input, and with requests that fail. */
@Timeout(60)
class ExampleFailuresTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void channel_that_cannot_be_removed_is_reported_and_the_others_are_removed(Dsl dsl) throws Exception {
        try (ExampleFixture example = new ExampleFixture("remove-channels", directory)) {
            PactChannelsSandbox sandbox = example.sandbox;
            for (int channel = 1; channel <= 4; channel++) {
                sandbox.addChannel("viber");
            }
            sandbox.nextRequests(1).matching("DELETE .*/channels/2").fail(400, "{\"error\":\"it has conversations\"}");
            sandbox.nextRequests(1).matching("DELETE .*/channels/3").fail(503, "{}");
            example.properties.put("provider", "viber");

            example.run(dsl);

            assertThat(Files.readAllLines(example.file("removed.csv")))
                    .containsExactly(
                            "channel_id,provider,result",
                            "1,viber,deleted",
                            "2,viber,failed",
                            "3,viber,unknown",
                            "4,viber,deleted");
            assertThat(example.logged())
                    .anyMatch(line ->
                            line.startsWith("Channel 2: failed. delete: ") && line.contains("it has conversations"))
                    .anyMatch(line -> line.startsWith("The company now has 2 channels"));
        }
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void failed_listing_removes_nothing(Dsl dsl) throws Exception {
        try (ExampleFixture example = new ExampleFixture("remove-channels", directory)) {
            example.sandbox.failNext(402, "{}");
            example.properties.put("provider", "viber");

            assertThat(example.run(dsl)).isOne();

            assertThat(example.file("removed.csv")).doesNotExist();
            assertThat(example.logged()).singleElement().asString().startsWith("Not complete. list: ");
        }
    }

    @ParameterizedTest
    @EnumSource(Dsl.class)
    void orders_that_were_not_sent_and_that_may_have_been_sent_are_separated(Dsl dsl) throws Exception {
        try (ExampleFixture example = new ExampleFixture("template-message", directory)) {
            long channelId = example.sandbox.addChannel("whatsapp_business");
            example.properties.put("channelId", Long.toString(channelId));
            example.properties.put("templateId", "order_shipped");

            example.write(
                    "orders/1.json",
                    "{\"phone\": \"79250000001\", \"name\": \"Anna\", \"order\": 1, \"day\": \"Friday\"}");
            example.sandbox.failNext(402, "{}");
            example.run(dsl);
            example.write(
                    "orders/2.json",
                    "{\"phone\": \"79250000002\", \"name\": \"Boris\", \"order\": 2, \"day\": \"Friday\"}");
            example.sandbox.nextRequests(1).loseResponse();
            example.run(dsl);
            example.write("orders/3.json", "{\"phone\": \"7925");
            example.run(dsl);
            example.write(
                    "orders/4.json",
                    "{\"phone\": \"79250000004\", \"name\": \"Ivanov, Ivan\", \"order\": 4, \"day\": \"Friday\"}");
            example.run(dsl);

            assertThat(example.file("failed"))
                    .isDirectoryContaining("glob:**1.json")
                    .isDirectoryContaining("glob:**3.json");
            assertThat(example.file("unknown")).isDirectoryContaining("glob:**2.json");
            assertThat(example.file("orders")).isEmptyDirectory();
            assertThat(example.logged())
                    .anyMatch(line -> line.startsWith("1.json was not sent. sendFirst: "))
                    .anyMatch(line -> line.startsWith("2.json may have been sent. sendFirst: "))
                    .anyMatch(line -> line.startsWith("3.json was not sent. "))
                    .anyMatch(line -> line.startsWith("4.json: order_shipped was accepted for 79250000004"));
            assertThat(example.sandbox.jobs(channelId))
                    .last()
                    .satisfies(job -> assertThat(job.template().toString()).contains("[Ivanov, Ivan, 4, Friday]"));
        }
    }
}
