/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import im.pact.camel.channels.model.DeliveryJob;
import im.pact.camel.channels.model.PactChannel;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** The component in a route, with its default options. */
final class ComponentRoutes extends RouteContender {

    ComponentRoutes(Work work) throws Exception {
        super(context(work), routes(work));
    }

    private static CamelContext context(Work work) {
        CamelContext context = new DefaultCamelContext();
        ContenderContexts.http(context, work);
        ContenderContexts.connect(context);
        return context;
    }

    private static RouteBuilder routes(Work work) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(LIST)
                        .toF(
                                "pact-channels:list?companyId=%d&pageSize=%d&listMode=page",
                                work.company().id(), work.pageSize());
                from(SEND_FIRST)
                        .toF(
                                "pact-channels:sendFirst?companyId=%d&channelId=%d",
                                work.company().id(), ApiResponses.CHANNEL_ID);
            }
        };
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<PactChannel> channels(Object listed) {
        return (List<PactChannel>) listed;
    }

    @Override
    public Job job(Object sent) {
        DeliveryJob job = (DeliveryJob) sent;
        return new Job(job.jobId(), job.channelId(), job.state());
    }
}
