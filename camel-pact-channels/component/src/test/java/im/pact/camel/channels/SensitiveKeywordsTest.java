/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import im.pact.camel.channels.client.LogCapture;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.util.URISupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SensitiveKeywordsTest {

    private static final String TOKEN = "s3cret-token";

    private final Main main = new Main();

    @TempDir
    Path directory;

    @Test
    void summary_of_camel_main_masks_the_token() throws Exception {
        try (LogCapture log = new LogCapture()) {
            log.setLevel(Level.INFO);
            start();

            assertThat(log.text())
                    .containsPattern("camel\\.component\\.pact-channels\\.api(T|-t)oken = xxxxxx")
                    .doesNotContain(TOKEN);
        }
    }

    @Test
    void keywords_of_the_user_remain() throws Exception {
        main.configure().setAdditionalSensitiveKeywords("pin,tan");

        CamelContext context = start();

        assertThat(context.getCamelContextExtension().getAdditionalSensitiveKeywords())
                .startsWith("pin,tan,")
                .contains("apiToken");
    }

    @Test
    void texts_of_messages_are_masked_in_uris() throws Exception {
        start();

        assertThat(URISupport.sanitizeUri("pact-channels:sendFirst?channelId=399&message=Hello"))
                .isEqualTo("pact-channels:sendFirst?channelId=399&message=xxxxxx");
    }

    private CamelContext start() throws Exception {
        Path properties = directory.resolve("application.properties");
        Files.writeString(properties, "camel.component.pact-channels.api-token = " + TOKEN);
        main.setPropertyPlaceholderLocations(properties.toUri().toString());
        main.start();
        try {
            return main.getCamelContext();
        } finally {
            main.stop();
        }
    }
}
