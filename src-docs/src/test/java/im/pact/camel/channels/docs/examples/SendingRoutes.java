/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs.examples;

import im.pact.camel.channels.delivery.FileMessageStore;
import java.nio.file.Path;
import org.apache.camel.builder.RouteBuilder;

/** Page "Sending to many": each message is sent once and followed until it is delivered. */
public class SendingRoutes extends RouteBuilder {

    @Override
    public void configure() {
        String directory = getContext().resolvePropertyPlaceholders("{{directory}}");
        // tag::sending[]
        bindToRegistry("sent", new FileMessageStore(Path.of(directory, "sent")));

        from("direct:notify") // the body is the text
                .setHeader("CamelPactChannelsMessageKey", header("orderId"))
                .setHeader("CamelPactChannelsPhone", header("phone"))
                .to("pact-channels:sendFirst?companyId=154&channelId=399&messageStore=#sent");

        from("pact-channels:deliveries?companyId=154&messageStore=#sent")
                .setBody(simple("${header.CamelPactChannelsMessageKey}: ${header.CamelPactChannelsMessageState}"))
                .to("log:delivery");
        // end::sending[]
    }
}
