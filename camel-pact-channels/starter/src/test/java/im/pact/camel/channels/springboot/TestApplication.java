/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.springboot;

import im.pact.camel.channels.model.PactChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** An application as users write it: a route, and no bean of the component. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class TestApplication {

    static final String WEBHOOK_SECRET = "s3cret-s3cret-s3cret";

    @Bean
    Queue<PactChannel> received() {
        return new ConcurrentLinkedQueue<>();
    }

    @Bean
    RouteBuilder routes(Queue<PactChannel> received) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("pact-channels:list?delay=50&initialDelay=0")
                        .routeId("channels")
                        .process(exchange -> received.add(exchange.getMessage().getBody(PactChannel.class)));
                from("pact-channels:events?webhookSecret=" + WEBHOOK_SECRET)
                        .routeId("events")
                        .to("mock:events");
                from("direct:list").routeId("list").to("pact-channels:list");
            }
        };
    }
}
