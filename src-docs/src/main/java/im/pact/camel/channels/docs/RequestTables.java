/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs;

import im.pact.camel.channels.request.Parameter;
import im.pact.camel.channels.request.ParameterType;
import im.pact.camel.channels.request.RequestRules;
import im.pact.camel.channels.request.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
    private static final Set<String> BY_QUERY = Set.of("userExists");

    private final Set<String> options;

    /** @param options the names of the endpoint options */
    RequestTables(Set<String> options) {
        this.options = options;
    }

    /** Writes the tables to the directory that is the only argument. */
    public static void main(String[] args) throws IOException {
        Path directory = Files.createDirectories(Path.of(args[0]));
        for (Map.Entry<String, String> partial : new RequestTables(CatalogTables.endpointOptions())
                .partials(RequestRules.variants())
                .entrySet()) {
            Files.writeString(directory.resolve(partial.getKey()), partial.getValue());
        }
    }

    /** The text of each partial by its file name. */
    Map<String, String> partials(List<Variant> variants) {
        return variants.stream()
                .collect(Collectors.groupingBy(
                        variant -> "request-" + fileName(variant.operation()) + ".adoc",
                        Collectors.collectingAndThen(Collectors.toList(), this::table)));
    }

    /** An operation as the name of a file: {@code send-first}. */
    static String fileName(String operation) {
        return operation.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private String table(List<Variant> variants) {
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
                                .map(variant -> row(variant, siblings(variant, variants)))
                                .collect(Collectors.joining("\n\n")));
    }

    private String row(Variant variant, List<Variant> siblings) {
        return """
                |%s
                |%s
                |%s
                |%s"""
                .formatted(
                        what(variant, siblings),
                        paragraphs(Stream.concat(
                                variant.fixed().entrySet().stream()
                                        .map(fixed -> parameter(
                                                fixed.getKey(),
                                                AsciiDoc.code(String.valueOf(fixed.getValue()))
                                                        + (canBeMissing(variant, siblings)
                                                                ? ", added if missing"
                                                                : ""))),
                                variant.required().stream().map(this::required))),
                        paragraphs(variant.optional().stream().map(each -> parameter(each, kind(each)))),
                        BY_QUERY.contains(variant.operation())
                                ? "query"
                                : variant.format().name());
    }

    /** The providers, and the parameter that distinguishes this variant from others with the same providers. */
    private static String what(Variant variant, List<Variant> siblings) {
        String providers = variant.providers().stream().map(AsciiDoc::code).collect(Collectors.joining(", "));
        List<Parameter> marks = marks(variant, siblings);
        String mark = marks.stream()
                .filter(variant.required()::contains)
                .findFirst()
                .or(() -> marks.stream().findFirst())
                .map(first -> AsciiDoc.code(first.optionName()))
                .orElse(null);
        if (providers.isEmpty()) {
            return mark == null ? "All" : "With " + mark;
        }
        return mark == null ? providers : providers + " with " + mark;
    }

    private String required(Parameter parameter) {
        return parameter(
                parameter, kind(parameter) + (parameter.kind() == ParameterType.LIST ? ", empty if missing" : ""));
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

    private static String kind(Parameter parameter) {
        if (!parameter.allowedValues().isEmpty()) {
            return parameter.allowedValues().stream().map(AsciiDoc::code).collect(Collectors.joining(" or "));
        }
        return switch (parameter.kind()) {
            case TEXT -> kindLink("text", "text");
            case DIGITS -> kindLink("digits", "digits");
            case PHONE -> kindLink("phone", "phone number");
            case PHONE_WITH_PLUS -> kindLink("phone", "phone number, sent with a plus");
            case INTEGER -> kindLink("integer", "integer");
            case BOOLEAN -> kindLink("boolean", "boolean");
            case TIMESTAMP -> kindLink("timestamp", "timestamp");
            case OBJECT -> kindLink("object", "object");
            case LIST -> kindLink("list", "list of texts");
        };
    }

    private static String kindLink(String anchor, String text) {
        return "xref:%s#kind-%s[%s]".formatted(COMPONENT, anchor, text);
    }

    /** Whether another parameter already identifies this variant, so that its constants can be missing. */
    private static boolean canBeMissing(Variant variant, List<Variant> siblings) {
        return marks(variant, siblings).stream().anyMatch(variant.required()::contains);
    }

    /** The parameters that not all of these variants have. */
    private static List<Parameter> marks(Variant variant, List<Variant> siblings) {
        return variant.parameters().stream()
                .filter(parameter -> !siblings.stream()
                        .allMatch(sibling -> sibling.parameters().contains(parameter)))
                .toList();
    }

    /** The variants for the same providers, including this one. */
    private static List<Variant> siblings(Variant variant, List<Variant> variants) {
        return variants.stream()
                .filter(other -> Objects.equals(other.providers(), variant.providers()))
                .toList();
    }

    private static boolean namesProvider(List<Variant> variants) {
        return variants.stream().anyMatch(variant -> !variant.providers().isEmpty());
    }

    /** Paragraphs of a cell. */
    private static String paragraphs(Stream<String> paragraphs) {
        return paragraphs.collect(Collectors.joining("\n\n"));
    }
}
