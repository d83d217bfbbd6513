/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.client.PactChannelsClient;
import im.pact.camel.channels.event.ChannelEvent;
import im.pact.camel.channels.event.EventReader;
import im.pact.camel.channels.event.EventType;
import im.pact.camel.channels.event.WebhookAddress;
import im.pact.camel.channels.event.WebhookRegistration;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.StartupListener;
import org.apache.camel.Suspendable;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives the events that the service sends to the webhook of a company, and sends each into the route as a new exchange. The
 * service sends an event again until the status is 200, so any other status means: not now.
 */
@ManagedResource(description = "Managed PactChannelsEventConsumer")
public class PactChannelsEventConsumer extends DefaultConsumer implements Suspendable, ShutdownAware {

    private static final Logger LOG = LoggerFactory.getLogger(PactChannelsEventConsumer.class);

    /** The name of the last segment of the path. Servers that have path parameters set a header of that name. */
    private static final String SECRET_SEGMENT = "pactChannelsWebhookSecret";

    private static final Duration UNREGISTER_TIMEOUT = Duration.ofSeconds(5);

    private final StartupListener registrar = new Registrar();
    private final AtomicInteger pending = new AtomicInteger();
    private final LongAdder events = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder rejected = new LongAdder();

    private WebhookAddress address;
    private Set<EventType> wantedTypes;
    private SeenEvents seen;
    private Consumer server;
    private ExecutorService executor;
    private volatile WebhookRegistration registration;

    public PactChannelsEventConsumer(PactChannelsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    private boolean receive(Exchange http, AsyncCallback callback) {
        WebhookRequest request = new WebhookRequest(http);
        if (!request.isFor(address)) {
            rejected.increment();
            request.respond(404, "Not found");
        } else if (!isRunAllowed() || isSuspendingOrSuspended() || isStoppingOrStopped()) {
            request.respond(503, "Stopping");
        } else {
            Map<String, Object> object = read(request);
            if (object != null) {
                return receive(request, object, callback);
            }
            rejected.increment();
        }
        callback.done(true);
        return true;
    }

    /** Returns {@code null} if it has responded, because the body is not an object. */
    private Map<String, Object> read(WebhookRequest request) {
        try {
            Map<String, Object> object = request.object(options().getMaxEventSize());
            if (object == null) {
                request.respond(413, "Too large");
            }
            return object;
        } catch (IllegalArgumentException | IOException e) {
            LOG.debug("Rejected an event: {}", e.getMessage());
            request.respond(400, "Not a JSON object");
            return null;
        }
    }

    private boolean receive(WebhookRequest request, Map<String, Object> object, AsyncCallback callback) {
        if (EventReader.isProbe(object)) {
            LOG.debug("The service has tested the webhook");
            request.respond(200, "OK");
        } else {
            ChannelEvent event = EventReader.event(object);
            LOG.debug("Received {}", event);
            if (wantedTypes.contains(event.type())) {
                switch (seen.begin(event.id())) {
                    case NEW -> {
                        events.increment();
                        return deliver(request, event, callback);
                    }
                    case REPEATED -> {
                        repeated.increment();
                        request.respond(200, "Received before");
                    }
                    case IN_FLIGHT -> request.respond(503, "In progress");
                }
            } else {
                request.respond(200, "Not wanted");
            }
        }
        callback.done(true);
        return true;
    }

    private boolean deliver(WebhookRequest request, ChannelEvent event, AsyncCallback callback) {
        pending.incrementAndGet();
        if (options().getAcknowledge() == AcknowledgeMode.afterRoute) {
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
        if (!completed) {
            failed.increment();
        }
        try {
            seen.end(event.id(), completed);
            return completed;
        } catch (RuntimeException e) {
            handleException("Error storing that an event was received", e);
            return false;
        } finally {
            pending.decrementAndGet();
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        PactChannelsEventOptions options = options();
        address = options.address(getEndpoint().getConfiguration());
        wantedTypes = options.wantedTypes();
        seen = new SeenEvents(options.getIdempotentRepository(), address.path() + "/");
        ServiceHelper.startService(seen);
        if (options.getAcknowledge() == AcknowledgeMode.immediately) {
            executor = getEndpoint()
                    .getCamelContext()
                    .getExecutorServiceManager()
                    .newDefaultThreadPool(this, "PactChannelsEvents");
        }
        server = new RestServer(getEndpoint().getCamelContext(), options.getRestComponent())
                .mount(new Receiver(), address.path(), SECRET_SEGMENT);
        ServiceHelper.startService(server);
        if (address.publicUrl() != null) {
            register();
        }
    }

    /** The address works when all routes are started, and with them the server. */
    private void register() throws Exception {
        PactChannelsComponent component = getEndpoint().getComponent();
        registration = new WebhookRegistration(
                getEndpoint().newClient(), companyId(), address, component.timer(), component.requestExecutor());
        getEndpoint().getCamelContext().addStartupListener(registrar);
    }

    private long companyId() {
        Long companyId = getEndpoint().getConfiguration().getCompanyId();
        if (companyId == null) {
            throw new IllegalArgumentException(
                    "events: companyId is missing; publicUrl registers the webhook of a company");
        }
        return companyId;
    }

    /** Only the own address, and only if that is wanted: the service then sends no events until the next start. */
    private void unregister() {
        try (PactChannelsClient client = getEndpoint().newClient(UNREGISTER_TIMEOUT)) {
            WebhookRegistration.unregister(client, companyId(), address);
            LOG.info("The webhook of company {} is not registered any more: {}", companyId(), address);
        } catch (Exception e) {
            LOG.warn("The webhook of company {} is still registered: {}", companyId(), e.getMessage());
        }
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (getHealthCheck() == null) {
            boolean enabled = getEndpoint().getComponent().isHealthCheckConsumerEnabled();
            setHealthCheck(new WebhookHealthCheck("consumer:" + getRouteId(), enabled, () -> registration));
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (registration != null) {
            registration.close();
            registration = null;
            if (options().isUnregisterOnStop()) {
                unregister();
            }
        }
        ServiceHelper.stopAndShutdownServices(server, seen);
        server = null;
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

    private PactChannelsEventOptions options() {
        return getEndpoint().getEventOptions();
    }

    @ManagedAttribute(description = "Path of the webhook, without its secret")
    public String getPath() {
        return address.path();
    }

    @ManagedAttribute(description = "Number of events sent into the route")
    public long getEvents() {
        return events.sum();
    }

    @ManagedAttribute(description = "Number of repeated deliveries that were not sent into the route")
    public long getRepeated() {
        return repeated.sum();
    }

    @ManagedAttribute(description = "Number of events that failed in the route")
    public long getFailed() {
        return failed.sum();
    }

    @ManagedAttribute(
            description =
                    "Number of requests that were rejected: wrong secret or method, too large, or not a JSON object")
    public long getRejected() {
        return rejected.sum();
    }

    @ManagedAttribute(
            description =
                    "State of the registration: PENDING, REGISTERED or FAILED; empty if the consumer does not register the"
                            + " webhook")
    public String getRegistration() {
        WebhookRegistration current = registration;
        return current == null ? null : current.state().name();
    }

    @ManagedAttribute(description = "Reason why the registration has failed; otherwise empty")
    public String getRegistrationFailure() {
        WebhookRegistration current = registration;
        return current == null ? null : current.failure();
    }

    @Override
    public PactChannelsEndpoint getEndpoint() {
        return (PactChannelsEndpoint) super.getEndpoint();
    }

    /** Starts the registration as soon as all of the application is started. */
    private final class Registrar implements StartupListener {

        /** Of a running application, Camel reports no more than this. */
        @Override
        public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
            if (alreadyStarted) {
                start();
            }
        }

        @Override
        public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
            start();
        }

        private void start() {
            WebhookRegistration current = registration;
            if (current != null && current.state() == WebhookRegistration.State.PENDING) {
                current.start();
            }
        }
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
