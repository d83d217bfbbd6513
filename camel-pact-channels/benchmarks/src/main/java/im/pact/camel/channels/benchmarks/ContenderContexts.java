/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import im.pact.camel.channels.PactChannelsComponent;
import im.pact.camel.channels.benchmarks.Contender.Work;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;

/** The settings of the Camel context, the same for all contenders. */
final class ContenderContexts {

    private ContenderContexts() {}

    /** The component of camel-http, with the connections that the work needs. */
    static HttpComponent http(CamelContext context, Work work) {
        HttpComponent http = context.getComponent("http", HttpComponent.class);
        if (work.connections() > 0) {
            http.setMaxTotalConnections(work.connections());
            http.setConnectionsPerRoute(work.connections());
        }
        return http;
    }

    /** Sets only base address and token of the component. */
    static void connect(CamelContext context) {
        PactChannelsComponent component = context.getComponent("pact-channels", PactChannelsComponent.class);
        component.getConfiguration().setBaseUri(ApiServerProcess.baseUri());
        component.getConfiguration().setApiToken(ApiResponses.TOKEN);
    }

    static String channelsUri(ApiCompany company) {
        return ApiServerProcess.baseUri() + "/companies/" + company.id() + "/channels";
    }
}
