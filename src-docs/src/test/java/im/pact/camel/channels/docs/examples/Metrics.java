/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs.examples;

import im.pact.camel.channels.PactChannelsComponent;
import im.pact.camel.channels.PactChannelsConsumer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.eventnotifier.MicrometerExchangeEventNotifier;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyFactory;

/** Page "Consuming channels": the statistics of routes, exchanges and the component, in Micrometer. */
public final class Metrics {

    private Metrics() {}

    /** Call this before the context starts. */
    public static void ofExchanges(CamelContext context) {
        // tag::exchanges[]
        context.addRoutePolicyFactory(new MicrometerRoutePolicyFactory());
        context.getManagementStrategy().addEventNotifier(new MicrometerExchangeEventNotifier());
        // end::exchanges[]
    }

    /** Call this after the route has started. */
    public static void ofConsumer(CamelContext context, MeterRegistry meters) {
        // tag::consumer[]
        PactChannelsConsumer consumer =
                (PactChannelsConsumer) context.getRoute("poll").getConsumer();
        FunctionCounter.builder("pact.channels.pages", consumer, PactChannelsConsumer::getPages)
                .tag("route", "poll")
                .register(meters);
        PactChannelsComponent component = context.getComponent("pact-channels", PactChannelsComponent.class);
        FunctionCounter.builder("pact.channels.requests", component, PactChannelsComponent::getRequests)
                .register(meters);
        // end::consumer[]
    }
}
