/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs.examples;

import im.pact.camel.channels.PactChannelsConstants;
import org.apache.camel.builder.RouteBuilder;

/** Page registerWebhook: registers an address for events, and removes it. */
public class RegisterWebhookRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::register[]
        from("direct:register")
                .to("pact-channels:registerWebhook?companyId=154&webhookUrl=RAW({{webhook.url}})")
                .log("${body.status}");
        // end::register[]

        // tag::remove[]
        from("direct:remove")
                .setHeader(PactChannelsConstants.WEBHOOK_URL, constant(""))
                .to("pact-channels:registerWebhook?companyId=154");
        // end::remove[]
    }
}
