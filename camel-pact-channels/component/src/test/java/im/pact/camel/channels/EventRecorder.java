/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.event.ChannelMessage;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.idempotent.FileIdempotentRepository;

/**
 * The process of {@link EventKillTest}: receives events, and prints a line when an exchange begins and when it ends. Its arguments
 * are the port and the file of the events that were processed. It ends when its standard input is closed.
 */
final class EventRecorder {

    static final String SECRET = "s3cret-s3cret-s3cret";
    static final String BEGIN = "begin ";
    static final String END = "end ";

    /** The duration of an exchange, so that the process is usually in the middle of some when it is killed. */
    private static final long WORK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private EventRecorder() {}

    public static void main(String[] arguments) throws Exception {
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindHost("127.0.0.1");
        server.setBindPort(Integer.parseInt(arguments[0]));
        try (CamelContext context = new DefaultCamelContext()) {
            context.addService(new VertxPlatformHttpServer(server));
            context.getRegistry()
                    .bind("seen", FileIdempotentRepository.fileIdempotentRepository(new File(arguments[1])));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("pact-channels:events?companyId=154&idempotentRepository=#seen&webhookSecret=" + SECRET)
                            .process(EventRecorder::work);
                }
            });
            context.start();
            while (System.in.read() >= 0) {
                // Until the parent process has ended.
            }
        }
    }

    private static void work(Exchange exchange) {
        long number = exchange.getMessage().getBody(ChannelMessage.class).messageId();
        print(BEGIN + number);
        LockSupport.parkNanos(WORK_NANOS);
        print(END + number);
    }

    /** Prints a line with a single write, so that a kill does not cut it. */
    private static void print(String text) {
        PrintStream out = System.out;
        synchronized (out) {
            byte[] line = (text + "\n").getBytes(StandardCharsets.US_ASCII);
            out.write(line, 0, line.length);
            out.flush();
        }
    }
}
