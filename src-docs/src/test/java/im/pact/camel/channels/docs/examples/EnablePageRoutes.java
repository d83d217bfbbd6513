/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs.examples;

import im.pact.camel.channels.PactChannelsConstants;
import org.apache.camel.builder.RouteBuilder;

/** Page enablePage: an Instagram account with its first page. */
public class EnablePageRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::page[]
        from("direct:instagram-business") // body:
                // {"provider":"instagram_business","token":"...","phone":"...","data":{...}}
                .to("pact-channels:create?companyId=154")
                .filter(simple("${body.response[create_pages]} != null"))
                .setHeader(PactChannelsConstants.PAGE_ID, simple("${body.response[create_pages][page][0][id]}"))
                .to("pact-channels:enablePage?companyId=154&syncPeriod=week");
        // end::page[]
    }
}
