/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs.examples;

import org.apache.camel.builder.RouteBuilder;

/** Page companies: the channels of all companies. */
public class CompaniesRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::channels[]
        from("direct:all-channels")
                .to("pact-channels:companies?pageSize=100&listMode=stream")
                .split(body())
                .streaming()
                .to("pact-channels:list?pageSize=100") // of the company in the body
                .split(body())
                .to("log:channel");
        // end::channels[]
    }
}
