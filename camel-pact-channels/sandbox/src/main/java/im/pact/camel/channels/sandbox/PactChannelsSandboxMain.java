/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * The sandbox as a program: prints its address and runs until it is stopped. {@code --help} lists the options.
 *
 * <p>Each option can be set by an argument ({@code --port=8080} or {@code --port 8080}), a system property
 * ({@code -Dsandbox.port=8080}) or an environment variable ({@code PACT_SANDBOX_PORT=8080}), in this order of
 * precedence.
 */
public final class PactChannelsSandboxMain {

    private enum Option {
        PORT("8080", "Port of the server. 0 selects a free one."),
        CHANNELS("137", "Number of channels of the company."),
        COMPANY(Long.toString(PactChannelsSandbox.COMPANY_ID), "Id of the company."),
        TOKEN(PactChannelsSandbox.TOKEN, "API token."),
        RATE_LIMIT(
                "none", "Limit as requests/window, for instance 10/1s or 300/1m. More requests are rejected with 429."),
        WEBHOOK("none", "URL that receives the events of all companies."),
        SCAN_AFTER(
                "0",
                "Seconds until the first QR code of a channel is scanned, and a code for WhatsApp entered; or never.");

        private final String defaultValue;
        private final String description;

        Option(String defaultValue, String description) {
            this.defaultValue = defaultValue;
            this.description = description;
        }

        String argument() {
            return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private String initialValue() {
            String variable = System.getenv("PACT_SANDBOX_" + name());
            String property = System.getProperty("sandbox." + argument().substring(2));
            return property != null ? property : variable != null ? variable : defaultValue;
        }
    }

    private static final Duration JOBS_FINISHED_AFTER = Duration.ofSeconds(2);

    private PactChannelsSandboxMain() {}

    /** Runs until the process is stopped. Exits with status 2 if an option is not valid. */
    public static void main(String[] args) throws InterruptedException {
        if (List.of(args).contains("--help") || List.of(args).contains("-h")) {
            System.out.println(usage());
            return;
        }
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
        Map<Option, String> options = options(args);
        long company = number(options, Option.COMPANY, 1, Long.MAX_VALUE);
        int channels = (int) number(options, Option.CHANNELS, 0, 10_000_000);
        RateLimit limit = rateLimit(options);
        boolean neverScan = options.get(Option.SCAN_AFTER).equals("never");
        long scanAfter = neverScan ? 0 : number(options, Option.SCAN_AFTER, 0, 86_400);
        String webhook = options.get(Option.WEBHOOK);
        if (!webhook.equals(Option.WEBHOOK.defaultValue) && WebhookProbe.parse(webhook) == null) {
            throw new IllegalArgumentException(Option.WEBHOOK.argument() + " must be a URL with http or https");
        }
        PactChannelsSandbox sandbox = PactChannelsSandbox.builder()
                .port((int) number(options, Option.PORT, 0, 65_535))
                .token(options.get(Option.TOKEN))
                .channels(company, channels)
                .company(company + 1)
                .requestLog(0)
                .eventLog(100)
                .rules(rules -> {
                    rules.plainPageTokens(true)
                            .qrCodesScannedAtOnce(!neverScan && scanAfter == 0)
                            .onCode((channel, code) -> out.println("Code for channel " + channel + ": " + code));
                    if (limit != null) {
                        rules.rateLimit(limit.requests(), limit.window());
                    }
                })
                .webhooks(webhooks -> webhooks.jobsFinishedAfter(JOBS_FINISHED_AFTER)
                        .qrScannedAfter(neverScan ? null : Duration.ofSeconds(scanAfter))
                        .onAttempt(delivery -> out.println(line(delivery))))
                .start();
        if (!webhook.equals(Option.WEBHOOK.defaultValue)) {
            sandbox.companies().forEach(registered -> sandbox.webhooks().url(registered.id(), webhook));
        }
        printBanner(out, sandbox, options);
        return sandbox;
    }

    /** One attempt to deliver an event, without the URL and the content, which can be secret. */
    static String line(WebhookDelivery delivery) {
        String channel = delivery.channelId() == null ? "" : ", channel " + delivery.channelId();
        String attempt =
                delivery.accepted() ? "" : ", attempt " + delivery.attempts().size() + " of " + delivery.maxAttempts();
        return "Event " + delivery.name() + channel + ": " + delivery.last() + attempt;
    }

    static String usage() {
        return "Options, as --name=value or --name value:\n"
                + Arrays.stream(Option.values())
                        .map(option -> String.format(
                                Locale.ROOT,
                                "  %-12s  %s Default: %s",
                                option.argument(),
                                option.description,
                                option.defaultValue))
                        .collect(Collectors.joining("\n"));
    }

    private static void printBanner(PrintStream out, PactChannelsSandbox sandbox, Map<Option, String> options) {
        String header = "-H 'X-Private-Api-Token: " + sandbox.apiToken() + "'";
        long company = sandbox.companyId();
        out.println("Pact Channels sandbox, a local Channels API. Press Ctrl-C to stop.");
        out.println();
        out.println("  base URI    " + sandbox.baseUri());
        out.println("  API token   " + sandbox.apiToken());
        out.println("  companies   " + company + " with " + sandbox.channelCount(company) + " channels, "
                + (company + 1) + " without channels");
        out.println("  rate limit  " + options.get(Option.RATE_LIMIT));
        if (sandbox.webhooks().url(company) != null) {
            // The path can contain a secret.
            URI webhook = URI.create(sandbox.webhooks().url(company));
            out.println(
                    "  events      to " + webhook.getHost() + (webhook.getPort() < 0 ? "" : ":" + webhook.getPort()));
        }
        out.println();
        out.println("List channels:");
        out.println("  curl " + header + " '" + sandbox.baseUri() + "/companies/" + company + "/channels?per=5'");
        out.println("Create a channel:");
        out.println("  curl " + header + " -d 'provider=telegram&token=123' '" + sandbox.baseUri() + "/companies/"
                + (company + 1) + "/channels'");
        out.flush();
    }

    private static Map<Option, String> options(String[] args) {
        Map<Option, String> options = new EnumMap<>(Option.class);
        for (Option option : Option.values()) {
            options.put(option, option.initialValue());
        }
        for (int i = 0; i < args.length; i++) {
            String[] nameAndValue = args[i].split("=", 2);
            Option option = Arrays.stream(Option.values())
                    .filter(candidate -> candidate.argument().equals(nameAndValue[0]))
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalArgumentException("Unknown option " + nameAndValue[0] + "\n" + usage()));
            if (nameAndValue.length == 2) {
                options.put(option, nameAndValue[1]);
            } else if (i + 1 < args.length) {
                options.put(option, args[++i]);
            } else {
                throw new IllegalArgumentException("Option " + args[i] + " has no value\n" + usage());
            }
        }
        return options;
    }

    private static long number(Map<Option, String> options, Option option, long min, long max) {
        try {
            long value = Long.parseLong(options.get(option));
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw new IllegalArgumentException(
                option.argument() + " must be a number from " + min + " to " + max + ", not " + options.get(option));
    }

    /** The limit, or null for none. */
    private static RateLimit rateLimit(Map<Option, String> options) {
        String value = options.get(Option.RATE_LIMIT);
        try {
            return value.equals(Option.RATE_LIMIT.defaultValue) ? null : RateLimit.parse(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(Option.RATE_LIMIT.argument() + ": " + e.getMessage(), e);
        }
    }
}
