/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.model.ApiList;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How users write and configure routes. */
@Timeout(60)
class DslTest {

    @RegisterExtension
    static final PactChannelsSandboxExtension EXTENSION = new PactChannelsSandboxExtension();

    private final PactChannelsSandbox sandbox = EXTENSION.sandbox();

    @Test
    void camel_main_with_properties_and_placeholders() throws Exception {
        sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 7);
        Main main = new Main();
        main.addInitialProperty("camel.component.pact-channels.api-token", sandbox.apiToken());
        main.addInitialProperty("camel.component.pact-channels.base-uri", sandbox.baseUri());
        main.addInitialProperty("camel.component.pact-channels.company-id", "154");
        main.addInitialProperty("camel.component.pact-channels.output-type", "model");
        main.addInitialProperty("size", "3");
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .to("pact-channels:list?pageSize={{size}}&maxPages={{?pages}}&sortDirection={{?direction}}");
            }
        });
        main.start();
        try {
            assertThat(main.getCamelTemplate().requestBody("direct:in", null, ApiList.class))
                    .hasSize(7);
            assertThat(sandbox.requests())
                    .extracting(request -> request.parameters().get("per"))
                    .containsExactly("3", "3", "3");
        } finally {
            main.stop();
        }
    }

    @Test
    void yaml() throws Exception {
        sandbox.addChannel(PactChannelsSandbox.COMPANY_ID, 399, "whatsapp");
        try (CamelContext context = new DefaultCamelContext()) {
            TestContexts.connect(context, sandbox);
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(
                            ResourceHelper.fromString(
                                    "routes.yaml",
                                    """
                    - route:
                        from:
                          uri: pact-channels:list
                          parameters:
                            companyId: 154
                            initialDelay: 0
                            emit: page
                          steps:
                            - to: mock:consumed
                    - route:
                        from:
                          uri: timer:sync
                          parameters:
                            repeatCount: 1
                            delay: 0
                          steps:
                            - to:
                                uri: pact-channels:list
                                parameters:
                                  companyId: 154
                                  outputType: json
                            - to: mock:produced
                    """));
            MockEndpoint consumed = context.getEndpoint("mock:consumed", MockEndpoint.class);
            consumed.expectedMessageCount(1);
            MockEndpoint produced = context.getEndpoint("mock:produced", MockEndpoint.class);
            produced.expectedBodiesReceived("[{\"external_id\":399,\"provider\":\"whatsapp\"}]");

            context.start();

            MockEndpoint.assertIsSatisfied(context, 30, TimeUnit.SECONDS);
        }
    }

    @Test
    void loop_reads_page_by_page() throws Exception {
        sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 7);
        try (CamelContext context = new DefaultCamelContext()) {
            TestContexts.connect(context, sandbox);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in")
                            .to("pact-channels:list?companyId=154&listMode=page&pageSize=3")
                            .to("mock:page")
                            .loopDoWhile(header(PactChannelsConstants.NEXT_PAGE_TOKEN)
                                    .isNotNull())
                            .setHeader(PactChannelsConstants.PAGE_TOKEN, header(PactChannelsConstants.NEXT_PAGE_TOKEN))
                            .to("pact-channels:list?companyId=154&listMode=page&pageSize=3")
                            .to("mock:page")
                            .end();
                }
            });
            MockEndpoint pages = context.getEndpoint("mock:page", MockEndpoint.class);
            pages.expectedMessageCount(3);
            context.start();

            context.createProducerTemplate().sendBody("direct:in", null);

            pages.assertIsSatisfied();
            assertThat(pages.getExchanges())
                    .extracting(exchange ->
                            exchange.getMessage().getBody(ApiList.class).size())
                    .containsExactly(3, 3, 1);
        }
    }

    @Test
    void split_over_a_stream_holds_one_page() throws Exception {
        sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 9);
        try (CamelContext context = new DefaultCamelContext()) {
            TestContexts.connect(context, sandbox);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in")
                            .to("pact-channels:list?companyId=154&listMode=stream&pageSize=3")
                            .split(body())
                            .streaming()
                            .process(exchange -> exchange.getMessage().setBody(sandbox.requestCount()))
                            .to("mock:channel");
                }
            });
            MockEndpoint channels = context.getEndpoint("mock:channel", MockEndpoint.class);
            context.start();

            context.createProducerTemplate().sendBody("direct:in", null);

            // Camel's splitter asks for the next part before it sends one on, so it is one record ahead.
            assertThat(channels.getExchanges())
                    .extracting(exchange -> exchange.getMessage().getBody(Integer.class))
                    .containsExactly(1, 1, 2, 2, 2, 3, 3, 3, 3);
        }
    }
}
