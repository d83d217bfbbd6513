/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.ComponentModel.EndpointHeaderModel;
import org.apache.camel.tooling.model.JsonMapper;

/**
 * Writes the option and header tables of the manual, from the catalog JSON that Camel's own generator made of the
 * component's annotations. Every row has an anchor ({@code component-option-…}, {@code path-option-…}, {@code option-…},
 * {@code header-…}), so that a link to an option that does not exist fails the build.
 */
public final class CatalogTables {

    /** Where Camel's generator puts the catalog entry of the component in its jar. */
    static final String CATALOG = "META-INF/im/pact/camel/channels/pact-channels.json";

    private CatalogTables() {}

    /** Writes the tables to the directory that is the only argument. */
    public static void main(String[] args) throws IOException {
        Path directory = Files.createDirectories(Path.of(args[0]));
        for (Map.Entry<String, String> partial : partials(catalog()).entrySet()) {
            Files.writeString(directory.resolve(partial.getKey()), partial.getValue());
        }
    }

    /** The names of the options that an endpoint URI can have. */
    static Set<String> endpointOptions() throws IOException {
        return catalog().getEndpointParameterOptions().stream()
                .map(BaseOptionModel::getName)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static ComponentModel catalog() throws IOException {
        try (InputStream json = CatalogTables.class.getClassLoader().getResourceAsStream(CATALOG)) {
            if (json == null) {
                throw new IllegalStateException(
                        "No " + CATALOG + " on the class path: build the component first (-am)");
            }
            return JsonMapper.generateComponentModel(new String(json.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** The text of each partial by its file name. */
    static Map<String, String> partials(ComponentModel component) {
        return Map.of(
                "attributes.adoc",
                attributes(component),
                "component-options.adoc",
                optionTables("component-option-", component.getComponentOptions()),
                "path-options.adoc",
                optionTables("path-option-", component.getEndpointPathOptions()),
                "query-options.adoc",
                optionTables("option-", component.getEndpointParameterOptions()),
                "headers.adoc",
                headerTables(component.getEndpointHeaders()));
    }

    /** The head of the component page, as attributes of the document. */
    private static String attributes(ComponentModel component) {
        return """
                :component-title: %s
                :component-description: %s
                :component-since: %s
                :component-support: %s
                :component-sides: %s
                :component-syntax: %s
                :component-group-id: %s
                :component-artifact-id: %s
                :component-version: %s
                :component-option-count: %d
                :path-option-count: %d
                :query-option-count: %d
                :header-count: %d
                """
                .formatted(
                        AsciiDoc.text(component.getTitle()),
                        AsciiDoc.text(component.getDescription()),
                        AsciiDoc.text(component.getFirstVersionShort()),
                        component.getSupportLevel(),
                        sides(component),
                        AsciiDoc.text(component.getSyntax()),
                        AsciiDoc.text(component.getGroupId()),
                        AsciiDoc.text(component.getArtifactId()),
                        AsciiDoc.text(component.getVersion()),
                        component.getComponentOptions().size(),
                        component.getEndpointPathOptions().size(),
                        component.getEndpointParameterOptions().size(),
                        component.getEndpointHeaders().size());
    }

    private static String sides(ComponentModel component) {
        if (component.isProducerOnly()) {
            return "Only producer is supported";
        }
        return component.isConsumerOnly() ? "Only consumer is supported" : "Both producer and consumer are supported";
    }

    private static String optionTables(String anchor, List<? extends BaseOptionModel> options) {
        return tables(
                options,
                "8,14,5,6",
                "Name|Description|Default|Type",
                option -> Stream.of(
                        "[[%s%s]]%s".formatted(anchor, option.getName(), AsciiDoc.strong(option.getName())),
                        description(option),
                        option.getDefaultValue() == null ? "" : AsciiDoc.code(String.valueOf(option.getDefaultValue())),
                        AsciiDoc.code(simpleNames(option.getJavaType()))));
    }

    private static String headerTables(List<EndpointHeaderModel> headers) {
        return tables(
                headers,
                "10,11,5",
                "Name and constant|Description|Type",
                header -> Stream.of(
                        "[[header-%s]]%s +\n%s"
                                .formatted(
                                        header.getName(),
                                        AsciiDoc.strong(header.getName()),
                                        AsciiDoc.code(constant(header))),
                        description(header),
                        AsciiDoc.code(simpleNames(header.getJavaType()))));
    }

    /** A table for each group. Groups and rows keep the order of the catalog, which is the one of Camel's own pages. */
    private static <O extends BaseOptionModel> String tables(
            List<O> options, String widths, String titles, Function<O, Stream<String>> cells) {
        Map<String, List<O>> groups = options.stream()
                .collect(Collectors.groupingBy(BaseOptionModel::getGroup, LinkedHashMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(group ->
                        """
                        .%s
                        [.catalog%%header,cols="%s"]
                        |===
                        |%s

                        %s
                        |===
                        """
                                .formatted(
                                        capitalized(group.getKey()),
                                        widths,
                                        titles,
                                        group.getValue().stream()
                                                .map(option -> row(cells.apply(option)))
                                                .collect(Collectors.joining("\n\n"))))
                .collect(Collectors.joining("\n"));
    }

    private static String row(Stream<String> cells) {
        return cells.map(cell -> "|" + cell).collect(Collectors.joining("\n"));
    }

    private static String description(BaseOptionModel option) {
        return Stream.of(
                        option.isRequired() ? "*Required.*" : "",
                        option.isDeprecated() ? "*Deprecated.*" : "",
                        sentence(AsciiDoc.text(option.getDeprecationNote())),
                        sentence(AsciiDoc.text(option.getDescription())),
                        sentence(AsciiDoc.text(option.getDefaultValueNote())),
                        values(option.getEnums()),
                        option.isAutowired() ? "_Autowired:_ a single bean of this type in the registry is used." : "",
                        option.isMultiValue() && present(option.getPrefix())
                                ? "Set as %s.".formatted(AsciiDoc.code(option.getPrefix() + "key=value"))
                                : "",
                        option.isSecret() ? "_Secret._" : "")
                .filter(CatalogTables::present)
                .collect(Collectors.joining(" "));
    }

    private static String values(List<String> values) {
        return values == null || values.isEmpty()
                ? ""
                : values.stream().map(AsciiDoc::code).collect(Collectors.joining(", ", "Values: ", "."));
    }

    /** A description in the catalog may end with a full stop or not; here more text can follow it. */
    private static String sentence(String text) {
        return text.isEmpty() || text.endsWith(".") || text.endsWith("!") || text.endsWith("?") ? text : text + ".";
    }

    /** {@code a.b.Constants#NAME} of the catalog as in Java code. */
    private static String constant(EndpointHeaderModel header) {
        return simpleNames(header.getConstantName()).replace('#', '.');
    }

    /** Java types without their packages, also within type arguments. */
    private static String simpleNames(String javaType) {
        return javaType == null ? "" : javaType.replaceAll("\\b(?:[a-z_][a-z0-9_]*\\.)+(?=[A-Z])", "");
    }

    private static String capitalized(String group) {
        return AsciiDoc.text(Character.toUpperCase(group.charAt(0)) + group.substring(1));
    }

    private static boolean present(String text) {
        return text != null && !text.isEmpty();
    }
}
