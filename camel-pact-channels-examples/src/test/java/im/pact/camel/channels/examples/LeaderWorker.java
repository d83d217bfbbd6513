/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.PactChannelsConstants;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.cluster.CamelClusterEventListener;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.main.Main;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCreatedEvent;
import org.apache.camel.support.EventNotifierSupport;

/**
 * One machine of {@link LeaderKillsTest}: runs {@link LeaderRoutes}, and prints a line when it becomes the leader and when an
 * exchange is created. Its arguments are properties, {@code name=value}. It ends when its standard input is closed.
 */
final class LeaderWorker {

    /** The duration of an exchange, so that the worker is often processing one when it is killed. */
    private static final long WORK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private LeaderWorker() {}

    public static void main(String[] arguments) throws Exception {
        Main main = new Main();
        for (String argument : arguments) {
            String[] property = argument.split("=", 2);
            main.addInitialProperty(property[0], property[1]);
        }
        main.configure().addRoutesBuilder(new LeaderRoutes());
        main.init();
        CamelContext context = main.getCamelContext();
        context.getManagementStrategy().addEventNotifier(new Reporter());
        main.start();
        CamelClusterService locks = context.hasService(CamelClusterService.class);
        locks.getView("channels").addEventListener((CamelClusterEventListener.Leadership) (view, leader) -> {
            if (view.getLocalMember().isLeader()) {
                print("leads 0");
            }
        });
        while (System.in.read() >= 0) {
            // Until the parent process has ended.
        }
        main.stop();
    }

    /** Prints a line with a single write, so that a kill does not cut it. */
    private static void print(String event) {
        PrintStream out = System.out;
        synchronized (out) {
            byte[] line = (System.currentTimeMillis() + " " + event + "\n").getBytes(StandardCharsets.US_ASCII);
            out.write(line, 0, line.length);
            out.flush();
        }
    }

    /** Prints the exchanges of the route. */
    private static final class Reporter extends EventNotifierSupport {

        @Override
        public void notify(CamelEvent event) {
            Message message = ((ExchangeCreatedEvent) event).getExchange().getMessage();
            print(message.getHeader(PactChannelsConstants.CHANGE) + " "
                    + message.getHeader(PactChannelsConstants.CHANNEL_ID));
            LockSupport.parkNanos(WORK_NANOS);
        }

        @Override
        public boolean isEnabled(CamelEvent event) {
            return event instanceof ExchangeCreatedEvent;
        }
    }
}
