/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ClassPathTest {

    @Test
    void the_component_brings_its_own_jar_and_libphonenumber() throws Exception {
        DependencyGraph dependencies = DependencyGraph.read(Path.of(System.getProperty("benchmarks.dependencies")));
        assertThat(dependencies.jarsBeyond()).containsExactly("camel-pact-channels", "libphonenumber");
    }
}
