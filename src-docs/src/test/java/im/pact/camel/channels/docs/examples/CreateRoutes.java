/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs.examples;

import im.pact.camel.channels.client.PactChannelsRejectedException;
import org.apache.camel.builder.RouteBuilder;

/** Page create: a channel from options, and one from the body. */
public class CreateRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::options[]
        from("direct:telegram-bot")
                .to("pact-channels:create?companyId=154&provider=telegram&token=RAW({{telegram.token}})")
                .log("Connected as channel ${header.CamelPactChannelsChannelId}");
        // end::options[]

        // tag::body[]
        from("direct:connect") // body: {"provider":"avito","login":"...","password":"..."}
                .doTry()
                .to("pact-channels:create?companyId=154")
                .doCatch(PactChannelsRejectedException.class)
                .log("Not connected: ${exception.serviceMessage}")
                .end();
        // end::body[]
    }
}
