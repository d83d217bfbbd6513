/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.util.FileUtil;

/**
 * Runs an example by its name, such as {@code sync}, or with its routes in YAML, such as {@code sync-yaml}. It uses the sandbox. If
 * the environment variables {@code PACT_API_TOKEN} and {@code PACT_COMPANY_ID} are set, harmless examples use the real service.
 */
public final class Demo {

    private static final String YAML = "-yaml";

    private final PrintStream out;
    private final Path directory;

    /**
     * @param out       the stream to print to
     * @param directory the parent of the directories of the examples
     */
    Demo(PrintStream out, Path directory) {
        this.out = out;
        this.directory = directory;
    }

    /** Exits with status 0 if the example has succeeded, 1 if it has failed, 2 if there is no such example. */
    public static void main(String[] args) throws Exception {
        String example = args.length == 0 ? "sync" : args[0];
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(new Demo(out, Path.of("target", "demo")).run(example, System.getenv()));
    }

    int run(String name, Map<String, String> environment) throws Exception {
        boolean yaml = name.endsWith(YAML);
        Optional<Example> found = Examples.named(yaml ? name.substring(0, name.length() - YAML.length()) : name);
        if (found.isEmpty()) {
            out.printf("There is no example '%s'. The examples are:%n%n", name);
            Examples.ALL.forEach(each -> out.printf("  %-16s  %s%n", each.name(), each.shows()));
            out.printf(
                    "%nWith routes in YAML: %s%n",
                    Examples.ALL.stream().map(each -> each.name() + YAML).collect(Collectors.joining(", ")));
            return 2;
        }
        Example example = found.get();
        String token = environment.get("PACT_API_TOKEN");
        String company = environment.get("PACT_COMPANY_ID");
        if (token != null && company != null) {
            if (example.harmless()) {
                out.printf(
                        "%nThis example uses the real service, with company %s (PACT_API_TOKEN and PACT_COMPANY_ID are set).%n%n",
                        company);
                return run(
                        example, yaml, Map.of("camel.component.pact-channels.api-token", token, "companyId", company));
            }
            out.printf(
                    "%nPACT_API_TOKEN and PACT_COMPANY_ID are set, but the example %s changes channels or sends messages,"
                            + "%nso it uses the sandbox.%n",
                    example.name());
        }
        try (PactChannelsSandbox sandbox = PactChannelsSandbox.start()) {
            return run(example, yaml, sandbox);
        }
    }

    private int run(Example example, boolean yaml, PactChannelsSandbox sandbox) throws Exception {
        Map<String, String> properties = new HashMap<>(example.preparation().prepare(sandbox, emptyDirectory(example)));
        properties.put("camel.component.pact-channels.api-token", sandbox.apiToken());
        properties.put("camel.component.pact-channels.base-uri", sandbox.baseUri());
        properties.put("companyId", Long.toString(sandbox.companyId()));
        int channels = sandbox.channelCount(sandbox.companyId());
        out.printf("%nThe sandbox is a local Channels API. It runs at %s%n", sandbox.baseUri());
        out.printf("and has a company with %d channel%s.%n%n", channels, channels == 1 ? "" : "s");
        return run(example, yaml, properties);
    }

    /**
     * Runs the routes of an example until all its parts have ended.
     *
     * @param properties the properties of the routes and the component, without the directory
     */
    int run(Example example, boolean yaml, Map<String, String> properties) throws Exception {
        Main main = new Main();
        properties.forEach(main::addInitialProperty);
        main.addInitialProperty("directory", directory(example).toString());
        // The log messages of the routes are the output for people: see logback.xml.
        main.configure().withLogName("example");
        main.bind("report", new Report(out, directory(example).resolve("channels.csv")));
        if (yaml) {
            main.configure().withRoutesIncludePattern("classpath:" + example.yamlFile());
        } else {
            main.configure().addRoutesBuilder(example.routes().get());
        }
        main.init();
        CamelContext context = main.getCamelContext();
        Map<String, NotifyBuilder> ends = new LinkedHashMap<>();
        AtomicBoolean failed = new AtomicBoolean();
        for (Example.End end : example.ends()) {
            ends.put(
                    end.routeId(),
                    new NotifyBuilder(context)
                            .fromRoute(end.routeId())
                            .whenAnyDoneMatches(exchange -> {
                                boolean reached = end.isReachedBy(exchange);
                                if (reached && (exchange.isFailed() || ExchangeHelper.isFailureHandled(exchange))) {
                                    failed.set(true);
                                }
                                return reached;
                            })
                            .create());
        }
        main.start();
        try {
            for (Example.End end : example.ends()) {
                context.getRouteController().startRoute(end.routeId());
                long seconds = end.patience().toSeconds();
                if (!ends.get(end.routeId()).matches(seconds, TimeUnit.SECONDS)) {
                    out.printf("Not complete within %d seconds. See the log above for the reason.%n", seconds);
                    return 1;
                }
                if (failed.get()) {
                    return 1;
                }
            }
        } finally {
            main.stop();
        }
        out.printf(
                "%n%s complete. Source: %s.java, or %s%n",
                ends.size() == 1 ? "The route is" : "Both routes are",
                example.routes().get().getClass().getSimpleName(),
                example.yamlFile());
        return 0;
    }

    private Path directory(Example example) {
        return directory.resolve(example.name());
    }

    private Path emptyDirectory(Example example) throws IOException {
        FileUtil.removeDir(directory(example).toFile());
        return Files.createDirectories(directory(example));
    }
}
