/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.PactChannelsConstants;
import im.pact.camel.channels.changes.ChangeType;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.activemq.broker.BrokerService;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All examples, and what the sandbox has to hold for each. */
final class Examples {

    static final List<Example> ALL = List.of(
            new Example(
                    "sync",
                    "lists the channels of a company, at once and page by page",
                    SyncRoutes::new,
                    true,
                    Examples::manyChannels,
                    List.of(
                            new Example.End("sync"),
                            new Example.End(
                                    "walk",
                                    exchange -> exchange.getMessage().getBody() == null
                                            || exchange.getMessage()
                                                    .getHeader(
                                                            PactChannelsConstants.LAST_PAGE, false, boolean.class)))),
            new Example(
                    "connect-telegram",
                    "connects a Telegram account by phone, code and password",
                    ConnectTelegramRoutes::new,
                    Examples::telegramAccount),
            new Example(
                    "connect-whatsapp",
                    "connects WhatsApp by QR code, with the messages of the last days",
                    ConnectWhatsAppRoutes::new,
                    Examples::phoneWithWhatsApp),
            new Example(
                    "first-messages",
                    "writes to the phones of a CSV file, follows each message, and writes a report",
                    FirstMessagesRoutes::new,
                    Examples::phones),
            new Example(
                    "template-message",
                    "sends a template of WhatsApp Business for an order",
                    TemplateMessageRoutes::new,
                    Examples::order),
            new Example(
                    "rotate-token",
                    "gives a channel a new token from a file",
                    RotateTokenRoutes::new,
                    Examples::newToken),
            new Example(
                    "remove-channels",
                    "removes all channels of a provider, and writes a report",
                    RemoveChannelsRoutes::new,
                    Examples::channelsToRemove),
            new Example(
                    "changes",
                    "tells which channels appear and disappear while it runs",
                    ChangesRoutes::new,
                    false,
                    Examples::channelsThatComeAndGo,
                    List.of(new Example.End("changes", Examples::isRemoval))),
            new Example(
                    "leader",
                    "tells the same on many machines, of which one leads",
                    LeaderRoutes::new,
                    false,
                    Examples::aLeaderAlone,
                    List.of(new Example.End("leader", Examples::isRemoval))),
            new Example(
                    "companies",
                    "lists many companies on many machines, through a broker",
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

    private static Map<String, String> manyChannels(PactChannelsSandbox sandbox, Path folder) {
        sandbox.addChannels(sandbox.companyId(), 137);
        // One route after the other, so that what they print can be read.
        return Map.of("pageSize", "25", "walkAtOnce", "false");
    }

    private static Map<String, String> telegramAccount(PactChannelsSandbox sandbox, Path folder) {
        String phone = "79991234567";
        sandbox.addChannel("whatsapp");
        sandbox.rules()
                .telegramPassword(phone, "an orange horse")
                .onCode((channelId, code) -> write(folder.resolve("code.txt"), code + "\n"));
        return Map.of("phone", phone, "telegramPassword", "an orange horse");
    }

    private static Map<String, String> phoneWithWhatsApp(PactChannelsSandbox sandbox, Path folder) {
        sandbox.addChannel("telegram");
        sandbox.rules().qrCodesScannedAtOnce(true);
        return Map.of();
    }

    private static Map<String, String> phones(PactChannelsSandbox sandbox, Path folder) {
        // Phones that end in 0 have no account in the sandbox.
        sandbox.rules().deliver(phone -> !phone.endsWith("9")).pollsUntilDelivered(3);
        write(
                folder.resolve("inbox/phones.csv"),
                """
                phone,name
                79250000001,Anna
                +7 (925) 000-00-02,Борис
                79250000010,Clara
                not a phone,Daniel
                79250000009,Emma
                79250000001,Anna again
                """);
        return Map.of(
                "channelId", Long.toString(sandbox.addChannel("whatsapp")),
                "perMinute", "120",
                "polls", "10",
                "pollDelay", "200");
    }

    private static Map<String, String> order(PactChannelsSandbox sandbox, Path folder) {
        write(
                folder.resolve("orders/1042.json"),
                """
                {"phone": "+7 925 000-00-01", "name": "Anna", "order": "1042", "day": "Friday"}
                """);
        return Map.of(
                "channelId", Long.toString(sandbox.addChannel("whatsapp_business")), "templateId", "order_shipped");
    }

    private static Map<String, String> newToken(PactChannelsSandbox sandbox, Path folder) {
        write(folder.resolve("token.txt"), "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw\n");
        return Map.of("channelId", Long.toString(sandbox.addChannel("telegram")));
    }

    private static Map<String, String> channelsToRemove(PactChannelsSandbox sandbox, Path folder) {
        sandbox.addChannels(sandbox.companyId(), 60);
        return Map.of("provider", "viber");
    }

    /** Something happens after every second answer of the sandbox: so what a walk tells comes before the next event. */
    private static Map<String, String> channelsThatComeAndGo(PactChannelsSandbox sandbox, Path folder) {
        long viber = sandbox.addChannel("viber");
        sandbox.addChannel("whatsapp");
        Runnable nothing = () -> {};
        Iterator<Runnable> events = List.<Runnable>of(
                        nothing,
                        () -> PEOPLE.info("Now somebody connects channel {}", sandbox.addChannel("telegram")),
                        nothing,
                        () -> {
                            sandbox.removeChannel(viber);
                            PEOPLE.info("Now somebody removes channel {}", viber);
                        })
                .iterator();
        sandbox.wireMock().addMockServiceRequestListener((request, answer) -> {
            if (events.hasNext()) {
                events.next().run();
            }
        });
        return Map.of("pollDelay", "1000");
    }

    private static Map<String, String> aLeaderAlone(PactChannelsSandbox sandbox, Path folder) {
        Map<String, String> properties = new HashMap<>(channelsThatComeAndGo(sandbox, folder));
        properties.put("lockInterval", "500");
        return properties;
    }

    private static boolean isRemoval(Exchange exchange) {
        return exchange.getMessage().getHeader(PactChannelsConstants.CHANGE, ChangeType.class) == ChangeType.removed;
    }

    private static Map<String, String> manyCompanies(PactChannelsSandbox sandbox, Path folder) {
        List<String> companies = new ArrayList<>();
        for (int company = 1; company <= COMPANIES; company++) {
            sandbox.addChannels(company, company * 20);
            companies.add(Integer.toString(company));
        }
        return Map.of(
                "companies", String.join(",", companies), "brokerUrl", startBroker(folder), "lockInterval", "500");
    }

    /**
     * A broker in this JVM, until it ends. One that is made by its first connection would end with its last one, messages and all:
     * and the route that sends may be done before those that receive are connected.
     *
     * @return its address
     */
    private static String startBroker(Path folder) {
        BrokerService broker = new BrokerService();
        broker.setBrokerName("companies-" + Integer.toHexString(System.identityHashCode(folder)));
        broker.setPersistent(false);
        broker.setUseJmx(false);
        try {
            broker.start();
        } catch (Exception e) {
            throw new IllegalStateException("The broker does not start", e);
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

    /** In one step, so that no route reads half a file. */
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
