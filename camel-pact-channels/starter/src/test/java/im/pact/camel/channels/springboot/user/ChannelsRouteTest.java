/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.springboot.user;

import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import org.apache.camel.EndpointInject;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

// tag::test[]
@CamelSpringBootTest
@SpringBootTest
class ChannelsRouteTest {

    @RegisterExtension
    static final PactChannelsSandboxExtension PACT = new PactChannelsSandboxExtension();

    @DynamicPropertySource
    static void sandbox(DynamicPropertyRegistry properties) {
        properties.add(
                "camel.component.pact-channels.base-uri", () -> PACT.sandbox().baseUri());
        properties.add(
                "camel.component.pact-channels.api-token", () -> PACT.sandbox().apiToken());
        properties.add(
                "camel.component.pact-channels.company-id", () -> PACT.sandbox().companyId());
    }

    @Autowired
    ProducerTemplate producer;

    @EndpointInject("mock:channel")
    MockEndpoint channels;

    @Test
    void route_splits_the_channels(PactChannelsSandbox sandbox) throws Exception {
        sandbox.addChannels(sandbox.companyId(), 3);
        channels.expectedMessageCount(3);

        producer.sendBody("direct:channels", null);

        channels.assertIsSatisfied();
    }
}
// end::test[]
