/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs;

import im.pact.camel.channels.request.PactChannelsOperation;
import im.pact.camel.channels.request.Parameter;
import im.pact.camel.channels.request.ParameterType;
import im.pact.camel.channels.request.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes a table for each operation that has parameters: the required and optional parameters of each provider. Its source is
 * the rules that the component validates requests with. Each parameter is a link to its option, or to its header if it has no
 * option, and each type is a link to its description in the manual ({@code kind-…}). A missing target fails the build.
 */
public final class RequestTables {

    /** The page with the options, the headers and the types. */
    private static final String COMPONENT = "component.adoc";

    /** The operations whose parameters are in the query; their requests have no body. */
    private static final Set<String> BY_QUERY = Set.of("userExists", "enablePage");

    private final Set<String> options;

    /** @param options the names of the endpoint options */
    RequestTables(Set<String> options) {
        this.options = options;
    }

    /** Writes the tables to the directory that is the only argument. */
    public static void main(String[] args) throws IOException {
        Path directory = Files.createDirectories(Path.of(args[0]));
        for (Map.Entry<String, String> partial : new RequestTables(CatalogTables.endpointOptions())
                .partials(variants())
                .entrySet()) {
            Files.writeString(directory.resolve(partial.getKey()), partial.getValue());
        }
    }

    /** The variants of each operation that has parameters, by its name. */
    static Map<String, List<Variant>> variants() {
        return Stream.of(PactChannelsOperation.values())
                .filter(operation -> !operation.variants().isEmpty())
                .collect(Collectors.toMap(Enum::name, PactChannelsOperation::variants));
    }

    /** The text of each partial by its file name. */
    Map<String, String> partials(Map<String, List<Variant>> variants) {
        return variants.entrySet().stream()
                .collect(Collectors.toMap(
                        operation -> "request-" + fileName(operation.getKey()) + ".adoc",
                        operation -> table(operation.getKey(), operation.getValue())));
    }

    /** An operation as the name of a file: {@code send-first}. */
    static String fileName(String operation) {
        return operation.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private String table(String operation, List<Variant> variants) {
        return """
                [.catalog%%header,cols="6,9,9,3"]
                |===
                |%s|Required|Optional|Format

                %s
                |===
                """
                .formatted(
                        namesProvider(variants) ? link(Parameter.PROVIDER) : "Variant",
                        variants.stream()
                                .map(variant -> row(operation, variant, variant.discriminators(variants)))
                                .collect(Collectors.joining("\n\n")));
    }

    private String row(String operation, Variant variant, List<Parameter> discriminators) {
        return """
                |%s
                |%s
                |%s
                |%s"""
                .formatted(
                        what(variant, discriminators),
                        paragraphs(Stream.concat(
                                variant.constants().entrySet().stream()
                                        .map(constant -> parameter(
                                                constant.getKey(),
                                                AsciiDoc.code(String.valueOf(constant.getValue()))
                                                        + (canBeMissing(variant, discriminators)
                                                                ? ", added if missing"
                                                                : ""))),
                                variant.required().stream().map(each -> required(variant, each)))),
                        paragraphs(variant.optional().stream().map(each -> parameter(each, type(variant, each)))),
                        BY_QUERY.contains(operation)
                                ? "query"
                                : variant.format().name());
    }

    /** The providers, and the parameter that distinguishes this variant from others with the same providers. */
    private static String what(Variant variant, List<Parameter> discriminators) {
        String providers = variant.providers().stream().map(AsciiDoc::code).collect(Collectors.joining(", "));
        String discriminator = discriminators.stream()
                .filter(variant.required()::contains)
                .findFirst()
                .or(() -> discriminators.stream().findFirst())
                .map(first -> AsciiDoc.code(first.optionName()))
                .orElse(null);
        if (providers.isEmpty()) {
            return discriminator == null ? "All" : "With " + discriminator;
        }
        return discriminator == null ? providers : providers + " with " + discriminator;
    }

    private String required(Variant variant, Parameter parameter) {
        return parameter(
                parameter,
                type(variant, parameter) + (parameter.type() == ParameterType.LIST ? ", empty if missing" : ""));
    }

    private String parameter(Parameter parameter, String value) {
        String apiName = parameter.apiName().equals(parameter.optionName())
                ? ""
                : " (%s)".formatted(AsciiDoc.code(parameter.apiName()));
        return link(parameter) + apiName + ": " + value;
    }

    private String link(Parameter parameter) {
        String name = parameter.optionName();
        String anchor = options.contains(name)
                ? "option-" + name
                : "header-CamelPactChannels" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return "xref:%s#%s[%s]".formatted(COMPONENT, anchor, AsciiDoc.code(name));
    }

    private static String type(Variant variant, Parameter parameter) {
        if (!parameter.allowedValues().isEmpty()) {
            return parameter.allowedValues().stream().map(AsciiDoc::code).collect(Collectors.joining(" or "));
        }
        return switch (parameter.type()) {
            case ID, REGION -> throw new IllegalArgumentException(parameter + " is not sent as a parameter");
            case TEXT, LINE -> kindLink("text", "text");
            case DIGITS -> kindLink("digits", "digits");
            case PHONE ->
                kindLink(
                        "phone",
                        variant.plus().contains(parameter) ? "phone number, sent with a plus" : "phone number");
            case INTEGER -> kindLink("integer", "integer");
            case BOOLEAN -> kindLink("boolean", "boolean");
            case TIMESTAMP -> kindLink("timestamp", "timestamp");
            case URL -> kindLink("url", "URL");
            case OBJECT -> kindLink("object", "object");
            case LIST -> kindLink("list", "list of texts");
        };
    }

    private static String kindLink(String anchor, String text) {
        return "xref:%s#kind-%s[%s]".formatted(COMPONENT, anchor, text);
    }

    /** Whether another parameter already identifies this variant, so that its constants can be missing. */
    private static boolean canBeMissing(Variant variant, List<Parameter> discriminators) {
        return discriminators.stream().anyMatch(variant.required()::contains);
    }

    private static boolean namesProvider(List<Variant> variants) {
        return variants.stream().anyMatch(variant -> !variant.providers().isEmpty());
    }

    /** Paragraphs of a cell. */
    private static String paragraphs(Stream<String> paragraphs) {
        return paragraphs.collect(Collectors.joining("\n\n"));
    }
}
