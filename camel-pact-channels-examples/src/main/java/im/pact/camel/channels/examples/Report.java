/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.PactChannelsConstants;
import im.pact.camel.channels.model.PactChannel;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Header;

/** Prints the results of the routes of {@link SyncRoutes}. */
public class Report {

    private static final int ROWS = 5;

    private final PrintStream out;
    private final Path csv;
    private int total;

    /**
     * @param out where to print
     * @param csv the file that the route {@code sync} writes
     */
    public Report(PrintStream out, Path csv) {
        this.out = out;
        this.csv = csv;
    }

    /** Prints the result of {@code pact-channels:list}. */
    public void listed(@Body List<PactChannel> channels) {
        out.printf("Route sync: pact-channels:list found %d channels%n%n", channels.size());
        out.printf("  %8s  %s%n", "channel", "provider");
        channels.stream()
                .limit(ROWS)
                .forEach(channel -> out.printf("  %8d  %s%n", channel.channelId(), channel.provider()));
        if (channels.size() > ROWS) {
            out.printf("  %8s  and %d more%n", "…", channels.size() - ROWS);
        }
        Map<String, Long> providers = channels.stream()
                .collect(Collectors.groupingBy(
                        channel -> String.valueOf(channel.provider()), TreeMap::new, Collectors.counting()));
        out.printf("%n  %8s  %s%n", "channels", "provider");
        providers.forEach((provider, count) -> out.printf("  %8d  %s%n", count, provider));
    }

    /** Prints the end of the route {@code sync}. */
    public void written() {
        out.printf("%nRoute sync: written to %s%n%n", csv.toAbsolutePath().normalize());
    }

    /** Prints a page that the consumer has emitted; {@code null} if there are no channels. */
    public void page(
            @Body List<PactChannel> page,
            @Header(PactChannelsConstants.PAGE_INDEX) Integer index,
            @Header(PactChannelsConstants.LAST_PAGE) Boolean last) {
        if (page != null) {
            total += page.size();
            out.printf(
                    "Route pages: page %d, %d channels, %d to %d%n",
                    index + 1,
                    page.size(),
                    page.get(0).channelId(),
                    page.get(page.size() - 1).channelId());
        }
        if (page == null || Boolean.TRUE.equals(last)) {
            out.printf("Route pages: last page, %d channels in all%n", total);
        }
    }
}
