/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

class DemoApplicationTest {

    @Test
    void demo_fills_the_table_from_the_sandbox(@TempDir Path directory) {
        try (ConfigurableApplicationContext application = DemoApplication.start(
                "--server.port=0", "--example.directory=" + directory, "--example.poll-delay=100")) {
            ChannelTable table = application.getBean(ChannelTable.class);

            await().until(() -> table.rows().size() == 5);
            assertThat(directory.resolve("channels.mv.db")).exists();
        }
    }
}
