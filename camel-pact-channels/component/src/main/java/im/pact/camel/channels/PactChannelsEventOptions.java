/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.event.EventType;
import im.pact.camel.channels.event.WebhookAddress;
import im.pact.camel.channels.request.LogText;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of an endpoint that receives events. */
@UriParams
public class PactChannelsEventOptions {

    private static final int DEFAULT_MAX_EVENT_SIZE = 2 * 1024 * 1024;

    @UriParam(label = "consumer,events,security", secret = true)
    private String webhookSecret;

    @UriParam(label = "consumer,events")
    private String publicUrl;

    @UriParam(label = "consumer,events")
    private String path;

    @UriParam(label = "consumer,events")
    private String restComponent;

    @UriParam(label = "consumer,events", defaultValue = "afterRoute")
    private AcknowledgeMode acknowledge = AcknowledgeMode.afterRoute;

    @UriParam(label = "consumer,events")
    private String eventTypes;

    @UriParam(label = "consumer,events", defaultValue = "2097152")
    private int maxEventSize = DEFAULT_MAX_EVENT_SIZE;

    @UriParam(label = "consumer,events")
    private IdempotentRepository idempotentRepository;

    @UriParam(label = "consumer,events")
    private boolean unregisterOnStop;

    /** @throws IllegalArgumentException if the secret is missing, or a part of the address is not allowed */
    WebhookAddress address(PactChannelsConfiguration configuration) {
        if (path == null && configuration.getCompanyId() == null) {
            throw new IllegalArgumentException("events: companyId is missing; it is part of the default path");
        }
        return WebhookAddress.of(
                path == null ? "/pact-channels/" + configuration.getCompanyId() : path,
                webhookSecret,
                publicUrl,
                configuration.isAllowInsecureBaseUri());
    }

    /** @throws IllegalArgumentException if a name is unknown */
    Set<EventType> wantedTypes() {
        if (eventTypes == null || eventTypes.isBlank()) {
            return EnumSet.allOf(EventType.class);
        }
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        for (String name : eventTypes.split(",")) {
            types.add(Arrays.stream(EventType.values())
                    .filter(type -> type.name().equalsIgnoreCase(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("events: eventTypes must be names of "
                            + Arrays.toString(EventType.values()) + " (was " + LogText.ofValue(name.strip()) + ")")));
        }
        return types;
    }

    public String getWebhookSecret() {
        return webhookSecret;
    }

    /**
     * Last segment of the path, at least 16 letters, digits or ._~-. The service signs no events, so this secret is the only proof
     * that an event comes from the service. Required.
     */
    public void setWebhookSecret(String webhookSecret) {
        this.webhookSecret = webhookSecret;
    }

    public String getPublicUrl() {
        return publicUrl;
    }

    /**
     * Address at which the service reaches this server, without the path, such as https://hooks.example.org. If set, the consumer
     * registers the webhook of the company when the application has started.
     */
    public void setPublicUrl(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    public String getPath() {
        return path;
    }

    /**
     * Path of the webhook on this server, without the secret. The default is /pact-channels/ and the company id.
     */
    public void setPath(String path) {
        this.path = path;
    }

    public String getRestComponent() {
        return restComponent;
    }

    /**
     * Component that receives the HTTP requests, such as platform-http, jetty or servlet. By default, that of the REST
     * configuration, otherwise platform-http if it is there, otherwise the only other one.
     */
    public void setRestComponent(String restComponent) {
        this.restComponent = restComponent;
    }

    public AcknowledgeMode getAcknowledge() {
        return acknowledge;
    }

    /**
     * When an event is acknowledged to the service: when the route has completed, so that the service sends the event again if the
     * route fails, or immediately.
     */
    public void setAcknowledge(AcknowledgeMode acknowledge) {
        this.acknowledge = acknowledge;
    }

    public String getEventTypes() {
        return eventTypes;
    }

    /**
     * Comma-separated types of the events to emit: qrCode, channelState, deliveryResult, message, messageStatus, conversation,
     * other. Others are acknowledged and dropped. By default, all events are emitted.
     */
    public void setEventTypes(String eventTypes) {
        this.eventTypes = eventTypes;
    }

    public int getMaxEventSize() {
        return maxEventSize;
    }

    /**
     * Maximum size of an event in bytes. Larger ones are rejected with the status 413.
     */
    public void setMaxEventSize(int maxEventSize) {
        this.maxEventSize = maxEventSize;
    }

    public IdempotentRepository getIdempotentRepository() {
        return idempotentRepository;
    }

    /**
     * Repository of the events that the route has completed, so that repeated deliveries are not emitted again. By default, the last
     * 10,000 in memory. Several machines behind one address need a shared repository.
     */
    public void setIdempotentRepository(IdempotentRepository idempotentRepository) {
        this.idempotentRepository = idempotentRepository;
    }

    public boolean isUnregisterOnStop() {
        return unregisterOnStop;
    }

    /**
     * Whether the webhook is removed from the company when the consumer stops. Events of the time until the next start are then
     * lost; if false, the service repeats them for some minutes.
     */
    public void setUnregisterOnStop(boolean unregisterOnStop) {
        this.unregisterOnStop = unregisterOnStop;
    }
}
