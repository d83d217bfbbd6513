/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs.examples;

import org.apache.camel.builder.RouteBuilder;

/** Page "Pact Channels component": connects a Telegram account with phone and code, in one route. */
public class ConnectRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::connect[]
        from("direct:connect")
                .to("pact-channels:create?companyId=154&provider=telegram_personal&phone={{phone}}")
                .to("pact-channels:requestCode?companyId=154")
                .pollEnrich("file:{{directory}}?fileName=code.txt", 60_000) // the body: the code
                .to("pact-channels:confirm?companyId=154");
        // end::connect[]
    }
}
