/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import im.pact.camel.channels.request.PactChannelsOperation;
import im.pact.camel.channels.request.Parameter;
import im.pact.camel.channels.request.ParameterType;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each parameter of the API document is a header, an option of the same name if the table says so, and a secret everywhere or nowhere. */
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
    void is_an_option_of_the_endpoint_if_it_can_be_known_when_a_route_is_written(Parameter parameter) {
        assertThat(catalog.at("/properties").has(parameter.optionName())).isEqualTo(parameter.isStatic());
    }

    /** There it would be a default for all messages of the application. */
    @ParameterizedTest
    @EnumSource(
            value = Parameter.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"COMPANY_ID", "PHONE_REGION"})
    void is_not_an_option_of_the_component(Parameter parameter) {
        assertThat(catalog.at("/componentProperties").has(parameter.optionName()))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(Parameter.class)
    void is_a_secret_to_camel_if_it_is_one_to_the_client(Parameter parameter) {
        JsonNode option = catalog.at("/properties").path(parameter.optionName());

        assertThat(option.path("secret").booleanValue()).isEqualTo(parameter.isStatic() && parameter.isSecret());
    }

    @ParameterizedTest
    @EnumSource(value = Parameter.class, mode = EnumSource.Mode.EXCLUDE, names = "PROVIDER")
    void is_part_of_the_path_or_of_a_table_of_the_document(Parameter parameter) {
        assertThat(Stream.of(PactChannelsOperation.values())
                        .anyMatch(operation -> operation.parameters(null).contains(parameter)))
                .isEqualTo(parameter.type() != ParameterType.ID);
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
