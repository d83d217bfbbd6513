/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.springboot;

import static im.pact.camel.channels.springboot.MeterDefinition.counter;
import static im.pact.camel.channels.springboot.MeterDefinition.gauge;
import static im.pact.camel.channels.springboot.MeterDefinition.milliseconds;

import im.pact.camel.channels.PactChannelsComponent;
import im.pact.camel.channels.PactChannelsConsumer;
import im.pact.camel.channels.PactChannelsDeliveryConsumer;
import im.pact.camel.channels.PactChannelsEndpoint;
import im.pact.camel.channels.PactChannelsEventConsumer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Route;
import org.apache.camel.Service;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * The statistics of components and consumers as meters, with the same values as in JMX. Camel reports when a component or the
 * consumer of a route is added or removed, so the meters follow routes that come and go.
 */
public final class PactChannelsMeters extends LifecycleStrategySupport implements MeterBinder {

    static final List<MeterDefinition<PactChannelsComponent>> COMPONENT = List.of(
            counter(
                    "camel.pact.channels.requests",
                    "HTTP requests sent to the API, retries included",
                    PactChannelsComponent::getRequests),
            counter("camel.pact.channels.retries", "Retries sent to the API", PactChannelsComponent::getRetries),
            counter(
                    "camel.pact.channels.rate.limited",
                    "Responses with the status 429 (too many requests)",
                    PactChannelsComponent::getRateLimited),
            gauge(
                    "camel.pact.channels.requests.per.minute",
                    "Current maximum of requests per minute; not a number if no limit is known",
                    component -> valueOrNaN(component.getRequestsPerMinute())),
            gauge(
                    "camel.pact.channels.waiting.requests",
                    "Requests that wait for the rate limit",
                    PactChannelsComponent::getWaitingRequests),
            counter(
                    "camel.pact.channels.pauses",
                    "Pauses of all requests that were caused by the status 429",
                    PactChannelsComponent::getPauses),
            counter(
                    "camel.pact.channels.failures",
                    "Operations that failed after all retries",
                    PactChannelsComponent::getFailures));

    static final List<MeterDefinition<PactChannelsConsumer>> CONSUMER = List.of(
            counter("camel.pact.channels.consumer.polls", "Polls that were started", PactChannelsConsumer::getPolls),
            counter("camel.pact.channels.consumer.pages", "Pages that were read", PactChannelsConsumer::getPages),
            counter(
                    "camel.pact.channels.consumer.emitted",
                    "Exchanges sent into the route",
                    PactChannelsConsumer::getEmitted),
            counter(
                    "camel.pact.channels.consumer.delivered",
                    "Exchanges that completed in the route",
                    PactChannelsConsumer::getDelivered),
            counter(
                    "camel.pact.channels.consumer.failed",
                    "Exchanges that failed in the route",
                    PactChannelsConsumer::getFailed),
            gauge(
                    "camel.pact.channels.consumer.companies",
                    "Companies in the last poll that has ended, including those that failed",
                    PactChannelsConsumer::getCompanies),
            gauge(
                    "camel.pact.channels.consumer.failed.companies",
                    "Companies that failed in the last poll that has ended",
                    PactChannelsConsumer::getFailedCompanies),
            milliseconds(
                    "camel.pact.channels.consumer.last.poll",
                    "Duration of the last poll that has ended",
                    PactChannelsConsumer::getLastPollMillis));

    static final List<MeterDefinition<PactChannelsEventConsumer>> EVENT_CONSUMER = List.of(
            counter(
                    "camel.pact.channels.webhook.events",
                    "Events sent into the route",
                    PactChannelsEventConsumer::getEvents),
            counter(
                    "camel.pact.channels.webhook.repeated",
                    "Repeated deliveries that were not sent into the route",
                    PactChannelsEventConsumer::getRepeated),
            counter(
                    "camel.pact.channels.webhook.failed",
                    "Events that failed in the route",
                    PactChannelsEventConsumer::getFailed),
            counter(
                    "camel.pact.channels.webhook.rejected",
                    "Requests that were rejected: wrong secret or method, too large, or not a JSON object",
                    PactChannelsEventConsumer::getRejected));

    static final List<MeterDefinition<PactChannelsDeliveryConsumer>> DELIVERY_CONSUMER = List.of(
            gauge(
                    "camel.pact.channels.deliveries.open.messages",
                    "Messages that are not finished, or that were not emitted yet",
                    PactChannelsDeliveryConsumer::getOpenMessages),
            counter(
                    "camel.pact.channels.deliveries.polls",
                    "Polls that were started",
                    PactChannelsDeliveryConsumer::getPolls),
            counter(
                    "camel.pact.channels.deliveries.emitted",
                    "Exchanges sent into the route",
                    PactChannelsDeliveryConsumer::getEmitted),
            counter(
                    "camel.pact.channels.deliveries.delivered",
                    "Exchanges that completed in the route",
                    PactChannelsDeliveryConsumer::getDelivered),
            counter(
                    "camel.pact.channels.deliveries.failed",
                    "Exchanges that failed in the route",
                    PactChannelsDeliveryConsumer::getFailed),
            milliseconds(
                    "camel.pact.channels.deliveries.last.poll",
                    "Duration of the last poll that has ended",
                    PactChannelsDeliveryConsumer::getLastPollMillis));

    private final List<MeterRegistry> registries = new ArrayList<>();
    private final Map<Object, Source<?>> sources = new IdentityHashMap<>();

    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        registries.add(registry);
        sources.values().forEach(source -> source.bindTo(registry));
    }

    @Override
    public synchronized void onComponentAdd(String name, Component component) {
        if (component instanceof PactChannelsComponent target) {
            add(new Source<>(target, Tags.of("component", name), COMPONENT));
        }
    }

    @Override
    public synchronized void onComponentRemove(String name, Component component) {
        remove(component);
    }

    /** Not the consumers of {@code pollEnrich}, which have no route. */
    @Override
    public synchronized void onServiceAdd(CamelContext context, Service service, Route route) {
        if (route != null
                && service instanceof Consumer consumer
                && consumer.getEndpoint() instanceof PactChannelsEndpoint endpoint) {
            Source<?> component = sources.get(endpoint.getComponent());
            Source<?> source =
                    component == null ? null : sourceOf(consumer, component.tags.and("routeId", route.getRouteId()));
            if (source != null) {
                add(source);
            }
        }
    }

    private static Source<?> sourceOf(Consumer consumer, Tags tags) {
        if (consumer instanceof PactChannelsConsumer channels) {
            return new Source<>(channels, tags, CONSUMER);
        } else if (consumer instanceof PactChannelsEventConsumer events) {
            return new Source<>(events, tags, EVENT_CONSUMER);
        } else if (consumer instanceof PactChannelsDeliveryConsumer deliveries) {
            return new Source<>(deliveries, tags, DELIVERY_CONSUMER);
        }
        return null;
    }

    @Override
    public synchronized void onServiceRemove(CamelContext context, Service service, Route route) {
        remove(service);
    }

    private static double valueOrNaN(Double value) {
        return value == null ? Double.NaN : value;
    }

    private void add(Source<?> source) {
        remove(source.target);
        sources.put(source.target, source);
        registries.forEach(source::bindTo);
    }

    private void remove(Object target) {
        Source<?> source = sources.remove(target);
        if (source != null) {
            source.unbind();
        }
    }

    /** A component or a consumer, with its meters in all registries. */
    private static final class Source<T> {

        private final T target;
        private final Tags tags;
        private final List<MeterDefinition<T>> definitions;
        private final List<Runnable> removals = new ArrayList<>();

        Source(T target, Tags tags, List<MeterDefinition<T>> definitions) {
            this.target = target;
            this.tags = tags;
            this.definitions = definitions;
        }

        void bindTo(MeterRegistry registry) {
            for (MeterDefinition<T> definition : definitions) {
                Meter meter = definition.register(target, tags, registry);
                removals.add(() -> registry.remove(meter));
            }
        }

        void unbind() {
            removals.forEach(Runnable::run);
            removals.clear();
        }
    }
}
