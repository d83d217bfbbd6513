/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs.examples;

import org.apache.camel.builder.RouteBuilder;

/** Page delete: the channels of a provider. */
public class DeleteRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::delete[]
        from("direct:remove-viber")
                .to("pact-channels:list?companyId=154")
                .split(body()) // the body: a Channel, which says its id
                .filter(simple("${body.provider} == 'viber'"))
                .to("pact-channels:delete?companyId=154");
        // end::delete[]
    }
}
