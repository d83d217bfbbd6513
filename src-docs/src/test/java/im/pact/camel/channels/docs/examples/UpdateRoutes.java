/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs.examples;

import im.pact.camel.channels.PactChannelsConstants;
import org.apache.camel.builder.RouteBuilder;

/** Page update: a new token, and all parameters in the body. */
public class UpdateRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::token[]
        from("direct:new-token") // body: the token
                .setHeader(PactChannelsConstants.TOKEN, body())
                .setBody(simple("${null}")) // otherwise it is read as JSON
                .to("pact-channels:update?companyId=154&channelId=399")
                .removeHeader(PactChannelsConstants.TOKEN);
        // end::token[]

        // tag::body[]
        from("direct:changes") // body: {"channelId":400,"login":"...","password":"..."}
                .to("pact-channels:update?companyId=154");
        // end::body[]
    }
}
