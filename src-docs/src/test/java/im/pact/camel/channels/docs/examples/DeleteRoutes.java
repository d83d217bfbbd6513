/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs.examples;

import org.apache.camel.builder.RouteBuilder;

/** Page delete: deletes the channels of one provider. */
public class DeleteRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::delete[]
        from("direct:remove-viber")
                .to("pact-channels:list?companyId=154")
                .split(body()) // body: a PactChannel, which contains the id
                .filter(simple("${body.provider} == 'viber'"))
                .to("pact-channels:delete?companyId=154");
        // end::delete[]
    }
}
