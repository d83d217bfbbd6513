/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The life of a channel, from its creation to its end, in one route. */
class ChannelLifeTest {

    @RegisterExtension
    static final PactChannelsSandboxExtension EXTENSION = new PactChannelsSandboxExtension();

    private final PactChannelsSandbox sandbox = EXTENSION.sandbox();
    private CamelContext context;
    private ProducerTemplate template;

    @BeforeEach
    void start() {
        context = new DefaultCamelContext();
        TestContexts.connect(context, sandbox);
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @EnumSource(OutputType.class)
    void telegramPersonalIsThreeStepsWithNothingInBetween(OutputType output) throws Exception {
        sandbox.rules().codes(() -> "012345");
        route("direct:connect", "?companyId=154&outputType=" + output, new String[] {
            "create", "requestCode", "confirm", "delete"
        });

        Exchange answer = template.request("direct:connect", exchange -> {
            exchange.getMessage().setBody(Map.of("provider", "telegram_personal", "phone", "+7 999 999-99-99"));
            exchange.getMessage().setHeader(PactChannelsConstants.CODE, "012345");
        });

        assertThat(answer.getException()).isNull();
        assertThat(answer.getMessage().getHeader(PactChannelsConstants.NEXT_STEP))
                .isEqualTo("NONE");
        assertThat(sandbox.requests())
                .extracting(request -> request.method() + " " + request.path())
                .hasSize(4);
    }

    private void route(String from, String options, String... operations) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                var route = from(from);
                for (String operation : operations) {
                    route.to("pact-channels:" + operation + options);
                }
            }
        });
    }
}
