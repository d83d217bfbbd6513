/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.delivery.MessageTracker;
import im.pact.camel.channels.event.ChannelEvent;
import im.pact.camel.channels.event.DeliveryResult;
import im.pact.camel.channels.event.EventReader;
import im.pact.camel.channels.event.EventType;
import im.pact.camel.channels.model.DeliveryJob;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which requests of the service are events for the route, and responds to all others. The service sends an event again until
 * the status is 200, so any other status means: not now.
 */
final class EventReceiver extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(EventReceiver.class);

    private final PactChannelsEndpoint endpoint;
    private final Set<EventType> wantedTypes;
    private final int maxEventSize;
    private final SeenEvents seen;

    private final LongAdder events = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder rejected = new LongAdder();

    /** {@code null} without a message store. */
    private MessageTracker tracker;

    /**
     * @param path distinguishes the events of consumers that share a repository
     * @throws IllegalArgumentException if an option is invalid
     */
    EventReceiver(PactChannelsEndpoint endpoint, String path) {
        PactChannelsEventOptions options = endpoint.getEventOptions();
        this.endpoint = endpoint;
        this.wantedTypes = options.wantedTypes();
        this.maxEventSize = options.getMaxEventSize();
        this.seen = new SeenEvents(options.getIdempotentRepository(), path + "/");
    }

    /** Responds to a request that is not from the service. */
    void reject(WebhookRequest request) {
        rejected.increment();
        request.respond(404, "Not found");
    }

    /**
     * Reads a request of the service.
     *
     * @return the event for the route, which {@link #ended} has to follow; {@code null} if the request has no event for the
     *     route, and its response is set
     */
    ChannelEvent receive(WebhookRequest request) {
        Map<String, Object> object = read(request);
        if (object == null) {
            rejected.increment();
            return null;
        } else if (EventReader.isProbe(object)) {
            LOG.debug("The service has tested the webhook");
            request.respond(200, "OK");
            return null;
        }
        ChannelEvent event = EventReader.event(object);
        LOG.debug("Received {}", event);
        if (!finishMessage(event)) {
            request.respond(503, "Not stored");
        } else if (wantedTypes.contains(event.type())) {
            return isNew(event, request) ? event : null;
        } else {
            request.respond(200, "Not wanted");
        }
        return null;
    }

    /** Finishes the message of a delivery result in the message store. Returns whether the store, if there is one, has worked. */
    private boolean finishMessage(ChannelEvent event) {
        Long companyId = endpoint.getConfiguration().getCompanyId();
        if (tracker == null
                || companyId == null
                || !(event instanceof DeliveryResult delivery)
                || !DeliveryJob.isResult(delivery.result())) {
            return true;
        }
        try {
            Instant time = delivery.time() == null ? Instant.now() : delivery.time();
            tracker.finish(companyId, delivery.jobId(), delivery.isDelivered(), delivery.reason(), time);
            return true;
        } catch (RuntimeException e) {
            LOG.error("The result of job {} could not be stored", delivery.jobId(), e);
            return false;
        }
    }

    /** Returns {@code null} if it has responded, because the body is not an object. */
    private Map<String, Object> read(WebhookRequest request) {
        try {
            Map<String, Object> object = request.object(maxEventSize);
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

    private boolean isNew(ChannelEvent event, WebhookRequest request) {
        return switch (begin(event)) {
            case NEW -> {
                events.increment();
                yield true;
            }
            case REPEATED -> {
                repeated.increment();
                request.respond(200, "Received before");
                yield false;
            }
            case IN_FLIGHT -> {
                request.respond(503, "In progress");
                yield false;
            }
            case UNKNOWN -> {
                request.respond(503, "Not available");
                yield false;
            }
        };
    }

    private SeenEvents.Delivery begin(ChannelEvent event) {
        try {
            return seen.begin(event.id());
        } catch (RuntimeException e) {
            LOG.error("The repository of received events could not be read", e);
            return SeenEvents.Delivery.UNKNOWN;
        }
    }

    /**
     * Ends the delivery of an event.
     *
     * @throws RuntimeException if the repository fails, so the event does not count as delivered
     */
    void ended(ChannelEvent event, boolean completed) {
        if (!completed) {
            failed.increment();
        }
        seen.end(event.id(), completed);
    }

    long events() {
        return events.sum();
    }

    long repeated() {
        return repeated.sum();
    }

    long failed() {
        return failed.sum();
    }

    long rejected() {
        return rejected.sum();
    }

    @Override
    protected void doStart() throws Exception {
        if (endpoint.startMessageStore()) {
            tracker = new MessageTracker(endpoint.getConfiguration().getMessageStore());
        }
        ServiceHelper.startService(seen);
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopService(seen);
    }
}
