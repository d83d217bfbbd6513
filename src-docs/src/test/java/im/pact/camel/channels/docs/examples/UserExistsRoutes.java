/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs.examples;

import im.pact.camel.channels.PactChannelsConstants;
import org.apache.camel.builder.RouteBuilder;

/** Page userExists: sends a message to all numbers with an account. */
public class UserExistsRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::exists[]
        from("direct:send-to-all") // the body: a list of phone numbers
                .split(body())
                .setHeader(PactChannelsConstants.PHONE, body())
                .to("pact-channels:userExists?companyId=154&channelId=399")
                .filter(body().isEqualTo(true))
                .setBody(constant("Hello!"))
                .to("pact-channels:sendFirst?companyId=154&channelId=399");
        // end::exists[]
    }
}
