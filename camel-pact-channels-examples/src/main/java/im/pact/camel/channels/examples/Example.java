/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.builder.RouteBuilder;

/**
 * An example as {@link Demo} runs it.
 *
 * @param name        its name; also that of its file under {@code routes}, and with {@code -yaml} that of the run with this file
 * @param shows       what it shows, for people
 * @param routes      its routes in Java
 * @param harmless    whether it may run against the real service: it creates, changes, deletes and sends nothing
 * @param preparation what it finds when it begins
 * @param ends        what it does, one after the other
 */
record Example(
        String name,
        String shows,
        Supplier<RouteBuilder> routes,
        boolean harmless,
        Preparation preparation,
        List<End> ends) {

    /** An example that is over when its route is through with one exchange, and that runs against the sandbox only. */
    Example(String name, String shows, Supplier<RouteBuilder> routes, Preparation preparation) {
        this(name, shows, routes, false, preparation, List.of(new End(name)));
    }

    String yamlFile() {
        return "routes/" + name + ".yaml";
    }

    /** Makes ready what an example needs. */
    @FunctionalInterface
    interface Preparation {

        /**
         * Fills the sandbox and the folder.
         *
         * @param folder the folder that the example reads and writes, empty so far
         * @return the properties of the routes, besides those of the account and the folder
         */
        Map<String, String> prepare(PactChannelsSandbox sandbox, Path folder) throws IOException;
    }

    /**
     * The end of a part of an example.
     *
     * @param routeId the route; it is started if it does not run yet
     * @param reached whether an exchange that this route is through with was the last one
     */
    record End(String routeId, Predicate reached) {

        End(String routeId) {
            this(routeId, exchange -> true);
        }

        /** The parts of a split have the route of the whole. */
        boolean isReachedBy(Exchange exchange) {
            return exchange.getProperty(Exchange.SPLIT_INDEX) == null && reached.matches(exchange);
        }
    }
}
