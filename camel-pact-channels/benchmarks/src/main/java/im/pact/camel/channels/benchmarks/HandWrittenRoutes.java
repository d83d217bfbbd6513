/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import im.pact.camel.channels.PactChannelsConstants;
import im.pact.camel.channels.model.PactChannel;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Routes without the component, written with care: static URIs, no header of the service in the message, Java where a language
 * would have to be evaluated.
 */
final class HandWrittenRoutes extends RouteContender {

    HandWrittenRoutes(Work work) throws Exception {
        super(context(work), routes(work));
    }

    private static CamelContext context(Work work) {
        CamelContext context = new DefaultCamelContext();
        ContenderContexts.http(context, work);
        return context;
    }

    private static RouteBuilder routes(Work work) {
        String channels = ContenderContexts.channelsUri(work.company());
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(LIST)
                        .setHeader("X-Private-Api-Token", constant(ApiResponses.TOKEN))
                        .setHeader("Accept", constant("application/json"))
                        .toF("%s?httpMethod=GET&skipResponseHeaders=true&per=%d", channels, work.pageSize())
                        .unmarshal()
                        .json()
                        .process(HandWrittenRoutes::takeChannels);
                from(SEND_FIRST)
                        .process(HandWrittenRoutes::writeForm)
                        .setHeader("X-Private-Api-Token", constant(ApiResponses.TOKEN))
                        .setHeader("Accept", constant("application/json"))
                        .setHeader(Exchange.CONTENT_TYPE, constant("application/x-www-form-urlencoded; charset=UTF-8"))
                        .toF(
                                "%s/%d/conversations?httpMethod=POST&skipResponseHeaders=true",
                                channels, ApiResponses.CHANNEL_ID)
                        .unmarshal()
                        .json()
                        .process(HandWrittenRoutes::takeJob);
            }
        };
    }

    private static void takeChannels(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeader("X-Private-Api-Token");
        message.setBody(data(message).get("channels"));
    }

    private static void takeJob(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeader("X-Private-Api-Token");
        Map<?, ?> data = data(message);
        message.setHeader("jobId", data.get("id"));
        message.setHeader("jobState", data.get("state"));
        message.setBody(data);
    }

    private static Map<?, ?> data(Message message) {
        return (Map<?, ?>) ((Map<?, ?>) message.getBody()).get("data");
    }

    private static void writeForm(Exchange exchange) {
        Message message = exchange.getMessage();
        message.setBody("phone=" + encode(message.getHeader(PactChannelsConstants.PHONE, String.class)) + "&message="
                + encode(message.getBody(String.class)));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public List<PactChannel> channels(Object listed) {
        return ((List<?>) listed)
                .stream()
                        .map(element -> (Map<?, ?>) element)
                        .map(channel -> new PactChannel(
                                ((Number) channel.get("external_id")).longValue(), (String) channel.get("provider")))
                        .toList();
    }

    @Override
    public Job job(Object sent) {
        Map<?, ?> data = (Map<?, ?>) sent;
        Map<?, ?> channel = (Map<?, ?>) data.get("channel");
        return new Job(((Number) data.get("id")).longValue(), ((Number) channel.get("id")).longValue(), (String)
                data.get("state"));
    }
}
