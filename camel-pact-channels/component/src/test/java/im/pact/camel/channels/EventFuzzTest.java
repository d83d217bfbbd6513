/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import im.pact.camel.channels.client.Mutation;
import im.pact.camel.channels.event.ChannelEvent;
import im.pact.camel.channels.event.EventCase;
import im.pact.camel.channels.event.EventReader;
import im.pact.camel.channels.event.QrCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.RestConfiguration;
import org.apache.camel.spi.RestConsumerFactory;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultExchange;

/**
 * Every body is an event or is rejected, in a short time and with little memory. A thousand tries each; a hundred thousand with
 * {@code mvnw verify -Dgroups=fuzz -Djqwik.tries.default=100000 -pl camel-pact-channels/component -am}.
 */
@Tag("fuzz")
class EventFuzzTest {

    private static final String SECRET = "s3cret-s3cret-s3cret";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<EventCase> CASES = EventCase.all().toList();

    /** Maximum number of bytes that an event may allocate: 500,000 values. */
    private static final long MOST_MEMORY = 128 << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final List<Message> RECEIVED = new ArrayList<>();
    private static CamelContext context;
    private static MemoryServer server;

    /** A REST component that gives its requests to the consumer without HTTP. */
    private static final class MemoryServer implements RestConsumerFactory {

        private AsyncProcessor processor;

        @Override
        public Consumer createConsumer(
                CamelContext camel,
                Processor receiver,
                String verb,
                String basePath,
                String uriTemplate,
                String consumes,
                String produces,
                RestConfiguration configuration,
                Map<String, Object> parameters) {
            processor = AsyncProcessorConverterHelper.convert(receiver);
            return new DefaultConsumer(camel.getEndpoint("direct:memory"), receiver);
        }

        /** The response. */
        Message post(byte[] body) {
            Exchange exchange = new DefaultExchange(context);
            exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "POST");
            exchange.getMessage().setHeader(Exchange.HTTP_URI, "/pact-channels/11/" + SECRET);
            exchange.getMessage().setBody(body);
            try {
                processor.processAsync(exchange).get();
            } catch (Exception e) {
                throw new AssertionError("An exception for " + new String(body, UTF_8), e);
            }
            return exchange.getMessage();
        }
    }

    @BeforeContainer
    static void start() throws Exception {
        context = new DefaultCamelContext();
        server = new MemoryServer();
        context.getRegistry().bind("memory", server);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("pact-channels:events?companyId=11&restComponent=memory&webhookSecret=" + SECRET)
                        .process(exchange -> RECEIVED.add(exchange.getMessage()));
            }
        });
        context.start();
    }

    @AfterContainer
    static void stop() {
        context.stop();
    }

    /** An event as the service sends it, and its changes. */
    record Sample(EventCase event, List<Mutation> mutations) {

        byte[] body() {
            byte[] body = event.json();
            for (Mutation mutation : mutations) {
                body = mutation.apply(body);
            }
            return body;
        }
    }

    @Provide
    Arbitrary<Sample> samples() {
        return Combinators.combine(
                        Arbitraries.of(CASES),
                        Mutation.any().list().ofMinSize(1).ofMaxSize(4))
                .as(Sample::new);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void a_body_is_an_event_or_is_rejected(@ForAll("samples") Sample sample) throws Exception {
        byte[] body = sample.body();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        ChannelEvent event;
        try {
            event = EventReader.event(EventReader.object(body));
        } catch (IllegalArgumentException e) {
            Statistics.label("result").collect("rejected");
            assertThat(e).hasMessage("The event is not a JSON object").hasNoCause();
            return;
        } finally {
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - allocated)
                    .as("memory")
                    .isLessThan(MOST_MEMORY);
        }
        Statistics.label("result").collect(event.getClass().getSimpleName());
        assertThat(event.toMap()).isEqualTo(JSON.readValue(body, Map.class));
        assertThat(event.type()).isNotNull();
        assertThat(event.id()).isNotBlank();
        assertOneLine(event.toString());
        if (event instanceof QrCode code) {
            assertThat(code.image()).isNotNull();
            assertOneLine(code.mediaType());
        }
        String json = JSON.writeValueAsString(event.toMap());
        assertThat(context.getTypeConverter().convertTo(String.class, event)).isEqualTo(json);
        if (!(event instanceof QrCode)) {
            byte[] bytes = context.getTypeConverter().convertTo(byte[].class, event);
            assertThat(JSON.readTree(bytes)).isEqualTo(JSON.readTree(json));
        }
    }

    private static void assertOneLine(String text) {
        assertThat(text.chars()).as(text).noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void a_delivery_has_a_response_and_at_most_one_exchange(@ForAll("samples") Sample sample) {
        byte[] body = sample.body();
        RECEIVED.clear();

        Message response = server.post(body);

        int status = response.getHeader(Exchange.HTTP_RESPONSE_CODE, int.class);
        Statistics.label("status").collect(status);
        assertThat(status).isIn(200, 400, 413);
        assertThat(response.getBody()).isIn("OK", "Received before", "Not a JSON object", "Too large");
        assertThat(RECEIVED)
                .hasSizeLessThanOrEqualTo(status == 200 ? 1 : 0)
                .allSatisfy(message -> assertThat(event(body)).isEqualTo(message.getBody()));
    }

    private static ChannelEvent event(byte[] body) {
        try {
            return EventReader.event(JSON.readerFor(Map.class).<Map<String, Object>>readValue(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
