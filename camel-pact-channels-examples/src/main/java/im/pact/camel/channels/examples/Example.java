/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.builder.RouteBuilder;

/**
 * An example that {@link Demo} runs.
 *
 * @param name        its name, also the name of its file in {@code routes}; with {@code -yaml} the example runs with this file
 * @param shows       a description for people
 * @param routes      its routes in Java
 * @param harmless    whether it may run against the real service, because it creates, changes, deletes and sends nothing
 * @param preparation prepares the sandbox and the directory
 * @param ends        its parts, one after the other
 */
record Example(
        String name,
        String shows,
        Supplier<RouteBuilder> routes,
        boolean harmless,
        Preparation preparation,
        List<End> ends) {

    /** An example that ends when its route has completed one exchange, and that runs only against the sandbox. */
    Example(String name, String shows, Supplier<RouteBuilder> routes, Preparation preparation) {
        this(name, shows, routes, false, preparation, List.of(new End(name)));
    }

    String yamlFile() {
        return "routes/" + name + ".yaml";
    }

    /** Prepares an example. */
    @FunctionalInterface
    interface Preparation {

        /**
         * Fills the sandbox and the directory.
         *
         * @param directory the directory that the example reads and writes, still empty
         * @return the properties of the routes, without those of the account and the directory
         */
        Map<String, String> prepare(PactChannelsSandbox sandbox, Path directory) throws IOException;
    }

    /**
     * The end of a part of an example.
     *
     * @param routeId  the route; it is started if it is not running yet
     * @param reached  whether an exchange that this route has completed was the last one
     * @param patience the time to wait for the end
     */
    record End(String routeId, Predicate reached, Duration patience) {

        End(String routeId, Predicate reached) {
            this(routeId, reached, Duration.ofSeconds(50));
        }

        End(String routeId) {
            this(routeId, exchange -> true);
        }

        /** The exchanges of a split have the same route, but do not end it. */
        boolean isReachedBy(Exchange exchange) {
            return exchange.getProperty(Exchange.SPLIT_INDEX) == null && reached.matches(exchange);
        }
    }
}
