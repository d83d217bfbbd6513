/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.main.Main;

/**
 * Runs an example by its name: {@code sync} or {@code sync-yaml}. Against the sandbox, unless {@code PACT_API_TOKEN} and
 * {@code PACT_COMPANY_ID} are set in the environment: then against the real service.
 */
public final class Demo {

    private static final int CHANNELS = 137;
    private static final Path FOLDER = Path.of("target", "demo");
    private static final long PATIENCE_SECONDS = 50;

    private final PrintStream out;

    Demo(PrintStream out) {
        this.out = out;
    }

    /** Ends with status 0 when the example has done all it does, 1 when it has not, 2 when there is no such example. */
    public static void main(String[] args) throws Exception {
        String example = args.length == 0 ? "sync" : args[0];
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(new Demo(out).run(example, System.getenv()));
    }

    int run(String example, Map<String, String> environment) throws Exception {
        if (!example.equals("sync") && !example.equals("sync-yaml")) {
            out.printf("There is no example '%s'. There are: sync, sync-yaml%n", example);
            return 2;
        }
        String token = environment.get("PACT_API_TOKEN");
        String company = environment.get("PACT_COMPANY_ID");
        if (token != null && company != null) {
            out.printf(
                    "%nThis talks to the real service, as company %s (PACT_API_TOKEN and PACT_COMPANY_ID are set).%n%n",
                    company);
            return run(example, Map.of("camel.component.pact-channels.api-token", token, "companyId", company), 50);
        }
        try (PactChannelsSandbox sandbox = PactChannelsSandbox.builder()
                .channels(PactChannelsSandbox.COMPANY_ID, CHANNELS)
                .start()) {
            out.printf("%nThe sandbox is a local Channels API. It runs at %s%n", sandbox.baseUri());
            out.printf("and has a company with %d channels.%n%n", CHANNELS);
            return run(
                    example,
                    Map.of(
                            "camel.component.pact-channels.api-token", sandbox.apiToken(),
                            "camel.component.pact-channels.base-uri", sandbox.baseUri(),
                            "companyId", Long.toString(sandbox.companyId())),
                    25);
        }
    }

    private int run(String example, Map<String, String> account, int pageSize) throws Exception {
        Report report = new Report(out, FOLDER.resolve("channels.csv"));
        Main main = new Main();
        account.forEach(main::addInitialProperty);
        main.addInitialProperty("pageSize", Integer.toString(pageSize));
        main.addInitialProperty("folder", FOLDER.toString());
        // One after the other, so that what they print can be read.
        main.addInitialProperty("walkAtOnce", "false");
        main.bind("report", report);
        if (example.equals("sync-yaml")) {
            main.configure().withRoutesIncludePattern("classpath:routes/sync.yaml");
        } else {
            main.configure().addRoutesBuilder(new SyncRoutes());
        }
        main.start();
        try {
            if (!await(report.writtenLatch())) {
                return 1;
            }
            main.getCamelContext().getRouteController().startRoute("walk");
            if (!await(report.walkedLatch())) {
                return 1;
            }
        } finally {
            main.stop();
        }
        out.printf("Both routes are done. They are in SyncRoutes.java, and in YAML in routes/sync.yaml%n");
        return 0;
    }

    private boolean await(CountDownLatch done) throws InterruptedException {
        if (done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            return true;
        }
        out.printf("Not done within %d seconds. What went wrong is in the log above.%n", PATIENCE_SECONDS);
        return false;
    }
}
