/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs.examples;

import im.pact.camel.channels.PactChannelsConstants;
import im.pact.camel.channels.client.PactChannelsRejectedException;
import org.apache.camel.builder.RouteBuilder;

/** Page confirm: code and password of Telegram, next step of Instagram. */
public class ConfirmRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::telegram[]
        from("direct:code") // body: the code; header: CamelPactChannelsChannelId
                .doTry()
                .to("pact-channels:confirm?companyId=154&provider=telegram_personal")
                .choice()
                .when(header(PactChannelsConstants.NEXT_STEP).isEqualTo("PASSWORD"))
                .to("log:password-required") // continue with direct:password
                .otherwise()
                .log("State of the channel: ${body.state}")
                .endChoice()
                .endDoTry()
                .doCatch(PactChannelsRejectedException.class)
                .to("log:code-rejected") // continue with direct:code and another code
                .end();

        from("direct:password") // body: the password; header: CamelPactChannelsChannelId
                .setHeader(PactChannelsConstants.PASSWORD, body())
                .setBody(simple("${null}")) // otherwise it is used as the code
                .to("pact-channels:confirm?companyId=154&provider=telegram_personal")
                .removeHeader(PactChannelsConstants.PASSWORD);
        // end::telegram[]

        // tag::instagram[]
        from("direct:instagram") // body: the code; header: CamelPactChannelsChannelId
                .to("pact-channels:confirm?companyId=154&provider=instagram")
                .choice()
                .when(header(PactChannelsConstants.NEXT_STEP).isEqualTo("NONE"))
                .to("log:connected")
                .otherwise()
                .log("Next step: ${header.CamelPactChannelsNextStep}, choices: ${body.choices}")
                .to("log:next-step")
                .end();
        // end::instagram[]
    }
}
