/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.client.LogCapture;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A misspelt provider is sent as it is, with a warning. */
class ProviderWarningsTest {

    private static final String WARNING = " is unknown and is sent unchanged. Did you mean ";

    @RegisterExtension
    static final ApiServer SERVER = new ApiServer();

    @RegisterExtension
    final LogCapture log = new LogCapture();

    @BeforeEach
    void acceptEverything() {
        SERVER.acceptsEverything();
    }

    @Test
    void misspelt_provider_is_warned_of_once_per_name_and_component() throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            SERVER.connect(context);
            context.start();
            ProducerTemplate template = context.createProducerTemplate();
            for (String provider : List.of("whatsapp_buisness", "vk", "signal", "whatsapp_buisness", "viber")) {
                template.requestBody("pact-channels:create?companyId=154", Map.of("provider", provider, "token", "T"));
            }
            template.requestBody(
                    "pact-channels:confirm?companyId=154&channelId=399", Map.of("provider", "vk", "code", "1"));
        }

        assertThat(log.text().lines().filter(line -> line.contains(WARNING)).map(ProviderWarningsTest::warning))
                .containsExactly(
                        "Provider whatsapp_buisness" + WARNING + "whatsapp_business?",
                        "Provider vk" + WARNING + "vkontakte?");
        assertThat(SERVER.requests().get(0).form()).isEqualTo("provider=whatsapp_buisness&token=T");
    }

    @Test
    void number_of_warnings_has_a_limit() {
        ProviderWarnings warnings = new ProviderWarnings();

        for (int i = 0; i < 1000; i++) {
            warnings.check("viber" + "_".repeat(i + 1));
        }

        assertThat(log.text().lines().filter(line -> line.contains(WARNING))).hasSize(100);
    }

    private static String warning(String line) {
        return line.substring(line.indexOf("Provider "), line.indexOf('?') + 1);
    }
}
