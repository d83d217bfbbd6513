/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs.examples;

import org.apache.camel.builder.RouteBuilder;

/** Page "Pact Channels component": one exchange for each channel, at every poll. */
public class ConsumerRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::consumer[]
        from("pact-channels:list?companyId=154&outputType=json").to("log:channel");
        // end::consumer[]
    }
}
