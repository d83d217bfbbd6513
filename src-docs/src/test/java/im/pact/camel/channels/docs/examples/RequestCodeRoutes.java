/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs.examples;

import org.apache.camel.builder.RouteBuilder;

/** Page requestCode: a code for Telegram, and one for a challenge of Instagram. */
public class RequestCodeRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::telegram[]
        from("direct:telegram-code") // the header: CamelPactChannelsChannelId
                .to("pact-channels:requestCode?companyId=154&provider=telegram_personal")
                .log("A code of ${body.codeLength} digits, good for ${body.expiresIn} seconds");
        // end::telegram[]

        // tag::instagram[]
        from("direct:instagram-code") // the headers: CamelPactChannelsChannelId, CamelPactChannelsChallengeVariant
                .to("pact-channels:requestCode?companyId=154&provider=instagram");
        // end::instagram[]
    }
}
