/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.event.ChannelEvent;
import im.pact.camel.channels.event.WebhookAddress;
import im.pact.camel.channels.event.WebhookRegistration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.service.ServiceHelper;

/** Receives the events that the service sends to the webhook of a company, and sends each into the route as a new exchange. */
@ManagedResource(description = "Managed PactChannelsEventConsumer")
public class PactChannelsEventConsumer extends DefaultConsumer implements Suspendable, ShutdownAware {

    /** The name of the last segment of the path. Servers that have path parameters set a header of that name. */
    private static final String SECRET_SEGMENT = "pactChannelsWebhookSecret";

    private final AtomicInteger pending = new AtomicInteger();

    private WebhookAddress address;
    private EventReceiver receiver;
    private Consumer server;
    private ExecutorService executor;

    /** {@code null} if the consumer does not register its address. */
    private volatile WebhookRegistrar registrar;

    public PactChannelsEventConsumer(PactChannelsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    private boolean receive(Exchange http, AsyncCallback callback) {
        WebhookRequest request = new WebhookRequest(http);
        if (!request.isFor(address)) {
            receiver.reject(request);
        } else if (!isRunAllowed() || isSuspendingOrSuspended() || isStoppingOrStopped()) {
            request.respond(503, "Stopping");
        } else {
            ChannelEvent event = receiver.receive(request);
            if (event != null) {
                return deliver(request, event, callback);
            }
        }
        callback.done(true);
        return true;
    }

    private boolean deliver(WebhookRequest request, ChannelEvent event, AsyncCallback callback) {
        pending.incrementAndGet();
        if (executor == null) {
            route(event, delivered -> {
                request.respond(delivered ? 200 : 500, delivered ? "OK" : "Failed");
                callback.done(false);
            });
            return false;
        }
        try {
            executor.execute(() -> route(event, delivered -> {}));
            request.respond(200, "OK");
        } catch (RejectedExecutionException e) {
            ended(event, false);
            request.respond(503, "Busy");
        }
        callback.done(true);
        return true;
    }

    private void route(ChannelEvent event, BooleanConsumer delivered) {
        Exchange exchange = createExchange(false);
        EventHeaders.set(
                exchange.getMessage(), event, getEndpoint().getConfiguration().getCompanyId());
        StepResult.setBody(
                exchange.getMessage(),
                getEndpoint().getConfiguration().getOutputType().of(event));
        getAsyncProcessor().process(exchange, new ExchangeCompletion(this, exchange) {

            @Override
            void completed(boolean hasFailed) {
                delivered.accept(ended(event, !hasFailed));
            }
        });
    }

    /** Returns whether the event counts as delivered. */
    private boolean ended(ChannelEvent event, boolean completed) {
        try {
            receiver.ended(event, completed);
            return completed;
        } catch (RuntimeException e) {
            handleException("Error storing that an event was received", e);
            return false;
        } finally {
            pending.decrementAndGet();
        }
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (getHealthCheck() == null) {
            boolean enabled = getEndpoint().getComponent().isHealthCheckConsumerEnabled();
            setHealthCheck(new WebhookHealthCheck("consumer:" + getRouteId(), enabled, this::registration));
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        PactChannelsEventOptions options = getEndpoint().getEventOptions();
        address = options.address(getEndpoint().getConfiguration());
        receiver = new EventReceiver(getEndpoint(), address.path());
        if (options.getAcknowledge() == AcknowledgeMode.immediately) {
            executor = getEndpoint()
                    .getCamelContext()
                    .getExecutorServiceManager()
                    .newDefaultThreadPool(this, "PactChannelsEvents");
        }
        server = new RestServer(getEndpoint().getCamelContext(), options.getRestComponent())
                .mount(new Receiver(), address.path(), SECRET_SEGMENT);
        registrar = address.publicUrl() == null ? null : new WebhookRegistrar(getEndpoint(), address);
        ServiceHelper.startService(receiver, server, registrar);
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopAndShutdownServices(registrar, server, receiver);
        if (executor != null) {
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdown(executor);
            executor = null;
        }
        super.doStop();
    }

    /** Camel first suspends the consumer, which then responds 503 until the events in the route are completed. */
    @Override
    public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
        return false;
    }

    @Override
    public int getPendingExchangesSize() {
        return pending.get();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // The consumer has nothing to prepare.
    }

    @ManagedAttribute(description = "Path of the webhook, without its secret")
    public String getPath() {
        return address.path();
    }

    @ManagedAttribute(description = "Number of events sent into the route")
    public long getEvents() {
        return receiver.events();
    }

    @ManagedAttribute(description = "Number of repeated deliveries that were not sent into the route")
    public long getRepeated() {
        return receiver.repeated();
    }

    @ManagedAttribute(description = "Number of events that failed in the route")
    public long getFailed() {
        return receiver.failed();
    }

    @ManagedAttribute(
            description =
                    "Number of requests that were rejected: wrong secret or method, too large, or not a JSON object")
    public long getRejected() {
        return receiver.rejected();
    }

    @ManagedAttribute(
            description =
                    "State of the registration: PENDING, REGISTERED or FAILED; empty if the consumer does not register the"
                            + " webhook")
    public String getRegistration() {
        WebhookRegistration current = registration();
        return current == null ? null : current.state().name();
    }

    @ManagedAttribute(description = "Reason why the registration has failed; otherwise empty")
    public String getRegistrationFailure() {
        WebhookRegistration current = registration();
        return current == null ? null : current.failure();
    }

    private WebhookRegistration registration() {
        WebhookRegistrar current = registrar;
        return current == null ? null : current.registration();
    }

    @Override
    public PactChannelsEndpoint getEndpoint() {
        return (PactChannelsEndpoint) super.getEndpoint();
    }

    /** The processor for requests. */
    private final class Receiver extends AsyncProcessorSupport {

        @Override
        public boolean process(Exchange http, AsyncCallback callback) {
            return receive(http, callback);
        }
    }

    /** Takes the end of an event. */
    @FunctionalInterface
    private interface BooleanConsumer {

        void accept(boolean delivered);
    }
}
