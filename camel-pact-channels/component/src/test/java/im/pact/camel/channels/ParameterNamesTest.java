/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import im.pact.camel.channels.request.Parameter;
import im.pact.camel.channels.request.RequestRules;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each parameter of the API document is a header and an option of the same name, and a secret everywhere or nowhere. */
class ParameterNamesTest {

    private static JsonNode catalog;

    @BeforeAll
    static void readTheCatalog() throws Exception {
        try (InputStream file =
                ParameterNamesTest.class.getResourceAsStream("/META-INF/im/pact/camel/channels/pact-channels.json")) {
            catalog = new ObjectMapper().readTree(file);
        }
    }

    @ParameterizedTest
    @EnumSource(Parameter.class)
    void has_a_header_with_a_constant(Parameter parameter) throws Exception {
        Field constant = PactChannelsConstants.class.getField(
                parameter.optionName().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT));
        String header = (String) constant.get(null);

        assertThat(header)
                .isEqualTo("CamelPactChannels"
                        + parameter.optionName().substring(0, 1).toUpperCase(Locale.ROOT)
                        + parameter.optionName().substring(1));
        assertThat(catalog.at("/headers").path(header).path("constantName").textValue())
                .isEqualTo(PactChannelsConstants.class.getName() + "#" + constant.getName());
    }

    @ParameterizedTest
    @EnumSource(Parameter.class)
    void is_an_option_of_the_endpoint_and_of_the_component(Parameter parameter) {
        assertThat(catalog.at("/properties").has(parameter.optionName())).isTrue();
        assertThat(catalog.at("/componentProperties").has(parameter.optionName()))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(Parameter.class)
    void is_a_secret_to_camel_when_it_is_one_to_the_client(Parameter parameter) {
        for (String options : new String[] {"/properties", "/componentProperties"}) {
            assertThat(catalog.at(options)
                            .path(parameter.optionName())
                            .path("secret")
                            .booleanValue())
                    .as(options)
                    .isEqualTo(parameter.isSecret());
        }
    }

    @ParameterizedTest
    @EnumSource(Parameter.class)
    void belongs_to_a_call_of_the_document(Parameter parameter) {
        assertThat(parameter == Parameter.PROVIDER
                        || RequestRules.variants().stream()
                                .anyMatch(variant -> variant.parameters().contains(parameter)))
                .isTrue();
    }

    @Test
    void no_constant_names_a_header_that_the_catalog_does_not_show() {
        // A tool that counts what the tests reach may have put a field of its own into the class.
        assertThat(Stream.of(PactChannelsConstants.class.getFields())
                        .filter(field -> !field.isSynthetic())
                        .map(ParameterNamesTest::valueOf))
                .allSatisfy(
                        header -> assertThat(catalog.at("/headers").has(header)).isTrue())
                .allSatisfy(header -> assertThat(header).startsWith("CamelPactChannels"))
                .doesNotHaveDuplicates();
    }

    private static String valueOf(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
