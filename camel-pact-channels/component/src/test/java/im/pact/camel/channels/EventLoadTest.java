/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.event.ChannelMessage;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Fifty events per second for minutes, 5 % of them twice, and 2 % of the exchanges fail. Not part of the normal build:
 * {@code mvnw verify -Dgroups=load -Dtest=EventLoadTest -Dsurefire.failIfNoSpecifiedTests=false -DargLine=-Xmx256m -pl
 * camel-pact-channels/component -am}, with {@code -Dload.minutes=…} for another length. The sandbox runs in the same process.
 */
@Tag("load")
class EventLoadTest {

    private static final long COMPANY = PactChannelsSandbox.COMPANY_ID;
    private static final Duration LENGTH = Duration.ofMinutes(Long.getLong("load.minutes", 10));
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final int PER_SECOND = 50;

    /** Of this number of events, one is sent twice. */
    private static final int DUPLICATE_EVERY = 20;

    /** Of this number of events, the first exchange of one fails. */
    private static final int FAIL_EVERY = 50;

    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicIntegerArray attempts = new AtomicIntegerArray((int) (LENGTH.toSeconds() + 120) * PER_SECOND);
    private final AtomicIntegerArray completed = new AtomicIntegerArray(attempts.length());
    private final LongAdder failed = new LongAdder();

    @Test
    void every_event_reaches_the_route_once_and_nothing_grows() throws Exception {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try (PactChannelsSandbox sandbox =
                        PactChannelsSandbox.builder().requestLog(0).eventLog(1).start();
                CamelContext context = new DefaultCamelContext()) {
            int port = HttpServer.PLATFORM_HTTP.addTo(context);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(noErrorHandler());
                    bindToRegistry("quiet", new QuietExceptionHandler());
                    from("pact-channels:events?companyId=154&webhookSecret=s3cret-s3cret-s3cret&exceptionHandler=#quiet")
                            .routeId("events")
                            .process(EventLoadTest.this::receive);
                }
            });
            context.start();
            sandbox.webhooks()
                    .url(COMPANY, "http://localhost:" + port + "/pact-channels/154/s3cret-s3cret-s3cret")
                    .repeatDelay(Duration.ofMillis(500))
                    .duplicateEvery(DUPLICATE_EVERY)
                    .threads(4);
            var sending = timer.scheduleAtFixedRate(
                    () -> send(sandbox), 0, TimeUnit.SECONDS.toNanos(1) / PER_SECOND, TimeUnit.NANOSECONDS);
            pause(timer, WARM_UP);
            ProcessState before = ProcessState.now();

            pause(timer, LENGTH);

            ProcessState after = ProcessState.now();
            sending.cancel(false);
            sandbox.webhooks().awaitFinished(Duration.ofSeconds(30));
            PactChannelsEventConsumer consumer =
                    (PactChannelsEventConsumer) context.getRoute("events").getConsumer();
            System.out.printf(
                    "%d s: %,d events and %,d duplicates, %,d exchanges failed, %,d repeated deliveries, %d dropped%n"
                            + "before: %s%nafter:  %s%n",
                    LENGTH.plus(WARM_UP).toSeconds(),
                    sent.get(),
                    sandbox.webhooks().deliveredCount() - sent.get(),
                    failed.sum(),
                    consumer.getRepeated(),
                    sandbox.webhooks().droppedCount(),
                    before,
                    after);

            for (int i = 0; i < sent.get(); i++) {
                assertThat(completed.get(i))
                        .as("completed exchanges of event %d", i)
                        .isEqualTo(1);
            }
            assertThat(failed.sum()).isEqualTo((sent.get() + FAIL_EVERY - 1) / FAIL_EVERY);
            assertThat(sandbox.webhooks().droppedCount()).isZero();
            assertThat(sandbox.webhooks().deliveredCount()).isEqualTo(sent.get() + sent.get() / DUPLICATE_EVERY);
            assertThat(consumer.getRepeated()).isEqualTo(sent.get() / DUPLICATE_EVERY);
            assertThat(consumer.getPendingExchangesSize()).isZero();
            assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + 5);
            assertThat(after.files()).isLessThanOrEqualTo(before.files() + 10);
            assertThat(after.heap()).isLessThan(before.heap() + (16L << 20));
        } finally {
            timer.shutdownNow();
        }
    }

    private void send(PactChannelsSandbox sandbox) {
        int number = sent.get();
        sandbox.webhooks()
                .sendEvent(
                        COMPANY,
                        "{\"type\":\"message\",\"event\":\"new\",\"data\":{\"external_id\":" + number
                                + ",\"channel_id\":22,\"channel_type\":\"whatsapp\",\"conversation_id\":55,\"income\":true,"
                                + "\"message\":\"Hello\",\"created_at_timestamp\":1767323045}}");
        sent.set(number + 1);
    }

    private void receive(Exchange exchange) {
        int number = (int) exchange.getMessage().getBody(ChannelMessage.class).messageId();
        if (attempts.getAndIncrement(number) == 0 && number % FAIL_EVERY == 0) {
            failed.increment();
            throw new IllegalStateException("this one fails");
        }
        completed.incrementAndGet(number);
    }

    private static void pause(ScheduledExecutorService timer, Duration length) throws Exception {
        timer.schedule(() -> {}, length.toMillis(), TimeUnit.MILLISECONDS).get();
    }
}
