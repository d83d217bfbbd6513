/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs.examples;

import im.pact.camel.channels.PactChannelsComponent;
import im.pact.camel.channels.PactChannelsConsumer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.eventnotifier.MicrometerExchangeEventNotifier;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyFactory;

/** Page "Consuming channels": the figures of routes, exchanges and the component, in Micrometer. */
public final class Metrics {

    private Metrics() {}

    /** To be called before the context starts. */
    public static void ofExchanges(CamelContext context) {
        // tag::exchanges[]
        context.addRoutePolicyFactory(new MicrometerRoutePolicyFactory());
        context.getManagementStrategy().addEventNotifier(new MicrometerExchangeEventNotifier());
        // end::exchanges[]
    }

    /** To be called when the route has started. */
    public static void ofConsumer(CamelContext context, MeterRegistry meters) {
        // tag::consumer[]
        PactChannelsConsumer walk =
                (PactChannelsConsumer) context.getRoute("walk").getConsumer();
        FunctionCounter.builder("pact.channels.pages", walk, PactChannelsConsumer::getPages)
                .tag("route", "walk")
                .register(meters);
        PactChannelsComponent component = context.getComponent("pact-channels", PactChannelsComponent.class);
        FunctionCounter.builder("pact.channels.requests", component, PactChannelsComponent::getRequests)
                .register(meters);
        // end::consumer[]
    }
}
