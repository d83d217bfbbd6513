/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.docs.examples;

import im.pact.camel.channels.PactChannelsConstants;
import org.apache.camel.builder.RouteBuilder;

/** Page consuming: the changes of all companies. */
public class AllCompaniesRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::all[]
        from("pact-channels:list?companies=all&companyThreads=4&emit=change&stateRepository=#channels")
                .routeId("all-companies")
                .choice()
                .when(header(PactChannelsConstants.CHANGE).isEqualTo("companyRemoved"))
                .to("log:company-removed")
                .otherwise()
                .to("log:channel-change");
        // end::all[]
    }
}
