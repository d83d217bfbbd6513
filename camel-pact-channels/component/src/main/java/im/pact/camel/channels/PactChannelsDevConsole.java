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

/** Shows the statistics of the component and of its consumers in Camel's developer console. They hold no secrets. */
@DevConsole(
        name = "pact-channels",
        displayName = "Pact Channels",
        description = "Requests to the Pact Channels API and statistics of its consumers")
public class PactChannelsDevConsole extends AbstractDevConsole {

    public PactChannelsDevConsole() {
        super(
                "camel",
                "pact-channels",
                "Pact Channels",
                "Requests to the Pact Channels API and statistics of its consumers");
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
                .map(name -> statistics(
                        name, (PactChannelsComponent) getCamelContext().hasComponent(name)))
                .toList();
    }

    private static JsonObject statistics(String name, PactChannelsComponent component) {
        JsonObject statistics = new JsonObject();
        statistics.put("component", name);
        statistics.put("requests", component.getRequests());
        statistics.put("retries", component.getRetries());
        statistics.put("rateLimited", component.getRateLimited());
        statistics.put("requestsPerMinute", component.getRequestsPerMinute());
        statistics.put("waitingRequests", component.getWaitingRequests());
        statistics.put("pauses", component.getPauses());
        statistics.put("pausedUntil", component.getPausedUntil());
        statistics.put("failures", component.getFailures());
        statistics.put("lastFailure", component.getLastFailure());
        statistics.put(
                "consumers",
                component.consumers().stream()
                        .sorted(Comparator.comparing(PactChannelsConsumer::getRouteId))
                        .map(PactChannelsDevConsole::statistics)
                        .toList());
        return statistics;
    }

    private static JsonObject statistics(PactChannelsConsumer consumer) {
        JsonObject statistics = new JsonObject();
        statistics.put("routeId", consumer.getRouteId());
        if (consumer.getEndpoint().getConfiguration().getCompanies() == null) {
            statistics.put(
                    "companyId", consumer.getEndpoint().getConfiguration().getCompanyId());
        } else {
            statistics.put("companies", consumer.getCompanies());
            statistics.put("failedCompanies", consumer.getFailedCompanies());
            statistics.put("failedCompanyIds", consumer.getFailedCompanyIds());
        }
        statistics.put(
                "emit", consumer.getEndpoint().getConfiguration().getEmit().name());
        statistics.put("state", consumer.getStatus().name());
        statistics.put("polling", consumer.isPolling());
        statistics.put("polls", consumer.getPolls());
        statistics.put("pages", consumer.getPages());
        statistics.put("emitted", consumer.getEmitted());
        statistics.put("delivered", consumer.getDelivered());
        statistics.put("failed", consumer.getFailed());
        statistics.put("lastPollTime", consumer.getLastPollTime());
        statistics.put("lastPollMillis", consumer.getLastPollMillis());
        statistics.put("lastPollOutcome", consumer.getLastPollOutcome());
        statistics.put("waitUntil", consumer.getWaitUntil());
        statistics.put("nextPoll", consumer.getNextPoll());
        return statistics;
    }

    /** A line for each value; unknown values are skipped. */
    private static void append(StringBuilder text, JsonObject statistics, String indent) {
        statistics.forEach((name, value) -> {
            if (value instanceof Collection<?> consumers) {
                consumers.forEach(consumer -> append(text, (JsonObject) consumer, indent + "    "));
            } else if (value != null) {
                text.append(String.format("%s%s: %s%n", indent, title(name), value));
            }
        });
    }

    /** Turns {@code lastPollTime} into {@code Last poll time}. */
    private static String title(String name) {
        String words = name.replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ENGLISH);
        return words.substring(0, 1).toUpperCase(Locale.ENGLISH) + words.substring(1);
    }
}
