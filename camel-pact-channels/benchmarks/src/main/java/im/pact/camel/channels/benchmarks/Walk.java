/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import im.pact.camel.channels.benchmarks.Contender.Work;
import im.pact.camel.channels.model.ChannelPage;
import im.pact.camel.channels.model.PactChannel;
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

/** A walk over all pages of a company's channels, in pages of 100, to a route that takes them one by one. */
final class Walk implements AutoCloseable {

    private static final String ROUTE = "walk";

    private final CamelContext context = new DefaultCamelContext();
    private final Variant variant;
    private final ApiCompany company;

    private Walk(Variant variant, ApiCompany company) {
        this.variant = variant;
        this.company = company;
    }

    /** Makes the route, and does not start it. */
    static Walk of(Variant variant, ApiCompany company, Processor sink) throws Exception {
        Walk walk = new Walk(variant, company);
        walk.context.addRoutes(
                switch (variant) {
                    case byHand -> byHand(company, sink);
                    case ours -> ours(walk.context, company, sink, false);
                    case prefetching -> ours(walk.context, company, sink, true);
                    case bare -> bare(sink);
                });
        walk.context.start();
        return walk;
    }

    /** Begins a walk. That of a consumer goes on in another thread. */
    void start() throws Exception {
        switch (variant) {
            case bare -> walkBare();
            case byHand -> {
                try (var template = context.createProducerTemplate()) {
                    template.sendBody("direct:walk", null);
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
                // No second walk: it would begin a minute after the first.
                RouteDefinition route = fromF(
                        "pact-channels:list?companyId=%d&pageSize=100&prefetch=%b&initialDelay=0",
                        company.id(), prefetch);
                route.routeId(ROUTE).autoStartup(false).process(sink);
            }
        };
    }

    /** A route that is given each channel, and nothing else about it. */
    private static RouteBuilder bare(Processor sink) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:walk").routeId(ROUTE).process(sink);
            }
        };
    }

    /** The least that a consumer has to do. */
    private void walkBare() throws Exception {
        Route route = context.getRoute(ROUTE);
        AsyncProcessor processor = (AsyncProcessor) route.getProcessor();
        try (BareCalls calls = new BareCalls(new Work(company, 100))) {
            for (ChannelPage page = calls.firstPage(); page != null; page = calls.pageAfter(page)) {
                for (PactChannel channel : page.channels()) {
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
                from("direct:walk")
                        .setHeader("X-Private-Api-Token", constant(ApiAnswers.TOKEN))
                        .setHeader("Accept", constant("application/json"))
                        .setHeader(Exchange.HTTP_QUERY, constant("per=100"))
                        .loopDoWhile(header(Exchange.HTTP_QUERY).isNotNull())
                        .toF("%s?httpMethod=GET&skipResponseHeaders=true", ContenderContexts.channelsUri(company))
                        .unmarshal()
                        .json()
                        .process(Walk::takePage)
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
