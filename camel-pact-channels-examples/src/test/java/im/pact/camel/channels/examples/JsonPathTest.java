/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.PactChannelsComponent;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results are read by jsonpath as the JSON of the API, whatever the form of the body. */
class JsonPathTest {

    private final PactChannelsSandbox sandbox = PactChannelsSandbox.start();
    private final CamelContext context = new DefaultCamelContext();
    private final List<Object> received = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void start() {
        PactChannelsComponent component = context.getComponent("pact-channels", PactChannelsComponent.class);
        component.getConfiguration().setBaseUri(sandbox.baseUri());
        component.getConfiguration().setApiToken(sandbox.apiToken());
        component.getConfiguration().setCompanyId(sandbox.companyId());
        sandbox.addChannel(sandbox.companyId(), 1, "viber");
        sandbox.addChannel(sandbox.companyId(), 2, "whatsapp");
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "map", "json"})
    void fields_of_a_list_are_read(String outputType) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .to("pact-channels:list?outputType=" + outputType)
                        .setHeader("first", jsonpath("$[0].provider"))
                        .setHeader("whatsapp", jsonpath("$[?(@.provider == 'whatsapp')].external_id"))
                        .split(jsonpath("$[*].external_id"))
                        .process(exchange -> received.add(exchange.getMessage().getBody()))
                        .process(exchange -> received.add(exchange.getMessage().getHeader("first")))
                        .process(exchange -> received.add(exchange.getMessage().getHeader("whatsapp")));
            }
        });

        context.createProducerTemplate().sendBody("direct:in", null);

        assertThat(received).hasSize(6);
        assertThat(received.stream().map(String::valueOf)).containsExactly("1", "viber", "[2]", "2", "viber", "[2]");
    }

    @Test
    void fields_of_a_result_are_read() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .to("pact-channels:delete?channelId=1")
                        .setBody(jsonpath("$.status"))
                        .process(exchange -> received.add(exchange.getMessage().getBody()));
            }
        });

        context.createProducerTemplate().sendBody("direct:in", null);

        assertThat(received).containsExactly("deleted");
    }
}
