/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.spi.RestConsumerFactory;

/** Finds the component that serves HTTP in this application, and lets it serve a path. */
final class RestServer {

    private static final String PLATFORM_HTTP = "platform-http";

    /** Components that need nothing but to be on the class path. */
    private static final List<String> OTHERS = List.of("jetty", "servlet", "undertow", "netty-http");

    /** All methods: a response for one of them alone would show that the path exists. */
    private static final String METHODS = "GET,HEAD,POST,PUT,PATCH,DELETE,OPTIONS";

    /** Options with which a server does not copy the body before the secret is compared. */
    private static final Map<String, Map<String, Object>> OPTIONS = Map.of(
            "jetty", Map.of("disableStreamCache", true),
            "servlet", Map.of("disableStreamCache", true));

    private final CamelContext context;
    private final String wanted;

    /** @param wanted the name of the component or of a bean, or {@code null} */
    RestServer(CamelContext context, String wanted) {
        this.context = context;
        this.wanted = wanted == null ? context.getRestConfiguration().getComponent() : wanted;
    }

    /**
     * Lets the server send all requests for a path to a processor.
     *
     * @param segment a name for the last segment of the path, which can be any text
     */
    Consumer mount(Processor processor, String path, String segment) throws Exception {
        String name = wanted == null ? find() : wanted;
        return factory(name)
                .createConsumer(
                        context,
                        processor,
                        METHODS,
                        path,
                        "{" + segment + "}",
                        null,
                        null,
                        null,
                        OPTIONS.getOrDefault(name, Map.of()));
    }

    private RestConsumerFactory factory(String name) {
        Object bean = context.getRegistry().lookupByName(name);
        Object found = bean instanceof RestConsumerFactory ? bean : context.getComponent(name, true, false);
        if (found instanceof RestConsumerFactory factory) {
            return factory;
        }
        throw new IllegalArgumentException("events: restComponent must be a component that serves HTTP, such as "
                + PLATFORM_HTTP + ", jetty or servlet (was " + name + ")");
    }

    private String find() {
        if (context.getComponent(PLATFORM_HTTP, true, false) instanceof RestConsumerFactory) {
            return PLATFORM_HTTP;
        }
        Set<String> used = context.getComponentNames();
        List<String> candidates = new ArrayList<>();
        for (String name : used) {
            if (context.hasComponent(name) instanceof RestConsumerFactory) {
                candidates.add(name);
            }
        }
        if (candidates.isEmpty()) {
            OTHERS.stream().filter(this::serves).forEach(candidates::add);
        }
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        throw new IllegalArgumentException(
                candidates.isEmpty()
                        ? "events: no component that serves HTTP. Add camel-platform-http-main, or another one"
                        : "events: several components serve HTTP " + candidates + ". Set restComponent");
    }

    private boolean serves(String name) {
        Component component = context.getComponent(name, true, false);
        return component instanceof RestConsumerFactory;
    }
}
