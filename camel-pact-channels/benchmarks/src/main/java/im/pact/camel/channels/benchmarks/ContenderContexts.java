/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import im.pact.camel.channels.PactChannelsComponent;
import im.pact.camel.channels.benchmarks.Contender.Work;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;

/** What the contenders set on a Camel context, the same for each. */
final class ContenderContexts {

    private ContenderContexts() {}

    /** camel-http's component, with as many connections as the work needs. */
    static HttpComponent http(CamelContext context, Work work) {
        HttpComponent http = context.getComponent("http", HttpComponent.class);
        if (work.connections() > 0) {
            http.setMaxTotalConnections(work.connections());
            http.setConnectionsPerRoute(work.connections());
        }
        return http;
    }

    /** Our component: where the API is and the token, and else nothing. */
    static void connect(CamelContext context) {
        PactChannelsComponent component = context.getComponent("pact-channels", PactChannelsComponent.class);
        component.getConfiguration().setBaseUri(ApiServerProcess.baseUri());
        component.getConfiguration().setApiToken(ApiAnswers.TOKEN);
    }

    static String channelsUri(ApiCompany company) {
        return ApiServerProcess.baseUri() + "/companies/" + company.id() + "/channels";
    }
}
