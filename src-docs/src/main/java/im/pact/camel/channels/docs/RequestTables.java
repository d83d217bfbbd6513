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
 * Writes a table for each operation that has parameters: what each provider needs and takes. It comes from the rules that the
 * component itself checks requests by. Parameters are links to their options, and kinds of values to where the manual explains
 * them ({@code kind-…}), so that a parameter without an option and a kind without an explanation fail the build.
 */
public final class RequestTables {

    /** The page with the options and the kinds of values. */
    private static final String COMPONENT = "component.adoc";

    /** The calls whose parameters are in the query; they have no body. */
    private static final Set<String> BY_QUERY = Set.of("userExists");

    private RequestTables() {}

    /** Writes the tables to the directory that is the only argument. */
    public static void main(String[] args) throws IOException {
        Path directory = Files.createDirectories(Path.of(args[0]));
        for (Map.Entry<String, String> partial :
                partials(RequestRules.variants()).entrySet()) {
            Files.writeString(directory.resolve(partial.getKey()), partial.getValue());
        }
    }

    /** The text of each partial by its file name. */
    static Map<String, String> partials(List<Variant> variants) {
        return variants.stream()
                .collect(Collectors.groupingBy(
                        variant -> "request-" + fileName(variant.operation()) + ".adoc",
                        Collectors.collectingAndThen(Collectors.toList(), RequestTables::table)));
    }

    /** An operation as the name of a file: {@code send-first}. */
    static String fileName(String operation) {
        return operation.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String table(List<Variant> variants) {
        return """
                [.catalog%%header,cols="5,9,9,2"]
                |===
                |%s|Required|Optional|Format

                %s
                |===
                """
                .formatted(
                        namesProvider(variants) ? option(Parameter.PROVIDER) : "What",
                        variants.stream()
                                .map(variant -> row(variant, siblings(variant, variants)))
                                .collect(Collectors.joining("\n\n")));
    }

    private static String row(Variant variant, List<Variant> siblings) {
        return """
                |%s
                |%s
                |%s
                |%s"""
                .formatted(
                        what(variant, siblings),
                        lines(Stream.concat(
                                variant.fixed().entrySet().stream()
                                        .map(fixed -> parameter(
                                                fixed.getKey(),
                                                AsciiDoc.code(String.valueOf(fixed.getValue()))
                                                        + (canBeLeftOut(variant, siblings)
                                                                ? ", follows from the rest"
                                                                : ""))),
                                variant.required().stream().map(RequestTables::required))),
                        lines(variant.optional().stream().map(each -> parameter(each, kind(each)))),
                        BY_QUERY.contains(variant.operation())
                                ? "query"
                                : variant.format().name());
    }

    /** The providers, and what tells this way from others with the same provider. */
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

    private static String required(Parameter parameter) {
        return parameter(
                parameter, kind(parameter) + (parameter.kind() == ParameterType.LIST ? ", none if left out" : ""));
    }

    private static String parameter(Parameter parameter, String value) {
        String apiName = parameter.apiName().equals(parameter.optionName())
                ? ""
                : " (%s)".formatted(AsciiDoc.code(parameter.apiName()));
        return option(parameter) + apiName + ": " + value;
    }

    private static String option(Parameter parameter) {
        return "xref:%s#option-%s[%s]"
                .formatted(COMPONENT, parameter.optionName(), AsciiDoc.code(parameter.optionName()));
    }

    private static String kind(Parameter parameter) {
        if (!parameter.allowedValues().isEmpty()) {
            return parameter.allowedValues().stream().map(AsciiDoc::code).collect(Collectors.joining(" or "));
        }
        return switch (parameter.kind()) {
            case TEXT -> link("text", "text");
            case DIGITS -> link("digits", "digits");
            case PHONE -> link("phone", "phone number");
            case PHONE_WITH_PLUS -> link("phone", "phone number, sent with a plus");
            case INTEGER -> link("integer", "whole number");
            case BOOLEAN -> link("boolean", "true or false");
            case TIMESTAMP -> link("timestamp", "moment");
            case OBJECT -> link("object", "object");
            case LIST -> link("list", "list of texts");
        };
    }

    private static String link(String anchor, String text) {
        return "xref:%s#kind-%s[%s]".formatted(COMPONENT, anchor, text);
    }

    /** Whether the value that tells this variant from others is known without being given, by the presence of another parameter. */
    private static boolean canBeLeftOut(Variant variant, List<Variant> siblings) {
        return marks(variant, siblings).stream().anyMatch(variant.required()::contains);
    }

    /** The parameters that not all of these variants have. */
    private static List<Parameter> marks(Variant variant, List<Variant> siblings) {
        return variant.parameters().stream()
                .filter(parameter -> !siblings.stream()
                        .allMatch(sibling -> sibling.parameters().contains(parameter)))
                .toList();
    }

    /** The variants among which a request has to be told apart, this one included. */
    private static List<Variant> siblings(Variant variant, List<Variant> variants) {
        return variants.stream()
                .filter(other -> Objects.equals(other.providers(), variant.providers()))
                .toList();
    }

    private static boolean namesProvider(List<Variant> variants) {
        return variants.stream().anyMatch(variant -> !variant.providers().isEmpty());
    }

    /** Paragraphs of a cell. */
    private static String lines(Stream<String> lines) {
        return lines.collect(Collectors.joining("\n\n"));
    }
}
