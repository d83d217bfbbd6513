/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs.examples;

import org.apache.camel.builder.RouteBuilder;

/** Page requestCode: a code of Telegram, and one for an Instagram challenge. */
public class RequestCodeRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::telegram[]
        from("direct:telegram-code") // header: CamelPactChannelsChannelId
                .to("pact-channels:requestCode?companyId=154&provider=telegram_personal")
                .log("The code has ${body.codeLength} digits and expires in ${body.expiresIn} seconds");
        // end::telegram[]

        // tag::instagram[]
        from("direct:instagram-code") // headers: CamelPactChannelsChannelId, CamelPactChannelsChallengeVariant
                .to("pact-channels:requestCode?companyId=154&provider=instagram");
        // end::instagram[]
    }
}
