/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import im.pact.camel.channels.benchmarks.Contender.Work;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.model.Page;
import java.util.Map;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;

/** A poll of all channels of a company, in pages of 100, with a route that receives them one by one. */
final class Poll implements AutoCloseable {

    private static final String ROUTE = "poll";

    private final CamelContext context = new DefaultCamelContext();
    private final Variant variant;
    private final ApiCompany company;

    private Poll(Variant variant, ApiCompany company) {
        this.variant = variant;
        this.company = company;
    }

    /** Creates the route without starting it. */
    static Poll of(Variant variant, ApiCompany company, Processor sink) throws Exception {
        Poll poll = new Poll(variant, company);
        poll.context.addRoutes(
                switch (variant) {
                    case byHand -> byHand(company, sink);
                    case ours -> ours(poll.context, company, sink, false);
                    case prefetching -> ours(poll.context, company, sink, true);
                    case bare -> bare(sink);
                });
        poll.context.start();
        return poll;
    }

    /** Starts the poll. The one of a consumer runs in another thread. */
    void start() throws Exception {
        switch (variant) {
            case bare -> pollBare();
            case byHand -> {
                try (var template = context.createProducerTemplate()) {
                    template.sendBody("direct:poll", null);
                }
            }
            case ours, prefetching -> context.getRouteController().startRoute(ROUTE);
        }
    }

    private static RouteBuilder ours(CamelContext context, ApiCompany company, Processor sink, boolean prefetch) {
        ContenderContexts.connect(context);
        return new RouteBuilder() {
            @Override
            public void configure() {
                // There is no second poll: it would start one minute after the first.
                RouteDefinition route = fromF(
                        "pact-channels:list?companyId=%d&pageSize=100&prefetch=%b&initialDelay=0",
                        company.id(), prefetch);
                route.routeId(ROUTE).autoStartup(false).process(sink);
            }
        };
    }

    /** A route that receives each channel, without headers. */
    private static RouteBuilder bare(Processor sink) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:poll").routeId(ROUTE).process(sink);
            }
        };
    }

    /** The minimum work of a consumer. */
    private void pollBare() throws Exception {
        Route route = context.getRoute(ROUTE);
        AsyncProcessor processor = (AsyncProcessor) route.getProcessor();
        try (BareClient client = new BareClient(new Work(company, 100))) {
            for (Page<PactChannel> page = client.firstPage(); page != null; page = client.pageAfter(page)) {
                for (PactChannel channel : page.items()) {
                    Exchange exchange = route.getEndpoint().createExchange();
                    exchange.getMessage().setBody(channel);
                    processor.process(exchange, doneSync -> {});
                }
            }
        }
    }

    private static RouteBuilder byHand(ApiCompany company, Processor sink) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:poll")
                        .setHeader("X-Private-Api-Token", constant(ApiResponses.TOKEN))
                        .setHeader("Accept", constant("application/json"))
                        .setHeader(Exchange.HTTP_QUERY, constant("per=100"))
                        .loopDoWhile(header(Exchange.HTTP_QUERY).isNotNull())
                        .toF("%s?httpMethod=GET&skipResponseHeaders=true", ContenderContexts.channelsUri(company))
                        .unmarshal()
                        .json()
                        .process(Poll::takePage)
                        .split(body())
                        .streaming()
                        .process(sink)
                        .end()
                        .end();
            }
        };
    }

    private static void takePage(Exchange exchange) {
        Message message = exchange.getMessage();
        Map<?, ?> data = (Map<?, ?>) ((Map<?, ?>) message.getBody()).get("data");
        Object next = data.get("next_page");
        message.setHeader(Exchange.HTTP_QUERY, next == null ? null : "per=100&from=" + next);
        message.setBody(data.get("channels"));
    }

    @Override
    public void close() throws Exception {
        context.close();
    }
}
