/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import im.pact.camel.channels.client.MockServer;
import im.pact.camel.channels.client.PactChannelsException;
import im.pact.camel.channels.client.PactChannelsRateLimitedException;
import im.pact.camel.channels.model.PactChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.pool.PoolStats;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every {@link ServiceFault} in every place of a route. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
@Tag("slow")
class FaultMatrixTest {

    /** For faults that only the request timeout ends. */
    private static final Duration SHORT = Duration.ofMillis(800);

    private static final Duration LONG = Duration.ofSeconds(20);

    /** Tolerance for a busy machine. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    /** The limit of 16 MiB for a response, and the socket buffers on both sides. */
    private static final long MOST_BYTES = 48 << 20;

    @RegisterExtension
    static final MockServer WIRE_MOCK = new MockServer();

    private final CamelContext context = new DefaultCamelContext();
    private final List<Long> consumed = new CopyOnWriteArrayList<>();
    private PactChannelsComponent component;

    /** An operation, and the page with the fault. */
    private enum Way {
        LIST_FIRST_PAGE(1),
        LIST_MIDDLE_PAGE(2),
        LIST_LAST_PAGE(3),
        CONSUME_FIRST_PAGE(1),
        CONSUME_MIDDLE_PAGE(2),
        CONSUME_LAST_PAGE(3),
        CREATE(1);

        private final int page;

        Way(int page) {
            this.page = page;
        }

        boolean consumes() {
            return name().startsWith("CONSUME");
        }

        /** The ids of the channels up to a page. */
        List<Long> ids(int pages) {
            return IntStream.rangeClosed(1, this == CREATE ? 1 : pages)
                    .mapToObj(Long::valueOf)
                    .toList();
        }
    }

    static Stream<Arguments> faults_in_all_places() {
        return Arrays.stream(ServiceFault.values())
                .flatMap(fault -> Arrays.stream(Way.values()).map(way -> Arguments.of(fault, way)));
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @MethodSource("faults_in_all_places")
    void fault_ends_in_time_with_the_expected_outcome_and_releases_everything(ServiceFault fault, Way way)
            throws Exception {
        Duration deadline = fault.isEndless() ? SHORT : LONG;
        try (FaultyServer api = FaultyServer.with(fault, way.page, WIRE_MOCK)) {
            start(api, deadline);
            long start = System.nanoTime();

            Throwable failure = catchThrowable(() -> assertThat(call(way)).isEqualTo(way.ids(FaultyServer.PAGES)));

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(deadline.plus(SLACK));
            assertOutcome(fault, way, failure);
            assertThat(api.requests()).as("requests").isEqualTo(requests(fault, way));
            assertThat(api.requestsElsewhere()).as("requests to another host").isZero();
            assertThat(api.sent()).as("bytes taken").isLessThan(MOST_BYTES);
            if (way.consumes() && failure != null) {
                assertThat(consumed).isEqualTo(way.ids(way.page - 1));
            }

            // The timer may release the connection a moment after the request has failed.
            await("connections given back")
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(SLACK)
                    .until(() -> pool().getLeased() == 0 && pool().getPending() == 0);
            api.recover();
            if (fault == ServiceFault.TOO_MANY_REQUESTS) {
                assertThatThrownBy(() -> call(way))
                        .as("the next call")
                        .isInstanceOf(PactChannelsRateLimitedException.class)
                        .hasMessageContaining(" was not sent");
            } else {
                assertThatCode(() -> assertThat(call(way)).isEqualTo(way.ids(FaultyServer.PAGES)))
                        .as("the next call")
                        .doesNotThrowAnyException();
            }
        }
    }

    private static void assertOutcome(ServiceFault fault, Way way, Throwable failure) {
        if (fault.outcome.failure() == null) {
            assertThat(failure).isNull();
        } else {
            assertThat(failure)
                    .isExactlyInstanceOf(fault.outcome.failure())
                    .hasMessageContaining(fault.outcome.message());
            PactChannelsException exception = (PactChannelsException) failure;
            assertThat(exception.getAttempts()).isEqualTo(attempts(fault, way));
            assertThat(exception.isOutcomeUnknown())
                    .as("outcome is unknown")
                    .isEqualTo(fault.outcome.unknown() && way == Way.CREATE);
            assertThat(exception.getMessage().contains("The channel may have been created"))
                    .isEqualTo(exception.isOutcomeUnknown());
        }
    }

    private static int attempts(ServiceFault fault, Way way) {
        return way == Way.CREATE ? fault.outcome.posts() : fault.outcome.gets();
    }

    /** Number of requests: the previous pages, the attempts with the fault, and on success the following pages. */
    private static int requests(ServiceFault fault, Way way) {
        int troubled = fault == ServiceFault.CONNECTION_REFUSED ? 0 : attempts(fault, way);
        boolean goesOn = fault.outcome.failure() == null && way != Way.CREATE;
        return way.page - 1 + troubled + (goesOn ? FaultyServer.PAGES - way.page : 0);
    }

    private void start(FaultyServer api, Duration requestTimeout) throws Exception {
        component = TestContexts.connect(context, api.baseUri(), "a-token");
        PactChannelsConfiguration configuration = component.getConfiguration();
        configuration.setCompanyId(154L);
        configuration.setRequestTimeout(requestTimeout.toMillis());
        configuration.setMaxRetries(2);
        configuration.setRetryDelay(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:list").to("pact-channels:list");
                from("direct:create").to("pact-channels:create?provider=viber&token=1");
                from("pact-channels:list?startScheduler=false")
                        .routeId("consumer")
                        .process(exchange -> consumed.add(
                                exchange.getMessage().getBody(PactChannel.class).channelId()));
            }
        });
        context.start();
    }

    /** Executes an operation and returns the ids of its channels. */
    private List<Long> call(Way way) throws Exception {
        if (way.consumes()) {
            consumed.clear();
            ((PactChannelsConsumer) context.getRoute("consumer").getConsumer()).poll();
            return consumed;
        } else if (way == Way.CREATE) {
            return List.of(send("direct:create", Map.of()).getHeader(PactChannelsConstants.CHANNEL_ID, Long.class));
        }
        List<?> channels = send("direct:list", null).getBody(List.class);
        return channels.stream()
                .map(channel -> ((PactChannel) channel).channelId())
                .toList();
    }

    private Message send(String route, Object body) throws Exception {
        Exchange exchange = context.createProducerTemplate()
                .request(route, sent -> sent.getMessage().setBody(body));
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        return exchange.getMessage();
    }

    private PoolStats pool() {
        return component.httpEndpoints().stream()
                .map(endpoint -> (PoolingHttpClientConnectionManager) endpoint.getClientConnectionManager())
                .findAny()
                .orElseThrow()
                .getTotalStats();
    }
}
