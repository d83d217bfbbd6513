/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs.examples;

import im.pact.camel.channels.PactChannelsConstants;
import org.apache.camel.builder.RouteBuilder;

/** Page update: another token for a channel. */
public class UpdateRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::token[]
        from("direct:new-token") // the body: the token
                .setHeader(PactChannelsConstants.TOKEN, body())
                .setBody(simple("${null}")) // else it would be read as JSON
                .to("pact-channels:update?companyId=154&channelId=399")
                .removeHeader(PactChannelsConstants.TOKEN);
        // end::token[]

        // tag::body[]
        from("direct:changes") // the body: {"channelId":400,"login":"...","password":"..."}
                .to("pact-channels:update?companyId=154");
        // end::body[]
    }
}
