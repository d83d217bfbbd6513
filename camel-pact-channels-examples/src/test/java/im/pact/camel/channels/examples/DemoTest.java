/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Demo demo = new Demo(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    @ParameterizedTest
    @ValueSource(strings = {"sync", "sync-yaml"})
    void bringsAllChannelsIntoAFileAndWalksOverThemPageByPage(String example) throws Exception {
        Path csv = Path.of("target", "demo", "channels.csv");
        Files.deleteIfExists(csv);

        assertThat(demo.run(example, Map.of())).isZero();

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
    void aSecondRunReplacesTheFileOfTheFirst() throws Exception {
        demo.run("sync", Map.of());
        demo.run("sync", Map.of());

        assertThat(Files.readAllLines(Path.of("target", "demo", "channels.csv")))
                .hasSize(138);
    }

    @Test
    void namesTheExamplesWhenThereIsNoneOfThatName() throws Exception {
        assertThat(demo.run("walk the dog", Map.of())).isEqualTo(2);
        assertThat(printed()).contains("There are: sync, sync-yaml");
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
