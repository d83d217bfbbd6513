/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.boot.SpringBootVersion;

/** The libraries on the class path have the versions of the imported BOMs. The build passes the expected ones. */
@EnabledIfSystemProperty(named = "expected.camel.version", matches = ".+")
class VersionsTest {

    private static final Pattern CAMEL = Pattern.compile("camel-(?!pact-channels).+\\.jar");

    @Test
    void every_jar_of_camel_has_the_version_of_the_bom() {
        List<String> jars = Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .map(entry -> Path.of(entry).getFileName().toString())
                .filter(CAMEL.asMatchPredicate())
                .toList();

        assertThat(jars).hasSizeGreaterThan(20).allSatisfy(jar -> assertThat(jar)
                .endsWith("-" + System.getProperty("expected.camel.version") + ".jar"));
    }

    @Test
    void spring_boot_has_the_version_of_the_bom() {
        assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("expected.spring-boot.version"));
    }
}
