/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs.examples;

import org.apache.camel.builder.RouteBuilder;

/** Page job: gets the state of a first message until its job is done. */
public class JobRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::follow[]
        from("direct:follow") // headers: CamelPactChannelsChannelId, CamelPactChannelsJobId
                .to("pact-channels:job?companyId=154")
                .loopDoWhile(simple("${body.isDone} == false && ${exchangeProperty.CamelLoopIndex} != 60"))
                .delay(simple("{{pause:10000}}"))
                .end()
                .to("pact-channels:job?companyId=154")
                .end()
                .choice()
                .when(simple("${body.isDelivered}"))
                .to("log:delivered")
                .otherwise()
                .to("log:not-delivered")
                .end();
        // end::follow[]
    }
}
