/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ProviderSpellingTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(
            resources = "/cases/provider-names.csv",
            numLinesToSkip = 1,
            ignoreLeadingAndTrailingWhitespace = false)
    void misspelt_name_has_the_nearest_known_name_as_its_correction(String given, String nearest, String why) {
        assertThat(ProviderSpelling.correctionOf(given == null ? "" : given))
                .as(why)
                .isEqualTo(Optional.ofNullable(nearest));
    }
}
