/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"example.poll-delay=100", "spring.datasource.url=jdbc:h2:mem:channels"})
@DirtiesContext
class ChannelsApplicationTest {

    private static final PactChannelsSandbox SANDBOX = PactChannelsSandbox.start();

    @TempDir
    static Path directory;

    @DynamicPropertySource
    static void sandbox(DynamicPropertyRegistry properties) {
        properties.add("camel.component.pact-channels.base-uri", SANDBOX::baseUri);
        properties.add("camel.component.pact-channels.api-token", SANDBOX::apiToken);
        properties.add("camel.component.pact-channels.company-id", SANDBOX::companyId);
        properties.add("example.directory", directory::toString);
    }

    @AfterAll
    static void stopSandbox() {
        SANDBOX.close();
    }

    @Autowired
    private ChannelTable table;

    @Autowired
    private TestRestTemplate http;

    @Test
    void new_channel_is_written_to_the_table() {
        long channel = SANDBOX.addChannel("telegram");

        await().until(() -> stored().contains(channel));
        assertThat(http.getForObject("/table", String.class))
                .contains("{\"CHANNEL_ID\":%d,\"PROVIDER\":\"telegram\"}".formatted(channel));
    }

    @Test
    void removed_channel_is_deleted_from_the_table() {
        long channel = SANDBOX.addChannel("viber");
        await().until(() -> stored().contains(channel));

        SANDBOX.removeChannel(channel);

        await().until(() -> !stored().contains(channel));
    }

    @Test
    void channels_are_listed_in_the_json_of_the_service() {
        long channel = SANDBOX.addChannel("whatsapp");

        assertThat(http.getForObject("/channels", String.class)).contains("\"external_id\":" + channel);
    }

    @Test
    void application_becomes_ready() {
        await().untilAsserted(() -> assertThat(http.getForEntity("/actuator/health/readiness", String.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.OK));
    }

    private List<Long> stored() {
        return table.rows().stream().map(row -> (Long) row.get("CHANNEL_ID")).toList();
    }
}
