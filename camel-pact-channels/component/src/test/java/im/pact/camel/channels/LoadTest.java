/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.pact.camel.channels.client.PactChannelsException;
import im.pact.camel.channels.request.PactChannelsOperation;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two hundred threads use one component for minutes on end, while the service fails in every way. Not part of the normal build:
 * {@code mvnw verify -Dgroups=load -DargLine=-Xmx512m -pl camel-pact-channels/component -am}, with {@code -Dload.minutes=…}
 * for another length.
 */
@Tag("load")
class LoadTest {

    private static final int THREADS = 200;
    private static final Duration LENGTH = Duration.ofMinutes(Long.getLong("load.minutes", 10));

    private final AtomicLong marks = new AtomicLong();
    private final LongAdder calls = new LongAdder();
    private final LongAdder succeeded = new LongAdder();
    private final Map<String, LongAdder> failed = new ConcurrentHashMap<>();

    @Test
    void nothing_is_lost_leaked_or_done_twice() throws Exception {
        Process service = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FaultySandbox.class.getName(),
                        Integer.toString(THREADS))
                .redirectError(Path.of("target", "faulty-sandbox.log").toFile())
                .start();
        try (BufferedReader said =
                        new BufferedReader(new InputStreamReader(service.getInputStream(), StandardCharsets.UTF_8));
                CamelContext context = new DefaultCamelContext()) {
            String baseUri = said.lines()
                    .filter(line -> line.startsWith("http"))
                    .findFirst()
                    .orElseThrow();
            PactChannelsComponent component = start(context, baseUri);
            ProducerTemplate template = context.createProducerTemplate();
            work(template, Duration.ofSeconds(20));
            ProcessState before = ProcessState.now();

            work(template, LENGTH);

            for (HttpEndpoint endpoint : component.httpEndpoints()) {
                var pool = (PoolingHttpClientConnectionManager) endpoint.getClientConnectionManager();
                await("connections given back").until(() -> pool.getTotalStats().getLeased() == 0);
                assertThat(pool.getTotalStats().getPending()).isZero();
            }
            ProcessState after = ProcessState.now();
            service.getOutputStream().close();
            String report = said.lines()
                    .filter(line -> line.startsWith("requests="))
                    .findFirst()
                    .orElseThrow();
            print(component, before, after, report);

            assertThat(succeeded.sum()
                            + failed.values().stream().mapToLong(LongAdder::sum).sum())
                    .as("every call succeeded or failed")
                    .isEqualTo(calls.sum());
            assertThat(number(report, "repeated")).as("calls done twice").isZero();
            assertThat(number(report, "requests"))
                    .isEqualTo(component.statistics().requests());
            assertThat(number(report, "refused"))
                    .isEqualTo(component.statistics().rateLimited());
            assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + 5);
            assertThat(after.files()).isLessThanOrEqualTo(before.files() + 30);
            assertThat(after.heap()).isLessThan(before.heap() + (32L << 20));
        } finally {
            service.destroy();
        }
    }

    private static PactChannelsComponent start(CamelContext context, String baseUri) throws Exception {
        PactChannelsComponent component = context.getComponent("pact-channels", PactChannelsComponent.class);
        component.getConfiguration().setBaseUri(baseUri);
        component.getConfiguration().setApiToken("sandbox-token-5f1c9e");
        component.getConfiguration().setRetryDelay(20);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                for (PactChannelsOperation operation : PactChannelsOperation.values()) {
                    from("direct:" + operation).to("pact-channels:" + operation);
                }
            }
        });
        context.start();
        return component;
    }

    private void work(ProducerTemplate template, Duration length) throws InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int company = 1; company <= THREADS; company++) {
            long id = company;
            Thread thread = new Thread(() -> {
                while (System.nanoTime() < end) {
                    round(template, id);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /**
     * A channel comes and goes, and a message is sent: everything that must not be done twice is marked. Each company has a
     * channel with its own number.
     */
    private void round(ProducerTemplate template, long company) {
        Map<String, Object> token = Map.of("provider", "viber", "token", mark());
        Exchange created = call(template, "create", company, null, token);
        Object channelId = created.getMessage().getHeader(PactChannelsConstants.CHANNEL_ID);
        if (created.getException() == null) {
            call(template, "update", company, channelId, Map.of("token", mark()));
            call(template, "delete", company, channelId, null);
        }
        call(template, "userExists", company, company, "79250000001");
        call(template, "sendFirst", company, company, Map.of("phone", "79250000001", "message", mark()));
        call(template, "list", company, null, null);
    }

    private String mark() {
        return "once-" + marks.incrementAndGet();
    }

    private Exchange call(ProducerTemplate template, String operation, long company, Object channelId, Object body) {
        calls.increment();
        Exchange answer = template.request("direct:" + operation, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeader(PactChannelsConstants.COMPANY_ID, company);
            exchange.getMessage().setHeader(PactChannelsConstants.CHANNEL_ID, channelId);
        });
        Exception failure = answer.getException();
        if (failure == null) {
            succeeded.increment();
        } else if (failure instanceof PactChannelsException) {
            failed.computeIfAbsent(failure.getClass().getSimpleName(), name -> new LongAdder())
                    .increment();
        } else {
            throw new AssertionError(failure);
        }
        return answer;
    }

    private void print(PactChannelsComponent component, ProcessState before, ProcessState after, String report) {
        System.out.printf(
                "%d minutes, %,d calls, %,d succeeded, failed %s%n",
                LENGTH.toMinutes(), calls.sum(), succeeded.sum(), new TreeMap<>(failed));
        System.out.printf(
                "component: requests=%d retries=%d refused=%d failures=%d%nservice:   %s%n",
                component.statistics().requests(),
                component.statistics().retries(),
                component.statistics().rateLimited(),
                component.statistics().failures(),
                report);
        System.out.printf("before: %s%nafter:  %s%n", before, after);
    }

    private static long number(String report, String name) {
        Matcher matcher = Pattern.compile("\\b" + name + "=(\\d+)").matcher(report);
        assertThat(matcher.find()).isTrue();
        return Long.parseLong(matcher.group(1));
    }
}
