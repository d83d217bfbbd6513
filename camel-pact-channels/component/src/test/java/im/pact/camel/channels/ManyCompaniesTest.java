/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One consumer polls ten thousand companies of a service, in another process, that takes 100 ms for each response. Not part of the
 * normal build: {@code mvnw verify -Dgroups=companies -DargLine=-Xmx150m -pl camel-pact-channels/component -am}
 */
@Tag("companies")
class ManyCompaniesTest {

    private static final int COMPANIES = 10_000;
    private static final int THREADS = 50;

    @ParameterizedTest
    @ValueSource(strings = {"record", "change"})
    void ten_thousand_companies_are_polled_with_few_threads_and_little_memory(String emit) throws Exception {
        assertThat(Runtime.getRuntime().maxMemory()).as("maximum heap").isLessThanOrEqualTo(150L << 20);
        Process service = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dsun.net.httpserver.nodelay=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyCompaniesServer.class.getName(),
                        Integer.toString(COMPANIES))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Set<Object> received = ConcurrentHashMap.newKeySet();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        try (BufferedReader said =
                        new BufferedReader(new InputStreamReader(service.getInputStream(), StandardCharsets.UTF_8));
                CamelContext context = new DefaultCamelContext()) {
            TestContexts.connect(context, said.readLine(), "token");
            context.getComponent("http", HttpComponent.class).setConnectionsPerRoute(THREADS + 1);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("pact-channels:list?companies=all&initialDelay=0&delay=100&repeatCount=2&companyThreads="
                                    + THREADS + "&emit=" + emit)
                            .routeId("companies")
                            .process(exchange ->
                                    received.add(exchange.getMessage().getHeader(PactChannelsConstants.CHANNEL_ID)));
                }
            });
            threads.resetPeakThreadCount();
            context.start();
            PactChannelsConsumer consumer =
                    (PactChannelsConsumer) context.getRoute("companies").getConsumer();
            await().atMost(Duration.ofMinutes(5)).until(() -> consumer.getLastPollOutcome() != null);
            long firstMillis = consumer.getLastPollMillis();
            // The second poll, without the start of the JVM and of the connections.
            await().atMost(Duration.ofMinutes(5))
                    .until(() -> consumer.getPages() == 2 * COMPANIES && !consumer.isPolling());
            ProcessState after = ProcessState.now();

            System.out.printf(
                    "emit=%s: %,d companies, %,d channels in %.1f s, and in %.1f s by the first poll, at most %d threads; afterwards %s%n",
                    emit,
                    consumer.getCompanies(),
                    received.size(),
                    consumer.getLastPollMillis() / 1e3,
                    firstMillis / 1e3,
                    threads.getPeakThreadCount(),
                    after);
            assertThat(consumer.getLastPollOutcome()).isEqualTo("complete");
            assertThat(received).hasSize(3 * COMPANIES);
            assertThat(threads.getPeakThreadCount()).isLessThanOrEqualTo(75);
            assertThat(Duration.ofMillis(consumer.getLastPollMillis()))
                    .isLessThan(Duration.ofMillis(100L * COMPANIES / THREADS * 115 / 100));
        } finally {
            service.destroy();
        }
    }
}
