/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.PactChannelsConstants;
import im.pact.camel.channels.changes.ChangeType;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.SandboxWebhooks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.activemq.broker.BrokerService;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All examples, each with the preparation of its sandbox. */
final class Examples {

    static final List<Example> ALL = List.of(
            new Example(
                    "sync",
                    "lists the channels of a company, in one list and page by page",
                    SyncRoutes::new,
                    true,
                    Examples::manyChannels,
                    List.of(
                            new Example.End("sync"),
                            new Example.End(
                                    "pages",
                                    exchange -> exchange.getMessage().getBody() == null
                                            || exchange.getMessage()
                                                    .getHeader(
                                                            PactChannelsConstants.LAST_PAGE, false, boolean.class)))),
            new Example(
                    "connect-telegram",
                    "connects a Telegram account with phone, code and password",
                    ConnectTelegramRoutes::new,
                    Examples::telegramAccount),
            new Example(
                    "connect-whatsapp",
                    "connects WhatsApp with a QR code in the terminal, including the messages of the last days",
                    ConnectWhatsAppRoutes::new,
                    Examples::phoneWithWhatsApp),
            new Example(
                    "connect-page",
                    "serves a page on which people connect WhatsApp, Telegram or MAX",
                    ConnectPageRoutes::new,
                    false,
                    Examples::peopleWithPhones,
                    List.of(new Example.End("state", Examples::isShownAsConnected, Duration.ofMinutes(10)))),
            new Example(
                    "watch",
                    "reports channels that go offline or are disabled, and channels that come back",
                    WatchRoutes::new,
                    false,
                    Examples::changingStates,
                    List.of(new Example.End("watch", Examples::isDisabled))),
            new Example(
                    "first-messages",
                    "sends a message to the phone numbers of a CSV file, follows each message, and writes a report",
                    FirstMessagesRoutes::new,
                    Examples::phones),
            new Example(
                    "template-message",
                    "sends a WhatsApp Business template for an order",
                    TemplateMessageRoutes::new,
                    Examples::order),
            new Example(
                    "rotate-token",
                    "sets the token of a channel from a file",
                    RotateTokenRoutes::new,
                    Examples::newToken),
            new Example(
                    "remove-channels",
                    "removes all channels of a provider, and writes a report",
                    RemoveChannelsRoutes::new,
                    Examples::channelsToRemove),
            new Example(
                    "changes",
                    "reports channels that are added, removed or changed",
                    ChangesRoutes::new,
                    false,
                    Examples::changingChannels,
                    List.of(new Example.End("changes", Examples::isRemoval))),
            new Example(
                    "leader",
                    "reports the same on several machines, one of which is the leader",
                    LeaderRoutes::new,
                    false,
                    Examples::singleLeader,
                    List.of(new Example.End("leader", Examples::isRemoval))),
            new Example(
                    "companies-table",
                    "keeps a table of all channels of all companies in a database",
                    CompaniesTableRoutes::new,
                    false,
                    Examples::severalCompanies,
                    List.of(new Example.End("companies-table", Examples::isRemoval))),
            new Example(
                    "companies",
                    "lists many companies on several machines, through a message broker",
                    CompaniesRoutes::new,
                    false,
                    Examples::manyCompanies,
                    List.of(new Example.End("listed", Examples::isLastCompany))));

    private static final int COMPANIES = 12;

    private static final Logger PEOPLE = LoggerFactory.getLogger("example");

    private Examples() {}

    static Optional<Example> named(String name) {
        return ALL.stream().filter(example -> example.name().equals(name)).findFirst();
    }

    private static Map<String, String> manyChannels(PactChannelsSandbox sandbox, Path directory) {
        sandbox.addChannels(sandbox.companyId(), 137);
        // One route after the other, so that their output is not mixed.
        return Map.of("pageSize", "25", "startPages", "false");
    }

    private static Map<String, String> telegramAccount(PactChannelsSandbox sandbox, Path directory) {
        String phone = "79991234567";
        sandbox.addChannel("whatsapp");
        sandbox.rules()
                .telegramPassword(phone, "an orange horse")
                .onCode((channelId, code) -> write(directory.resolve("code.txt"), code + "\n"));
        return Map.of("phone", phone, "telegramPassword", "an orange horse");
    }

    private static Map<String, String> phoneWithWhatsApp(PactChannelsSandbox sandbox, Path directory) {
        sandbox.addChannel("telegram");
        sandbox.webhooks().qrInterval(Duration.ofSeconds(3)).qrScannedAfter(Duration.ofSeconds(5));
        whenRegistered(sandbox, () -> PEOPLE.info("The sandbox will scan the QR code after five seconds."));
        return webhook();
    }

    /** The properties of a server on a free port of this machine, and of a webhook that it receives. */
    static Map<String, String> webhook() {
        String port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = Integer.toString(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "camel.server.enabled",
                "true",
                "camel.server.host",
                "127.0.0.1",
                "camel.server.port",
                port,
                "publicUrl",
                "http://127.0.0.1:" + port,
                "webhookSecret",
                UUID.randomUUID().toString());
    }

    /** The sandbox tests a webhook when it is registered. */
    private static void whenRegistered(PactChannelsSandbox sandbox, Runnable action) {
        sandbox.webhooks().onAttempt(delivery -> {
            if (delivery.name().equals("operation/test")) {
                action.run();
            }
        });
    }

    private static Map<String, String> peopleWithPhones(PactChannelsSandbox sandbox, Path directory) {
        sandbox.addChannel("viber");
        Map<String, String> properties = new HashMap<>(webhook());
        properties.put("pageKey", UUID.randomUUID().toString());
        sandbox.webhooks().qrInterval(Duration.ofSeconds(5)).qrScannedAfter(Duration.ofSeconds(12));
        sandbox.rules()
                .onCode((channelId, code) -> PEOPLE.info("Telegram has sent the code {} to the phone.", code))
                .telegramPassword("79991234567", "an orange horse");
        whenRegistered(sandbox, () -> {
            PEOPLE.info(
                    "Open this address in a browser: {}/connect#{}",
                    properties.get("publicUrl"),
                    properties.get("pageKey"));
            PEOPLE.info(
                    "The sandbox scans a QR code after 12 seconds. The Telegram account 79991234567 has the password"
                            + " an orange horse.");
        });
        return properties;
    }

    private static boolean isShownAsConnected(Exchange exchange) {
        return exchange.getMessage().getBody(String.class).contains("\"connected\"");
    }

    /** Each event follows the previous one. */
    private static Map<String, String> changingStates(PactChannelsSandbox sandbox, Path directory) {
        long whatsApp = sandbox.addChannel("whatsapp");
        long business = sandbox.addChannel("whatsapp_business");
        SandboxWebhooks webhooks = sandbox.webhooks();
        webhooks.onAttempt(delivery -> {
            switch (delivery.name()) {
                case "operation/test" -> webhooks.phoneOffline(whatsApp);
                case "system/phone offline" -> webhooks.phoneOnline(whatsApp);
                case "system/phone online" -> webhooks.logOut(business);
                default -> {
                    // Nothing follows.
                }
            }
        });
        return webhook();
    }

    private static boolean isDisabled(Exchange exchange) {
        return "DISABLED".equals(exchange.getMessage().getHeader(PactChannelsConstants.CHANNEL_STATE));
    }

    private static Map<String, String> phones(PactChannelsSandbox sandbox, Path directory) {
        // In the sandbox phone numbers that end in 0 have no account.
        sandbox.rules().deliver(phone -> !phone.endsWith("9")).pollsUntilDelivered(3);
        write(
                directory.resolve("inbox/phones.csv"),
                """
                Name;Phone
                Anna;79250000001
                "Борис ""Боб"" Иванов";8 (925) 000-00-02
                Clara;79250000010
                Daniel;not a phone
                Emma;79250000009
                Anna again;+7 925 000-00-01
                """);
        return Map.of(
                "channelId", Long.toString(sandbox.addChannel("whatsapp")),
                "phoneRegion", "RU",
                "polls", "10",
                "pollDelay", "200");
    }

    private static Map<String, String> order(PactChannelsSandbox sandbox, Path directory) {
        write(
                directory.resolve("orders/1042.json"),
                """
                {"phone": "+7 925 000-00-01", "name": "Anna", "order": "1042", "day": "Friday"}
                """);
        return Map.of(
                "channelId", Long.toString(sandbox.addChannel("whatsapp_business")), "templateId", "order_shipped");
    }

    private static Map<String, String> newToken(PactChannelsSandbox sandbox, Path directory) {
        write(directory.resolve("token.txt"), "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw\n");
        return Map.of("channelId", Long.toString(sandbox.addChannel("telegram")));
    }

    private static Map<String, String> channelsToRemove(PactChannelsSandbox sandbox, Path directory) {
        sandbox.addChannels(sandbox.companyId(), 60);
        return Map.of("provider", "viber");
    }

    /** An event follows every second response of the sandbox, so that the changes of a poll are emitted before the next event. */
    private static Map<String, String> changingChannels(PactChannelsSandbox sandbox, Path directory) {
        long viber = sandbox.addChannel("viber");
        sandbox.addChannel("whatsapp");
        Runnable nothing = () -> {};
        Iterator<Runnable> events = List.<Runnable>of(
                        nothing,
                        () -> PEOPLE.info("Now channel {} is connected", sandbox.addChannel("telegram")),
                        nothing,
                        () -> {
                            sandbox.removeChannel(viber);
                            PEOPLE.info("Now channel {} is removed", viber);
                        })
                .iterator();
        sandbox.wireMock().addMockServiceRequestListener((request, response) -> {
            if (events.hasNext()) {
                events.next().run();
            }
        });
        return Map.of("pollDelay", "1000");
    }

    private static Map<String, String> singleLeader(PactChannelsSandbox sandbox, Path directory) {
        Map<String, String> properties = new HashMap<>(changingChannels(sandbox, directory));
        properties.put("lockInterval", "500");
        return properties;
    }

    private static boolean isRemoval(Exchange exchange) {
        return exchange.getMessage().getHeader(PactChannelsConstants.CHANGE, ChangeType.class) == ChangeType.removed;
    }

    private static Map<String, String> severalCompanies(PactChannelsSandbox sandbox, Path directory) {
        Map<String, String> properties = new HashMap<>(changingChannels(sandbox, directory));
        sandbox.addCompany(155);
        sandbox.addChannel(155, "facebook");
        properties.put("databaseUrl", "jdbc:h2:" + directory.toAbsolutePath() + "/companies-table");
        return properties;
    }

    private static Map<String, String> manyCompanies(PactChannelsSandbox sandbox, Path directory) {
        List<String> companies = new ArrayList<>();
        for (int company = 1; company <= COMPANIES; company++) {
            sandbox.addChannels(company, company * 20);
            companies.add(Integer.toString(company));
        }
        return Map.of(
                "companies", String.join(",", companies), "brokerUrl", startBroker(directory), "lockInterval", "500");
    }

    /**
     * Starts a broker in this JVM, for the lifetime of the JVM. A broker that the first connection creates would stop with the last
     * one and lose its messages, and the sending route may be complete before the receiving routes are connected.
     *
     * @return the address of the broker
     */
    private static String startBroker(Path directory) {
        BrokerService broker = new BrokerService();
        broker.setBrokerName("companies-" + Integer.toHexString(System.identityHashCode(directory)));
        broker.setPersistent(false);
        broker.setUseJmx(false);
        try {
            broker.start();
        } catch (Exception e) {
            throw new IllegalStateException("The broker has failed to start", e);
        }
        return "vm://" + broker.getBrokerName() + "?create=false";
    }

    private static boolean isLastCompany(Exchange exchange) {
        try {
            String file = exchange.getMessage().getHeader(Exchange.FILE_NAME_PRODUCED, String.class);
            return Files.readAllLines(Path.of(file)).size() == COMPANIES;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file atomically, so that no route reads an incomplete file. */
    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Path unfinished = Files.createTempFile(file.getParent(), ".", ".tmp");
            Files.writeString(unfinished, text);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
