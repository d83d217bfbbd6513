/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static im.pact.camel.channels.ConsumerFixture.COMPANY;
import static im.pact.camel.channels.ConsumerFixture.ROUTE;
import static im.pact.camel.channels.ConsumerFixture.uri;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.apache.camel.impl.engine.PooledProcessorExchangeFactory;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The consumer with pooled exchanges as {@code camel.main.exchange-factory=pooled} sets them up: the exchanges that EIPs create are
 * pooled too, and when they end, Camel forgets the completions of the original exchange, and does not reset it.
 */
@Timeout(60)
class ConsumerPooledExchangesTest {

    /** The EIP that the exchanges pass before they are received. */
    enum Eip {
        NONE,
        SPLIT,
        PARALLEL_SPLIT,
        MULTICAST,
        PARALLEL_MULTICAST,
        RECIPIENT_LIST,
        ENRICH,
        POLL_ENRICH,
        WIRE_TAP,
        LOOP,
        THREADS;

        RouteDefinition addTo(RouteDefinition route) {
            switch (this) {
                case NONE -> {}
                case SPLIT -> route.split().constant(List.of(1, 2)).to("mock:a").end();
                case PARALLEL_SPLIT ->
                    route.split()
                            .constant(List.of(1, 2))
                            .parallelProcessing()
                            .to("mock:a")
                            .end();
                case MULTICAST -> route.multicast().to("mock:a", "mock:b").end();
                case PARALLEL_MULTICAST ->
                    route.multicast()
                            .parallelProcessing()
                            .to("mock:a", "mock:b")
                            .end();
                case RECIPIENT_LIST -> route.recipientList().constant("mock:a,mock:b");
                case ENRICH -> route.enrich("direct:more", (original, more) -> original);
                case POLL_ENRICH -> route.pollEnrich("seda:nothing", 0, (original, more) -> original);
                case WIRE_TAP -> route.wireTap("mock:a");
                case LOOP -> route.loop(2).copy().to("mock:a").end();
                case THREADS -> route.threads(2);
            }
            return route;
        }
    }

    @RegisterExtension
    static final ConsumerFixture FIXTURE = new ConsumerFixture();

    private final Set<Long> failing = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void pool() {
        CamelContext context = FIXTURE.context();
        context.getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
        context.getCamelContextExtension().setProcessorExchangeFactory(new PooledProcessorExchangeFactory());
        context.getCamelContextExtension().getExchangeFactory().setCapacity(100);
        context.getCamelContextExtension().getProcessorExchangeFactory().setCapacity(100);
    }

    @ParameterizedTest
    @EnumSource(Eip.class)
    void every_poll_ends_and_delivers_every_record_once(Eip eip) throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 25);
        start(eip, "pageSize=10");

        for (int poll = 1; poll <= 3; poll++) {
            FIXTURE.received().clear();
            FIXTURE.poll();

            assertThat(FIXTURE.receivedIds()).containsExactlyInAnyOrderElementsOf(FIXTURE.ids());
            assertThat(FIXTURE.consumer().getDelivered())
                    .isEqualTo(FIXTURE.consumer().getEmitted())
                    .isEqualTo(25L * poll);
        }
        assertThat(FIXTURE.consumer().getFailed()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Eip.class)
    void failed_change_is_emitted_again(Eip eip) throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 25);
        failing.addAll(List.of(1L, 12L, 25L));
        start(eip, "pageSize=10&emit=change");
        FIXTURE.poll();
        FIXTURE.received().clear();

        FIXTURE.poll();
        assertThat(FIXTURE.receivedIds()).containsExactlyInAnyOrderElementsOf(failing);
        assertThat(FIXTURE.consumer().getFailed()).isEqualTo(6);

        failing.clear();
        FIXTURE.received().clear();
        FIXTURE.poll();
        FIXTURE.poll();
        assertThat(FIXTURE.receivedIds()).containsExactlyInAnyOrder(1L, 12L, 25L);
    }

    @ParameterizedTest
    @EnumSource(Eip.class)
    void record_has_no_headers_and_properties_of_an_earlier_record(Eip eip) throws Exception {
        FIXTURE.sandbox().addChannels(COMPANY, 25);
        start(eip, "pageSize=10");

        FIXTURE.poll();
        FIXTURE.poll();

        assertThat(FIXTURE.received()).hasSize(50);
        assertThat(FIXTURE.received())
                .extracting(message -> message.getHeader("before"))
                .containsOnlyNulls();
    }

    private void start(Eip eip, String options) throws Exception {
        FIXTURE.context().getRegistry().bind("quiet", new QuietExceptionHandler());
        FIXTURE.start(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                RouteDefinition route = from(uri("exceptionHandler=#quiet&" + options))
                        .routeId(ROUTE)
                        .process(exchange -> {
                            Message message = exchange.getMessage();
                            message.setHeader(
                                    "before", exchange.getProperty("once", message.getHeader("once"), Object.class));
                            message.setHeader("once", true);
                            exchange.setProperty("once", true);
                        });
                eip.addTo(route).process(exchange -> work(exchange));
                from("direct:more").to("mock:more");
            }
        });
    }

    private void work(Exchange exchange) {
        FIXTURE.receive(exchange);
        if (ConsumerFixture.ids(exchange.getMessage().getBody()).stream().anyMatch(failing::contains)) {
            throw new IllegalStateException("this one fails");
        }
    }
}
