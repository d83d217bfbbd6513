/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs.examples;

import org.apache.camel.builder.RouteBuilder;

/** Page "Events": receives events, confirms a delivery result, and reads events from a queue. */
public class EventsRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::events[]
        from("pact-channels:events?companyId=154&webhookSecret={{webhook.secret}}&publicUrl={{webhook.public-url}}")
                .routeId("events")
                .choice()
                .when(header("CamelPactChannelsEventType").isEqualTo("qrCode"))
                .to("file:{{directory}}?fileName=${header.CamelPactChannelsChannelId}.png")
                .when(header("CamelPactChannelsEventType").isEqualTo("channelState"))
                .to("log:channel-state?showHeaders=true")
                .when(header("CamelPactChannelsEventType").isEqualTo("deliveryResult"))
                .to("direct:delivery-result");
        // end::events[]

        // tag::confirm[]
        from("direct:delivery-result")
                .to("pact-channels:job?companyId=154&channelId=399")
                .filter(header("CamelPactChannelsJobResult").isEqualTo("NOT DELIVERED"))
                .to("log:not-delivered");
        // end::confirm[]

        // tag::parse[]
        from("seda:gateway-events")
                .to("pact-channels:parseEvent?companyId=154")
                .filter(header("CamelPactChannelsEventType").isEqualTo("message"))
                .log("Message ${body.messageId} in the conversation ${body.conversationId}")
                .to("log:message");
        // end::parse[]
    }
}
