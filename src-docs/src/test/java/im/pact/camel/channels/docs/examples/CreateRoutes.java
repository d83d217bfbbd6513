/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs.examples;

import im.pact.camel.channels.client.PactChannelsRejectedException;
import org.apache.camel.builder.RouteBuilder;

/** Page create: a channel from options, one from the body, and one that exists. */
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

        // tag::existing[]
        from("direct:connect-again") // the company has a channel of this provider, but it is not confirmed
                .to("pact-channels:list?companyId=154")
                .split(body())
                .filter(simple("${body.provider} == 'telegram_personal'"))
                .setHeader("CamelPactChannelsChannelId", simple("${body.channelId}")) // for confirm
                .to("pact-channels:requestCode?companyId=154&provider=telegram_personal")
                .to("log:code-requested");
        // end::existing[]
    }
}
