/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import im.pact.camel.channels.PactChannelsConstants;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;

/** A contender that is a route. All routes are used in the same way. */
abstract class RouteContender implements Contender {

    static final String LIST = "direct:list";
    static final String SEND_FIRST = "direct:sendFirst";

    private final CamelContext context;
    private final ProducerTemplate template;
    private final Endpoint list;
    private final Endpoint sendFirst;

    /** @param routes start with {@link #LIST} and {@link #SEND_FIRST} */
    RouteContender(CamelContext context, RoutesBuilder routes) throws Exception {
        this.context = context;
        context.addRoutes(routes);
        context.start();
        template = context.createProducerTemplate();
        list = context.getEndpoint(LIST);
        sendFirst = context.getEndpoint(SEND_FIRST);
    }

    @Override
    public final Object list() {
        return template.requestBody(list, (Object) null);
    }

    @Override
    public final Object sendFirst(String text, String phone) {
        return template.requestBodyAndHeader(sendFirst, text, PactChannelsConstants.PHONE, phone);
    }

    @Override
    public final void close() throws Exception {
        template.close();
        context.close();
    }
}
