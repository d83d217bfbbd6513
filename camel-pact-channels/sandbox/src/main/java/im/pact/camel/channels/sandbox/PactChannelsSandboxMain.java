/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/**
 * The sandbox as a program: prints its address and runs until it is stopped.
 *
 * <p>Each option can be set by an argument ({@code --port=8080}), a system property ({@code -Dsandbox.port=8080}) or an
 * environment variable ({@code PACT_SANDBOX_PORT=8080}), in this order of precedence.
 */
public final class PactChannelsSandboxMain {

    private static final Map<String, String> DEFAULTS = Map.of(
            "port",
            "8080",
            "channels",
            "137",
            "company",
            Long.toString(PactChannelsSandbox.COMPANY_ID),
            "token",
            PactChannelsSandbox.TOKEN);

    private PactChannelsSandboxMain() {}

    /** Runs until the process is stopped. Exits with status 2 if an option is not valid. */
    public static void main(String[] args) throws InterruptedException {
        PactChannelsSandbox sandbox;
        try {
            sandbox = start(args, System.out);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            sandbox.close();
            stopped.countDown();
        }));
        stopped.await();
    }

    static PactChannelsSandbox start(String[] args, PrintStream out) {
        Map<String, String> options = options(args);
        long company = number(options, "company", 1, Long.MAX_VALUE);
        int channels = (int) number(options, "channels", 0, 10_000_000);
        PactChannelsSandbox sandbox = PactChannelsSandbox.builder()
                .port((int) number(options, "port", 0, 65_535))
                .token(options.get("token"))
                .channels(company, channels)
                .company(company + 1)
                .requestLog(0)
                .rules(rules -> rules.plainPageTokens(true)
                        .qrCodesScannedAtOnce(true)
                        .onCode((channel, code) -> out.println("Code for channel " + channel + ": " + code)))
                .start();
        printBanner(out, sandbox, company, channels);
        return sandbox;
    }

    private static void printBanner(PrintStream out, PactChannelsSandbox sandbox, long company, int channels) {
        String header = "-H 'X-Private-Api-Token: " + sandbox.apiToken() + "'";
        out.println("Pact Channels sandbox, a local Channels API. Press Ctrl-C to stop.");
        out.println();
        out.println("  base URI    " + sandbox.baseUri());
        out.println("  API token   " + sandbox.apiToken());
        out.println(
                "  companies   " + company + " with " + channels + " channels, " + (company + 1) + " without channels");
        out.println();
        out.println("List channels:");
        out.println("  curl " + header + " '" + sandbox.baseUri() + "/companies/" + company + "/channels?per=5'");
        out.println("Create a channel:");
        out.println("  curl " + header + " -d 'provider=telegram&token=123' '" + sandbox.baseUri() + "/companies/"
                + (company + 1) + "/channels'");
        out.flush();
    }

    private static Map<String, String> options(String[] args) {
        Map<String, String> options = new TreeMap<>(DEFAULTS);
        for (String name : DEFAULTS.keySet()) {
            String variable = System.getenv("PACT_SANDBOX_" + name.toUpperCase(Locale.ROOT));
            String value = System.getProperty("sandbox." + name, variable);
            if (value != null) {
                options.put(name, value);
            }
        }
        for (String arg : args) {
            String[] parts = arg.split("=", 2);
            String name = parts[0].startsWith("--") ? parts[0].substring(2) : "";
            if (parts.length != 2 || !DEFAULTS.containsKey(name)) {
                throw new IllegalArgumentException("Unknown option " + arg
                        + ". Options: --port=8080 (0: a free port), --channels=137, --company=154, --token=...");
            }
            options.put(name, parts[1]);
        }
        return options;
    }

    private static long number(Map<String, String> options, String name, long min, long max) {
        try {
            long value = Long.parseLong(options.get(name));
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw new IllegalArgumentException(
                "--" + name + " must be a number from " + min + " to " + max + ", not " + options.get(name));
    }
}
