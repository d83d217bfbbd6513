/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A million channels pass the consumer in a JVM of 96 MiB, in which the sandbox runs too. Not part of the normal build:
 * {@code mvnw verify -Dgroups=million -DargLine=-Xmx96m -pl camel-pact-channels/component -am}
 */
@Tag("million")
class MillionChannelsTest {

    private static final int CHANNELS = 1_000_000;

    @Test
    void a_million_channels_pass_through_a_small_heap_once_and_in_order() throws Exception {
        assertThat(Runtime.getRuntime().maxMemory()).as("maximum heap").isLessThanOrEqualTo(96L << 20);
        AtomicLong emitted = new AtomicLong();
        AtomicLong disorder = new AtomicLong();
        AtomicLong last = new AtomicLong();
        try (PactChannelsSandbox sandbox = PactChannelsSandbox.builder()
                        .requestLog(0)
                        .channels(PactChannelsSandbox.COMPANY_ID, CHANNELS)
                        .start();
                CamelContext context = new DefaultCamelContext()) {
            TestContexts.connect(context, sandbox);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("pact-channels:list?companyId=154&pageSize=100&initialDelay=0")
                            .process(exchange -> {
                                long id = exchange.getMessage().getHeader(PactChannelsConstants.CHANNEL_ID, Long.class);
                                if (id <= last.getAndSet(id)) {
                                    disorder.incrementAndGet();
                                }
                                emitted.incrementAndGet();
                            });
                }
            });
            long start = System.nanoTime();
            context.start();
            await().atMost(Duration.ofMinutes(9)).until(() -> emitted.get() >= CHANNELS);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.gc();
            long used =
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            System.out.printf(
                    "%,d channels in %.1f s, %,.0f a second, %d MiB in use afterwards (sandbox included)%n",
                    emitted.get(), seconds, emitted.get() / seconds, used >> 20);
        }
        assertThat(emitted).hasValue(CHANNELS);
        assertThat(disorder).hasValue(0);
    }
}
