/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.client.PactChannelsException;
import im.pact.camel.channels.client.PactChannelsOutcomeUnknownException;
import im.pact.camel.channels.delivery.FileMessageStore;
import im.pact.camel.channels.delivery.JdbcMessageStore;
import im.pact.camel.channels.delivery.MessageStore;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A process of {@link MessageKillsTest}: sends all messages, each until it is sent or its outcome is unknown, and appends the state of
 * each message to a file. It runs until it is killed.
 */
final class KilledSender {

    static final int THREADS = 8;

    private KilledSender() {}

    /** @param args address, channel, number of messages, message store (a file, or the URL of a database), file of the states */
    public static void main(String[] args) throws Exception {
        Path states = Path.of(args[4]);
        MessageStore store = store(args[3]);
        CamelContext context = new DefaultCamelContext();
        PactChannelsComponent component = TestContexts.connect(context, args[0], PactChannelsSandbox.TOKEN);
        component.getConfiguration().setMessageStore(store);
        component.getConfiguration().setRequestTimeout(10_000);
        component.getConfiguration().setJobDelay(500);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send")
                        .errorHandler(noErrorHandler())
                        .to("pact-channels:sendFirst?companyId=154&channelId=" + args[1]);
                from("pact-channels:deliveries?companyId=154&maxJobDelay=5000&leaseTime=20000")
                        .process(exchange -> Files.writeString(
                                states,
                                exchange.getMessage().getHeader(PactChannelsConstants.MESSAGE_KEY) + " "
                                        + exchange.getMessage().getHeader(PactChannelsConstants.MESSAGE_STATE) + "\n",
                                StandardOpenOption.CREATE,
                                StandardOpenOption.APPEND));
            }
        });
        context.start();
        System.out.println("started");
        sendAll(context.createProducerTemplate(), Integer.parseInt(args[2]));
        new CountDownLatch(1).await();
    }

    private static MessageStore store(String place) {
        if (!place.startsWith("jdbc:")) {
            return new FileMessageStore(Path.of(place));
        }
        PGSimpleDataSource postgres = new PGSimpleDataSource();
        postgres.setUrl(place);
        JdbcMessageStore store = new JdbcMessageStore(postgres);
        store.setTable("killed_messages");
        return store;
    }

    private static void sendAll(ProducerTemplate template, int messages) {
        Queue<Integer> unsent = new ConcurrentLinkedQueue<>();
        for (int message = 0; message < messages; message++) {
            unsent.add(message);
        }
        for (int i = 0; i < THREADS; i++) {
            new Thread(() -> {
                        for (Integer message = unsent.poll(); message != null; message = unsent.poll()) {
                            if (!isSent(template, message)) {
                                unsent.add(message);
                            }
                        }
                    })
                    .start();
        }
    }

    /** Whether the message needs no other attempt. */
    private static boolean isSent(ProducerTemplate template, int message) {
        Exchange exchange = template.request("direct:send", sent -> {
            sent.getMessage().setHeader(PactChannelsConstants.MESSAGE_KEY, "order-" + message);
            sent.getMessage().setHeader(PactChannelsConstants.PHONE, "792500" + (10_000 + message));
            sent.getMessage().setBody("order-" + message);
        });
        Exception failure = exchange.getException();
        return failure == null
                || failure instanceof PactChannelsOutcomeUnknownException
                || failure instanceof PactChannelsException known && known.isOutcomeUnknown();
    }
}
