/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.LifecycleStrategy;
import org.apache.camel.support.LifecycleStrategySupport;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class ShutdownTest {

    @Test
    void exchange_in_flight_completes_before_the_application_is_closed() throws Exception {
        try (PactChannelsSandbox sandbox =
                PactChannelsSandbox.builder().channels(154, 3).start()) {
            ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class)
                    .properties(
                            "server.port=0",
                            "server.shutdown=graceful",
                            "camel.component.pact-channels.base-uri=" + sandbox.baseUri(),
                            "camel.component.pact-channels.api-token=" + sandbox.apiToken(),
                            "camel.component.pact-channels.company-id=" + sandbox.companyId())
                    .run();
            Application beans = application.getBean(Application.class);
            assertThat(beans.started.await(20, TimeUnit.SECONDS)).isTrue();

            CompletableFuture<Void> closing = CompletableFuture.runAsync(application::close);
            assertThat(beans.stopping.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(closing).isNotDone();
            beans.proceed.countDown();
            closing.get(20, TimeUnit.SECONDS);

            assertThat(beans.completed).hasPositiveValue();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        final CountDownLatch started = new CountDownLatch(1);
        final CountDownLatch stopping = new CountDownLatch(1);
        final CountDownLatch proceed = new CountDownLatch(1);
        final AtomicInteger completed = new AtomicInteger();

        @Bean
        LifecycleStrategy signalStop() {
            return new LifecycleStrategySupport() {
                @Override
                public void onContextStopping(CamelContext context) {
                    stopping.countDown();
                }
            };
        }

        @Bean
        RouteBuilder routes() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("pact-channels:list?initialDelay=0").process(exchange -> {
                        started.countDown();
                        proceed.await(20, TimeUnit.SECONDS);
                        completed.incrementAndGet();
                    });
                }
            };
        }
    }
}
