/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs.examples;

import im.pact.camel.channels.PactChannelsConstants;
import org.apache.camel.builder.RouteBuilder;

/** Page confirm: Telegram's code and password, Instagram's next step. */
public class ConfirmRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::telegram[]
        from("direct:code") // the body: the code; the header: CamelPactChannelsChannelId
                .to("pact-channels:confirm?companyId=154&provider=telegram_personal")
                .log("The channel is ${body.state}");

        from("direct:password") // the same with the password
                .setHeader(PactChannelsConstants.PASSWORD, body())
                .setBody(simple("${null}")) // else it would be the code
                .to("pact-channels:confirm?companyId=154&provider=telegram_personal")
                .removeHeader(PactChannelsConstants.PASSWORD);
        // end::telegram[]

        // tag::instagram[]
        from("direct:instagram") // the body: the code; the header: CamelPactChannelsChannelId
                .to("pact-channels:confirm?companyId=154&provider=instagram")
                .choice()
                .when(header(PactChannelsConstants.NEXT_STEP).isEqualTo("NONE"))
                .to("log:connected")
                .otherwise()
                .log("${header.CamelPactChannelsNextStep}, one of ${body.choices}")
                .to("log:ask-again")
                .end();
        // end::instagram[]
    }
}
