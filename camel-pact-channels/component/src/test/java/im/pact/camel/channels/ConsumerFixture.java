/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.model.ApiList;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import im.pact.camel.channels.sandbox.PactChannelsSandboxExtension;
import im.pact.camel.channels.sandbox.SandboxChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A sandbox, and for each test a Camel context with a route that consumes the channels of a company. The consumer polls when the test
 * calls {@link #poll()}, unless the options name an {@code initialDelay}.
 */
final class ConsumerFixture implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    static final long COMPANY = PactChannelsSandbox.COMPANY_ID;

    /** The id of the route. */
    static final String ROUTE = "channels";

    private final PactChannelsSandboxExtension sandbox = new PactChannelsSandboxExtension();
    private final List<Message> received = Collections.synchronizedList(new ArrayList<>());
    private CamelContext context;

    @Override
    public void beforeAll(ExtensionContext extension) {
        sandbox.beforeAll(extension);
    }

    @Override
    public void beforeEach(ExtensionContext extension) {
        sandbox.beforeEach(extension);
        received.clear();
        context = newContext();
    }

    @Override
    public void afterEach(ExtensionContext extension) {
        context.stop();
        sandbox.afterEach(extension);
    }

    @Override
    public void afterAll(ExtensionContext extension) {
        sandbox.afterAll(extension);
    }

    PactChannelsSandbox sandbox() {
        return sandbox.sandbox();
    }

    /** The context of the test, not yet started. */
    CamelContext context() {
        return context;
    }

    /** Replaces the context by a new one, as a restart of the application does, or another machine. */
    CamelContext newContext() {
        context = new DefaultCamelContext();
        TestContexts.connect(context, sandbox());
        context.getShutdownStrategy().setTimeout(10);
        return context;
    }

    /** Goes on with a context that was replaced. */
    void use(CamelContext other) {
        context = other;
    }

    /** Starts the route, with {@link #received()} at its end. */
    void start(String options) throws Exception {
        start(options, this::receive);
    }

    /** Starts the route with another end. */
    void start(String options, Processor processor) throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri(options)).routeId(ROUTE).process(processor);
            }
        });
    }

    /** Starts routes that the test has built; the consuming one has the id {@link #ROUTE}. */
    void start(RouteBuilder routes) throws Exception {
        context.addRoutes(routes);
        context.start();
    }

    /** The endpoint to consume from. */
    static String uri(String options) {
        String delay =
                options.contains("initialDelay=") || options.contains("scheduler=") ? "" : "&initialDelay=3600000";
        return "pact-channels:list?companyId=" + COMPANY + delay + (options.isEmpty() ? "" : "&" + options);
    }

    PactChannelsConsumer consumer() {
        return (PactChannelsConsumer) context.getRoute(ROUTE).getConsumer();
    }

    /** Polls in this thread, as the scheduler does. */
    void poll() {
        consumer().run();
    }

    /** Polls in another thread. */
    Thread startPoll() {
        Thread thread = new Thread(consumer());
        thread.start();
        return thread;
    }

    /** Adds the message to {@link #received()}. */
    void receive(Exchange exchange) {
        received.add(exchange.getMessage().copy());
    }

    /** What has reached the end of the route. */
    List<Message> received() {
        return received;
    }

    /** The ids of the received channels, in the order of their arrival. */
    List<Long> receivedIds() {
        synchronized (received) {
            return received.stream()
                    .flatMap(message -> ids(message.getBody()).stream())
                    .toList();
        }
    }

    /** The ids of the channels in the body of a message. */
    static List<Long> ids(Object body) {
        return body instanceof ApiList<?> page
                ? page.stream()
                        .map(channel -> ((PactChannel) channel).channelId())
                        .toList()
                : List.of(((PactChannel) body).channelId());
    }

    /** The ids of the channels that the company has. */
    List<Long> ids() {
        return sandbox().channels(COMPANY).stream().map(SandboxChannel::id).toList();
    }
}
