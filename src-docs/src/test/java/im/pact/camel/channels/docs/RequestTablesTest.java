/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import im.pact.camel.channels.request.ApiRequest;
import im.pact.camel.channels.request.PactChannelsOperation;
import im.pact.camel.channels.request.Parameter;
import im.pact.camel.channels.request.RequestFormat;
import im.pact.camel.channels.request.Variant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestTablesTest {

    private static final RequestTables TABLES = new RequestTables(Stream.of(Parameter.values())
            .filter(parameter -> parameter != Parameter.CODE)
            .map(Parameter::optionName)
            .collect(Collectors.toSet()));

    private static final Variant SING = new Variant(
            List.of("parrot", "grey_parrot"),
            Map.of(),
            List.of(Parameter.TOKEN, Parameter.TEMPLATE_PARAMETERS),
            List.of(Parameter.SUBTYPE, Parameter.SYNC_MESSAGES_FROM),
            Set.of(),
            RequestFormat.json);

    @Test
    void each_operation_has_a_separate_file() {
        assertThat(TABLES.partials(Map.of("singAloud", List.of(SING), "say", List.of(variant(Map.of())))))
                .containsOnlyKeys("request-sing-aloud.adoc", "request-say.adoc");
    }

    @Test
    void parameter_is_a_link_to_its_option_with_its_api_name_and_allowed_values() {
        assertThat(TABLES.partials(Map.of("singAloud", List.of(SING))).get("request-sing-aloud.adoc"))
                .contains(
                        """
                        |===
                        |xref:component.adoc#option-provider[`provider`]|Required|Optional|Format

                        |`parrot`, `grey&#95;parrot`
                        |xref:component.adoc#option-token[`token`]: xref:component.adoc#kind-text[text]

                        xref:component.adoc#option-templateParameters[`templateParameters`] \
                        (`template&#91;parameters&#93;`): xref:component.adoc#kind-list[list of texts], empty if missing
                        |xref:component.adoc#option-subtype[`subtype`]: `regular` or `unlim` or `no&#95;write&#95;first`

                        xref:component.adoc#option-syncMessagesFrom[`syncMessagesFrom`] \
                        (`sync&#95;messages&#95;from`): xref:component.adoc#kind-timestamp[timestamp]
                        |json
                        |===
                        """);
    }

    @Test
    void parameter_without_an_option_is_a_link_to_its_header() {
        assertThat(table(variant(Map.of(), Parameter.CODE)))
                .contains("xref:component.adoc#header-CamelPactChannelsCode[`code`]: ");
    }

    @Test
    void variants_of_the_same_provider_are_distinguished() {
        assertThat(table(
                        variant(Map.of(Parameter.VIA_QR_CODE, true)),
                        variant(Map.of(), Parameter.PHONE, Parameter.CODE)))
                .contains("|`parrot` with `viaQrCode`\n|xref:component.adoc#option-viaQrCode[`viaQrCode`]"
                        + " (`via&#95;qr&#95;code`): `true`\n")
                .contains("|`parrot` with `phone`\n");
    }

    @Test
    void constant_that_can_be_missing_is_marked() {
        assertThat(table(
                        variant(Map.of(Parameter.CONFIRMATION_TYPE, "code"), Parameter.CODE),
                        variant(Map.of(Parameter.CONFIRMATION_TYPE, "password"), Parameter.PASSWORD)))
                .contains("|`parrot` with `code`\n|xref:component.adoc#option-confirmationType[`confirmationType`]"
                        + " (`confirmation&#95;type`): `code`, added if missing\n")
                .contains("|`parrot` with `password`\n");
    }

    @Test
    void variant_without_a_provider_names_its_discriminator() {
        Variant phone =
                new Variant(List.of(), Map.of(), List.of(Parameter.PHONE), List.of(), Set.of(), RequestFormat.form);
        Variant code =
                new Variant(List.of(), Map.of(), List.of(Parameter.CODE), List.of(), Set.of(), RequestFormat.form);

        assertThat(table(phone)).contains("|Variant|Required", "|All\n");
        assertThat(table(phone, code)).contains("|With `phone`\n", "|With `code`\n");
    }

    private static Variant variant(Map<Parameter, Object> constants, Parameter... required) {
        return new Variant(List.of("parrot"), constants, List.of(required), List.of(), Set.of(), RequestFormat.form);
    }

    private static String table(Variant... variants) {
        return TABLES.partials(Map.of("say", List.of(variants))).get("request-say.adoc");
    }

    /** The tables of the manual, compared with the validation of the component. */
    @Nested
    class OfTheComponent {

        private static final Pattern ROW = Pattern.compile(
                "^\\|(?<what>.*)\\n\\|(?<required>[^|]*)\\n\\|[^|]*\\n\\|(?:form|json|query)$", Pattern.MULTILINE);
        private static final Pattern CODE = Pattern.compile("`([^`]+)`");
        private static final Pattern PARAMETER = Pattern.compile(
                "^xref:component\\.adoc#(?:option|header)-\\w+\\[`(\\w+)`](?: \\([^)]*\\))?:"
                        + " (?:`([\\w&#;]+)`|xref:component\\.adoc#kind-(\\w+)\\[).*$",
                Pattern.MULTILINE);

        private static final Map<String, Object> SAMPLES = Map.of(
                "text", "a text",
                "digits", "0123",
                "phone", "+7 925 000-00-01",
                "integer", 1,
                "url", "https://hooks.example.org/secret",
                "object", Map.of("a", 1));

        static Stream<Arguments> rows() {
            Map<String, String> tables = TABLES.partials(RequestTables.variants());
            return RequestTables.variants().keySet().stream()
                    .flatMap(operation ->
                            rows(operation, tables.get("request-" + RequestTables.fileName(operation) + ".adoc")));
        }

        private static Stream<Arguments> rows(String operation, String table) {
            List<Arguments> rows = new ArrayList<>();
            ROW.matcher(table).results().forEach(row -> providers(operation, row.group(1))
                    .forEach(provider -> rows.add(Arguments.of(operation, provider, required(row.group(2))))));
            return rows.stream();
        }

        private static List<String> providers(String operation, String what) {
            return PactChannelsOperation.valueOf(operation).namesProvider()
                    ? CODE.matcher(what.replaceAll(" with .*", ""))
                            .results()
                            .map(provider -> provider.group(1).replace("&#95;", "_"))
                            .toList()
                    : List.of("");
        }

        /** The required parameters of a row with allowed values; empty for those that can be missing. */
        private static Map<String, Optional<Object>> required(String cell) {
            Map<String, Optional<Object>> required = new LinkedHashMap<>();
            PARAMETER
                    .matcher(cell)
                    .results()
                    .forEach(parameter -> required.put(
                            parameter.group(1),
                            parameter.group().matches(".*(added if missing|empty if missing)")
                                    ? Optional.empty()
                                    : Optional.of(value(parameter))));
            return required;
        }

        private static Object value(MatchResult parameter) {
            Object value = parameter.group(2) != null
                    ? parameter.group(2).replace("&#95;", "_")
                    : SAMPLES.get(parameter.group(3));
            assertThat(value).as(parameter.group()).isNotNull();
            return value;
        }

        @Test
        void every_variant_of_every_provider_has_a_row() {
            assertThat(rows())
                    .hasSize(RequestTables.variants().values().stream()
                            .flatMap(List::stream)
                            .mapToInt(variant -> Math.max(1, variant.providers().size()))
                            .sum());
        }

        @ParameterizedTest
        @MethodSource("rows")
        void required_parameters_of_a_row_are_sufficient(
                String operation, String provider, Map<String, Optional<Object>> required) {
            assertThatCode(() -> check(operation, provider, needed(operation, required)))
                    .doesNotThrowAnyException();
        }

        @ParameterizedTest
        @MethodSource("rows")
        void every_required_parameter_of_a_row_is_necessary(
                String operation, String provider, Map<String, Optional<Object>> required) {
            Map<String, Object> needed = needed(operation, required);
            for (String parameter : needed.keySet()) {
                Map<String, Object> less = new LinkedHashMap<>(needed);
                less.remove(parameter);
                // Otherwise it is another variant of the same provider.
                if (required.containsKey("confirmationVariant")) {
                    less.put("confirmationType", "two_factor");
                }
                assertThatIllegalArgumentException()
                        .as("without " + parameter)
                        .isThrownBy(() -> check(operation, provider, less));
            }
        }

        private Map<String, Object> needed(String operation, Map<String, Optional<Object>> required) {
            Map<String, Object> needed = new LinkedHashMap<>();
            required.forEach((parameter, value) -> value.ifPresent(given -> needed.put(parameter, given)));
            if (operation.equals("update")) {
                // No particular parameter is required, but at least one.
                needed.put("token", "a text");
            }
            return needed;
        }

        private void check(String operation, String provider, Map<String, Object> given) {
            new ApiRequest.Builder(PactChannelsOperation.valueOf(operation))
                    .put("provider", provider)
                    .putAll(given)
                    .validate(Instant.now());
        }
    }
}
