/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The timer that ends requests works for any number of endpoints, whatever the thread pool profile of the context says. */
class TimerTest {

    @RegisterExtension
    static final PactChannelsSandboxExtension EXTENSION = new PactChannelsSandboxExtension();

    private final CamelContext context = new DefaultCamelContext();
    private PactChannelsComponent component;

    @BeforeEach
    void start() {
        context.getExecutorServiceManager().getDefaultThreadPoolProfile().setMaxQueueSize(2);
        component = TestContexts.connect(context, EXTENSION.sandbox());
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void more_endpoints_than_the_queue_size_of_the_profile_can_send_requests() {
        ProducerTemplate template = context.createProducerTemplate();
        int urisBeyondTheDefaultQueueSize = 1100;

        for (int maxPages = 1; maxPages <= urisBeyondTheDefaultQueueSize; maxPages++) {
            template.requestBody("pact-channels:list?companyId=154&maxPages=" + maxPages, (Object) null);
        }

        assertThat(((ScheduledThreadPoolExecutor) component.timer()).getQueue())
                .as("the periodic task, and none of finished requests")
                .hasSize(1);
    }

    @Test
    void more_consumers_than_the_queue_size_of_the_profile_can_poll() throws Exception {
        EXTENSION.sandbox().addChannel(154, 1, "viber");
        AtomicInteger[] polls =
                IntStream.range(0, 6).mapToObj(i -> new AtomicInteger()).toArray(AtomicInteger[]::new);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (int i = 0; i < polls.length; i++) {
                    AtomicInteger count = polls[i];
                    from("pact-channels:list?companyId=154&initialDelay=0&delay=10&maxPages=" + (i + 1))
                            .process(exchange -> count.incrementAndGet());
                }
            }
        });

        await().untilAsserted(() -> assertThat(polls).allMatch(count -> count.get() >= 2));
    }
}
