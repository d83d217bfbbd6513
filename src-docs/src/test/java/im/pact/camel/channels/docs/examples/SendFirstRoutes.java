/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs.examples;

import im.pact.camel.channels.PactChannelsConstants;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;

/** Page sendFirst: a text and a template. */
public class SendFirstRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::text[]
        from("direct:hello")
                .setHeader(PactChannelsConstants.PHONE, constant("+7 925 000-00-01"))
                .setBody(constant("Hello!"))
                .to("pact-channels:sendFirst?companyId=154&channelId=399")
                .log("Job ${header.CamelPactChannelsJobId}: ${header.CamelPactChannelsJobState}");
        // end::text[]

        // tag::template[]
        from("direct:order-shipped")
                .setHeader(PactChannelsConstants.PHONE, constant("+7 925 000-00-01"))
                .setHeader(PactChannelsConstants.TEMPLATE_PARAMETERS, () -> List.of("Anna", "4711"))
                .setBody(simple("${null}")) // otherwise the body is used as the message
                .to("pact-channels:sendFirst?companyId=154&channelId=401"
                        + "&templateId=order_shipped&templateLanguageCode=en");
        // end::template[]
    }
}
