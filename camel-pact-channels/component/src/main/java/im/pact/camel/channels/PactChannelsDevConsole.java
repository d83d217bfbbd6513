/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonObject;

/** Shows the figures of the component and of its consumers in Camel's developer console. They hold no secret. */
@DevConsole(
        name = "pact-channels",
        displayName = "Pact Channels",
        description = "Display the calls to the Pact Channels API, and how its consumers get on")
public class PactChannelsDevConsole extends AbstractDevConsole {

    public PactChannelsDevConsole() {
        super(
                "camel",
                "pact-channels",
                "Pact Channels",
                "Display the calls to the Pact Channels API, and how its consumers get on");
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        JsonObject root = new JsonObject();
        root.put("components", components());
        return root;
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        components().forEach(component -> append(text, component, ""));
        return text.toString();
    }

    private List<JsonObject> components() {
        return getCamelContext().getComponentNames().stream()
                .sorted()
                .filter(name -> getCamelContext().hasComponent(name) instanceof PactChannelsComponent)
                .map(name ->
                        figures(name, (PactChannelsComponent) getCamelContext().hasComponent(name)))
                .toList();
    }

    private static JsonObject figures(String name, PactChannelsComponent component) {
        JsonObject figures = new JsonObject();
        figures.put("component", name);
        figures.put("requests", component.getRequests());
        figures.put("retries", component.getRetries());
        figures.put("rateLimited", component.getRateLimited());
        figures.put("failures", component.getFailures());
        figures.put("lastFailure", component.getLastFailure());
        figures.put(
                "consumers",
                component.consumers().stream()
                        .sorted(Comparator.comparing(PactChannelsConsumer::getRouteId))
                        .map(PactChannelsDevConsole::figures)
                        .toList());
        return figures;
    }

    private static JsonObject figures(PactChannelsConsumer consumer) {
        JsonObject figures = new JsonObject();
        figures.put("routeId", consumer.getRouteId());
        figures.put("companyId", consumer.getEndpoint().getConfiguration().getCompanyId());
        figures.put("emit", consumer.getEndpoint().getConfiguration().getEmit().name());
        figures.put("state", consumer.getStatus().name());
        figures.put("polling", consumer.isPolling());
        figures.put("polls", consumer.getPolls());
        figures.put("pages", consumer.getPages());
        figures.put("emitted", consumer.getEmitted());
        figures.put("delivered", consumer.getDelivered());
        figures.put("failed", consumer.getFailed());
        figures.put("lastPollTime", consumer.getLastPollTime());
        figures.put("lastPollMillis", consumer.getLastPollMillis());
        figures.put("lastPollOutcome", consumer.getLastPollOutcome());
        figures.put("waitUntil", consumer.getWaitUntil());
        figures.put("nextPoll", consumer.getNextPoll());
        return figures;
    }

    /** One line a figure; what is not known has none. */
    private static void append(StringBuilder text, JsonObject figures, String indent) {
        figures.forEach((name, value) -> {
            if (value instanceof Collection<?> consumers) {
                consumers.forEach(consumer -> append(text, (JsonObject) consumer, indent + "    "));
            } else if (value != null) {
                text.append(String.format("%s%s: %s%n", indent, title(name), value));
            }
        });
    }

    /** {@code lastWalkTime} as people write it. */
    private static String title(String name) {
        String words = name.replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ENGLISH);
        return words.substring(0, 1).toUpperCase(Locale.ENGLISH) + words.substring(1);
    }
}
