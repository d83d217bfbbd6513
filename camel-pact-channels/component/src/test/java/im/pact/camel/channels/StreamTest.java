/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.pact.camel.channels.client.PactChannelsException;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stream of listMode=stream in routes. */
@Timeout(60)
class StreamTest {

    private static final String STREAM = "pact-channels:list?companyId=154&listMode=stream&pageSize=3";

    @RegisterExtension
    static final PactChannelsSandboxExtension EXTENSION = new PactChannelsSandboxExtension();

    private final PactChannelsSandbox sandbox = EXTENSION.sandbox();
    private final CamelContext context = new DefaultCamelContext();
    private final List<Long> received = Collections.synchronizedList(new ArrayList<>());
    private ProducerTemplate template;

    @BeforeEach
    void start() {
        TestContexts.connect(context, sandbox);
        sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 10);
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    // Camel stops the producer before the stream is read

    @Test
    void stream_of_to_d_without_cache_can_be_read() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .toD(STREAM + "&maxPages=${header.pages}", -1)
                        .split(body())
                        .streaming()
                        .process(exchange -> receive(exchange));
            }
        });

        template.requestBodyAndHeader("direct:in", null, "pages", 9);

        assertAllReceivedOnce();
    }

    @Test
    void stream_of_enrich_without_cache_can_be_read() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .enrich()
                        .constant(STREAM)
                        .cacheSize(-1)
                        .split(body())
                        .streaming()
                        .process(exchange -> receive(exchange));
            }
        });

        template.requestBody("direct:in", (Object) null);

        assertAllReceivedOnce();
    }

    @Test
    void stream_of_recipient_list_without_cache_can_be_read() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .recipientList(constant(STREAM))
                        .cacheSize(-1)
                        .end()
                        .split(body())
                        .streaming()
                        .process(exchange -> receive(exchange));
            }
        });

        template.requestBody("direct:in", (Object) null);

        assertAllReceivedOnce();
    }

    @Test
    void stop_of_the_context_ends_a_request_of_a_stream_without_cache() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").toD(STREAM + "&maxPages=${header.pages}", -1);
            }
        });
        Iterator<?> channels = template.requestBodyAndHeader("direct:in", null, "pages", 9, Iterator.class);
        sandbox.everyRequest().delay(Duration.ofSeconds(30));
        CompletableFuture<Boolean> read = CompletableFuture.supplyAsync(channels::hasNext);
        await().until(() -> sandbox.requestCount() == 1);

        context.stop();

        assertThatThrownBy(() -> read.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(PactChannelsException.class);
    }

    // A stream has one reader

    @Test
    void parallel_split_reads_every_channel_once() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .to(STREAM)
                        .split(body())
                        .streaming()
                        .parallelProcessing()
                        .process(exchange -> receive(exchange));
            }
        });

        template.requestBody("direct:in", (Object) null);

        assertAllReceivedOnce();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void second_branch_of_a_multicast_is_rejected(boolean parallel) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:in")
                        .to(STREAM)
                        .multicast()
                        .parallelProcessing(parallel)
                        .stopOnException()
                        .to("direct:a", "direct:b");
                for (String branch : List.of("direct:a", "direct:b")) {
                    from(branch).split(body()).streaming().stopOnException().process(exchange -> receive(exchange));
                }
            }
        });
        sandbox.everyRequest().delay(Duration.ofMillis(100));

        Exchange result = template.request("direct:in", exchange -> {});

        assertThat(result.getException())
                .rootCause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The stream of list has a second reader, and can be read only once. Use listMode=all, or a"
                        + " separate list operation for each reader");
        assertThat(received).doesNotHaveDuplicates();
    }

    @Test
    void threads_that_read_at_the_same_time_are_both_rejected() throws Exception {
        Iterator<?> channels = template.requestBody(STREAM, null, Iterator.class);
        sandbox.everyRequest().delay(Duration.ofSeconds(1));
        CompletableFuture<Object> first = CompletableFuture.supplyAsync(channels::next);
        await().until(() -> sandbox.requestCount() == 1);

        assertThatThrownBy(channels::next).hasMessageContaining("second reader");
        assertThat(first.get(10, TimeUnit.SECONDS)).isInstanceOf(PactChannel.class);
        assertThatThrownBy(channels::next).as("the first reader too").hasMessageContaining("second reader");
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "map", "json"})
    void stream_says_as_text_how_to_read_it(String outputType) {
        Object body = template.requestBody(STREAM + "&outputType=" + outputType, (Object) null);

        assertThat(context.getTypeConverter().convertTo(String.class, body))
                .isEqualTo("Stream of list: split the body, or use listMode=all for a list");
        assertThat(sandbox.requestCount()).as("and is not read").isZero();
    }

    private void receive(Exchange exchange) {
        received.add(exchange.getMessage().getBody(PactChannel.class).channelId());
    }

    private void assertAllReceivedOnce() {
        assertThat(received)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 10).boxed().toList());
    }
}
