/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.client.HttpPactChannelsClient;
import im.pact.camel.channels.client.PactChannelsClient;
import im.pact.camel.channels.client.PactChannelsClientSettings;
import im.pact.camel.channels.client.Pages;
import im.pact.camel.channels.client.RetryPolicy;
import im.pact.camel.channels.delivery.MessageStore;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.model.Page;
import im.pact.camel.channels.request.PactChannelsOperation;
import im.pact.camel.channels.request.PageRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Message;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.Service;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.InterceptSendToEndpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.apache.hc.client5.http.classic.HttpClient;

/**
 * Connect, list, update and remove messaging channels (WhatsApp, Telegram, Viber, VK, Facebook, Instagram, Avito) with the Pact
 * Channels API, confirm them with codes, send first messages and follow their delivery.
 */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = "pact-channels",
        title = "Pact Channels",
        syntax = "pact-channels:operation",
        category = {Category.CHAT, Category.API, Category.SAAS},
        headersClass = PactChannelsConstants.class)
public class PactChannelsEndpoint extends ScheduledPollEndpoint implements EndpointServiceLocation {

    private static final long DEFAULT_DELAY = 60_000;

    /** A poll of deliveries only reads the message store if no message is due. */
    private static final long DEFAULT_DELIVERIES_DELAY = 1_000;

    /** The operations that send no request. */
    private static final String PARSE_EVENT = "parseEvent";

    static final String EVENTS = "events";

    /** It sends the requests of job. */
    private static final String DELIVERIES = "deliveries";

    @UriPath(
            description =
                    "Operation to perform; case does not matter. Only list, events and deliveries can be consumed.",
            enums = "list,create,update,delete,sendFirst,userExists,requestCode,confirm,job,companies,registerWebhook,"
                    + "parseEvent,events,deliveries")
    @Metadata(required = true)
    private final String operation;

    @UriParam
    private final PactChannelsConfiguration configuration;

    @UriParam
    private final PactChannelsRequestOptions requestOptions = new PactChannelsRequestOptions();

    @UriParam
    private final PactChannelsEventOptions eventOptions = new PactChannelsEventOptions();

    /** The request that the operation is, or {@code null} if it is another operation, or unknown. */
    private final PactChannelsOperation request;

    /** Whether the URI names the company. */
    private boolean namesCompany;

    public PactChannelsEndpoint(
            String uri, PactChannelsComponent component, String operation, PactChannelsConfiguration configuration) {
        super(uri, component);
        PactChannelsOperation named = PactChannelsOperation.named(operation);
        this.operation = named == null ? operation : named.name();
        this.request = isOperation(DELIVERIES) ? PactChannelsOperation.job : named;
        this.configuration = configuration;
        // The service is rate limited: Camel's default of half a second would exceed any limit.
        setDelay(isOperation(DELIVERIES) ? DEFAULT_DELIVERIES_DELAY : DEFAULT_DELAY);
    }

    @Override
    public Producer createProducer() {
        if (isOperation(EVENTS)) {
            throw new IllegalArgumentException(
                    "pact-channels:events can only be consumed, see pact-channels:parseEvent");
        }
        if (isOperation(DELIVERIES)) {
            throw new IllegalArgumentException("pact-channels:deliveries can only be consumed");
        }
        return isOperation(PARSE_EVENT) ? new PactChannelsEventProducer(this) : new PactChannelsProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        DefaultConsumer consumer;
        if (isOperation(EVENTS)) {
            consumer = new PactChannelsEventConsumer(this, processor);
        } else if (isOperation(DELIVERIES)) {
            consumer = new PactChannelsDeliveryConsumer(this, processor);
        } else {
            consumer = new PactChannelsConsumer(this, processor);
        }
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public PollingConsumer createPollingConsumer() {
        if (isOperation(EVENTS) || isOperation(DELIVERIES)) {
            throw new IllegalArgumentException(
                    "pact-channels:" + operation + " is not supported by poll and pollEnrich, only by from");
        }
        return new PactChannelsPollingConsumer(this);
    }

    /**
     * Creates a client with the options of this endpoint; the caller closes it. Validates the whole configuration, so an invalid
     * option fails the start of a route. An endpoint that is only created needs no token.
     *
     * @throws IllegalArgumentException if an option is missing or invalid
     */
    PactChannelsClient newClient() throws Exception {
        return newClient(
                Duration.ofMillis(configuration.getRequestTimeout()),
                new RetryPolicy(
                        configuration.getMaxRetries(),
                        Duration.ofMillis(configuration.getRetryDelay()),
                        Duration.ofMillis(configuration.getMaxRetryDelay())));
    }

    /** The same without retries, for a caller that cannot wait long. It waits for the rate limit. */
    PactChannelsClient newClient(Duration requestTimeout) throws Exception {
        return newClient(requestTimeout, new RetryPolicy(0, Duration.ZERO, requestTimeout));
    }

    private PactChannelsClient newClient(Duration requestTimeout, RetryPolicy retryPolicy) throws Exception {
        checkOperation();
        if (request != null) {
            optionReader().check();
        }
        PactChannelsClientSettings settings = new PactChannelsClientSettings(
                configuration.getBaseUri(),
                configuration.isAllowInsecureBaseUri(),
                configuration.getApiToken(),
                requestTimeout,
                retryPolicy,
                configuration.getRequestFormat(),
                configuration.isValidateParameters());
        HttpClient own = configuration.getHttpClient();
        return new HttpPactChannelsClient(
                own != null ? own : getComponent().httpClient(URI.create(settings.baseUri())),
                settings,
                getComponent().timer(),
                getComponent().rateLimiter(settings),
                getComponent().retryBudget(),
                getComponent().statistics());
    }

    /** Starts the message store with the context, which stops it. Returns whether there is one. */
    boolean startMessageStore() throws Exception {
        MessageStore store = configuration.getMessageStore();
        if (store instanceof Service) {
            getCamelContext().addService(store, true, true);
        }
        return store != null;
    }

    private void checkOperation() {
        if (request == null && !isOperation(EVENTS)) {
            throw PactChannelsOperation.unknown(operation);
        }
    }

    /** Reads the request of a message. */
    RequestReader requestReader(Message message) {
        return RequestReader.of(request, this::option, defaultCompanyId(), message);
    }

    private RequestReader optionReader() {
        return RequestReader.of(request, this::option, defaultCompanyId());
    }

    /** The URI names the company, so that it is not a default of the component. */
    void companyIsNamed() {
        namesCompany = true;
    }

    /** The company of the component, if this endpoint has no other; otherwise {@code null}. */
    private Long defaultCompanyId() {
        return ownCompanyId() == null ? configuration.getCompanyId() : null;
    }

    private Long ownCompanyId() {
        boolean isInherited = !namesCompany
                && Objects.equals(
                        configuration.getCompanyId(),
                        getComponent().getConfiguration().getCompanyId());
        return isInherited ? null : configuration.getCompanyId();
    }

    /** The value of an option by its name, or {@code null}. It uses the generated configurer, so that no second list is needed. */
    private Object option(String name) {
        if (name.equals(WholeNumber.companyId.name())) {
            return ownCompanyId();
        }
        return ((PropertyConfigurerGetter) getComponent().getEndpointPropertyConfigurer())
                .getOptionValue(this, name, false);
    }

    /** A listing of all channels of a company as this endpoint is configured, for its consumers. */
    Pages<PactChannel> newListing(long companyId, Function<PageRequest, Page<PactChannel>> source) {
        ListOptions options = optionReader().listOptions();
        return Pages.ofChannels(companyId, source, options.page(), options.maxPages());
    }

    /**
     * The companies that a consumer polls.
     *
     * @throws IllegalArgumentException if the options name none, or are invalid
     */
    CompanySelection companySelection() {
        Object companies = configuration.getCompanies();
        return companies == null ? CompanySelection.of(optionReader().companyId()) : CompanySelection.of(companies);
    }

    /** @throws IllegalArgumentException if this endpoint cannot be consumed */
    void checkConsumable() {
        checkOperation();
        if (request != PactChannelsOperation.list) {
            throw new IllegalArgumentException(
                    "Only pact-channels:list, pact-channels:events and pact-channels:deliveries can be consumed, not"
                            + " pact-channels:" + operation);
        }
        WholeNumber.maxInFlight.read("list", configuration.getMaxInFlight(), null);
        WholeNumber.removalPolls.read("list", configuration.getRemovalPolls(), null);
        WholeNumber.companyThreads.read("list", configuration.getCompanyThreads(), null);
        if (configuration.getCompanies() != null && ownCompanyId() != null) {
            throw new IllegalArgumentException("list: give companyId or companies, not both");
        }
        companySelection();
    }

    /** @throws IllegalArgumentException if an option of deliveries is missing or invalid */
    void checkDeliveriesConsumable() {
        if (configuration.getMessageStore() == null) {
            throw new IllegalArgumentException("deliveries: messageStore is missing");
        }
        if (configuration.getJobDelay() < 1 || configuration.getMaxJobDelay() < configuration.getJobDelay()) {
            throw new IllegalArgumentException(
                    "deliveries: jobDelay must be a positive number, and maxJobDelay not less (was "
                            + configuration.getJobDelay() + ", " + configuration.getMaxJobDelay() + ")");
        }
        if (configuration.getLeaseTime() < 1) {
            throw new IllegalArgumentException(
                    "deliveries: leaseTime must be a positive number (was " + configuration.getLeaseTime() + ")");
        }
        WholeNumber.maxInFlight.read(DELIVERIES, configuration.getMaxInFlight(), null);
        WholeNumber.companyId.read(DELIVERIES, configuration.getCompanyId(), null);
        if (configuration.getCompanyId() == null) {
            throw new IllegalArgumentException("deliveries: companyId is missing");
        }
    }

    /**
     * Whether an interceptor takes the messages to this endpoint, as {@code mockEndpointsAndSkip} does. Camel starts the producer
     * anyway, and a test that skips it has no token.
     */
    boolean isSkipped() {
        return getCamelContext().getEndpointRegistry().values().stream()
                .anyMatch(endpoint -> endpoint instanceof InterceptSendToEndpoint interceptor
                        && interceptor.isSkip()
                        && interceptor.getOriginalEndpoint() == this);
    }

    private boolean isOperation(String name) {
        return name.equalsIgnoreCase(operation);
    }

    /** The name of the operation; as the URI has it if it is unknown. */
    public String getOperation() {
        return operation;
    }

    public PactChannelsConfiguration getConfiguration() {
        return configuration;
    }

    public PactChannelsRequestOptions getRequestOptions() {
        return requestOptions;
    }

    public PactChannelsEventOptions getEventOptions() {
        return eventOptions;
    }

    @Override
    public PactChannelsComponent getComponent() {
        return (PactChannelsComponent) super.getComponent();
    }

    @Override
    public String getServiceUrl() {
        return configuration.getBaseUri();
    }

    @Override
    public String getServiceProtocol() {
        return "rest";
    }

    @Override
    public Map<String, String> getServiceMetadata() {
        return configuration.getCompanyId() == null
                ? null
                : Map.of("companyId", configuration.getCompanyId().toString());
    }
}
