/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.client.PactChannelsClient;
import im.pact.camel.channels.client.PactChannelsClientSettings;
import im.pact.camel.channels.client.RateLimiter;
import im.pact.camel.channels.client.RequestStatistics;
import im.pact.camel.channels.client.RetryBudget;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.hc.client5.http.classic.HttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The component {@code pact-channels}: the options of all its endpoints, and the resources that they share. */
@Component("pact-channels")
@ManagedResource(description = "Managed PactChannelsComponent")
public class PactChannelsComponent extends HealthCheckComponent {

    private static final Logger LOG = LoggerFactory.getLogger(PactChannelsComponent.class);

    @Metadata(label = "health")
    private boolean healthCheckDynamicEnabled;

    @Metadata
    private PactChannelsConfiguration configuration = new PactChannelsConfiguration();

    @Metadata(label = "advanced")
    private Integer maxRequestsPerMinute;

    /** By base address. All endpoints with the same address share a client, and so its connections. */
    private final Map<URI, HttpEndpoint> httpEndpoints = new HashMap<>();

    private final Map<RateLimitKey, RateLimiter> rateLimiters = new ConcurrentHashMap<>();

    private final RetryBudget retryBudget = new RetryBudget();
    private final RequestStatistics statistics = new RequestStatistics();

    private final Set<PactChannelsConsumer> consumers = ConcurrentHashMap.newKeySet();
    private final ProducerHealthChecks producerHealthChecks = new ProducerHealthChecks();

    private final ProviderWarnings providerWarnings = new ProviderWarnings();

    /** The clients of streams that outlive their endpoint. */
    private final Set<PactChannelsClient> streamClients =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private ScheduledExecutorService timer;
    private ExecutorService requestExecutor;

    public PactChannelsComponent() {}

    public PactChannelsComponent(CamelContext context) {
        super(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        for (WholeNumber option : WholeNumber.values()) {
            option.checkText(remaining, parameters.get(option.name()));
        }
        PactChannelsEndpoint endpoint = newEndpoint(uri, remaining);
        if (parameters.containsKey(WholeNumber.companyId.name())) {
            endpoint.companyIsNamed();
        }
        setProperties(endpoint, parameters);
        return endpoint;
    }

    private PactChannelsEndpoint newEndpoint(String uri, String operation) {
        boolean isForWebhook = PactChannelsEndpoint.EVENTS.equalsIgnoreCase(operation)
                && getCamelContext().getClassResolver().resolveClass(WebhookEndpoints.REQUIRED_CLASS) != null;
        return isForWebhook
                ? WebhookEndpoints.create(uri, this, operation, configuration.copy())
                : new PactChannelsEndpoint(uri, this, operation, configuration.copy());
    }

    /** The client for a base address, created when the first route needs it and closed with the component. */
    HttpClient httpClient(URI baseUri) throws Exception {
        lock.lock();
        try {
            HttpEndpoint endpoint = httpEndpoints.get(baseUri);
            if (endpoint == null) {
                endpoint = HttpClientSource.httpEndpoint(getCamelContext(), baseUri);
                ServiceHelper.startService(endpoint);
                httpEndpoints.put(baseUri, endpoint);
            }
            return endpoint.getHttpClient();
        } finally {
            lock.unlock();
        }
    }

    /** The endpoints that send the requests, one for each base address. */
    Collection<HttpEndpoint> httpEndpoints() {
        return List.copyOf(httpEndpoints.values());
    }

    /** The consumers that are started or suspended. Not each of them belongs to a route. */
    Set<PactChannelsConsumer> consumers() {
        return consumers;
    }

    /** Aborts requests that take too long. */
    ScheduledExecutorService timer() {
        return timer;
    }

    /** The health checks of the producers. */
    ProducerHealthChecks producerHealthChecks() {
        return producerHealthChecks;
    }

    /** Closes a client together with this component, unless it is garbage before. */
    PactChannelsClient keep(PactChannelsClient client) {
        streamClients.add(client);
        return client;
    }

    /** Runs requests of callers that do not wait for the response longer than their timeout. Created when it is needed. */
    ExecutorService requestExecutor() {
        lock.lock();
        try {
            if (requestExecutor == null) {
                requestExecutor =
                        getCamelContext().getExecutorServiceManager().newCachedThreadPool(this, "PactChannelsRequest");
            }
            return requestExecutor;
        } finally {
            lock.unlock();
        }
    }

    /** The rate limiter of all endpoints with the same base address and token: the service limits the rate of a token. */
    RateLimiter rateLimiter(PactChannelsClientSettings settings) {
        return rateLimiters.computeIfAbsent(
                new RateLimitKey(settings.baseUri(), settings.apiToken()),
                key -> maxRequestsPerMinute == null ? new RateLimiter() : new RateLimiter(maxRequestsPerMinute));
    }

    /** Warns of misspelt providers. */
    ProviderWarnings providerWarnings() {
        return providerWarnings;
    }

    /** The retry budget of all endpoints. */
    RetryBudget retryBudget() {
        return retryBudget;
    }

    /** Counts the requests of all endpoints. */
    RequestStatistics statistics() {
        return statistics;
    }

    @ManagedAttribute(description = "Requests sent to the API, including retries")
    public long getRequests() {
        return statistics.requests();
    }

    @ManagedAttribute(description = "Retries sent to the API")
    public long getRetries() {
        return statistics.retries();
    }

    @ManagedAttribute(description = "Responses with the status 429 (too many requests)")
    public long getRateLimited() {
        return statistics.rateLimited();
    }

    @ManagedAttribute(
            description =
                    "Current maximum of requests per minute; empty if no limit is known. With several tokens the lowest one")
    public Double getRequestsPerMinute() {
        double lowest = rateLimiters.values().stream()
                .mapToDouble(RateLimiter::requestsPerMinute)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        return Double.isInfinite(lowest) ? null : Math.rint(lowest * 10) / 10;
    }

    @ManagedAttribute(description = "Requests that wait for the rate limit")
    public int getWaitingRequests() {
        return rateLimiters.values().stream().mapToInt(RateLimiter::waiting).sum();
    }

    @ManagedAttribute(description = "Pauses of all requests that were caused by the status 429")
    public long getPauses() {
        return rateLimiters.values().stream().mapToLong(RateLimiter::pauses).sum();
    }

    @ManagedAttribute(
            description =
                    "End of the current pause (ISO 8601); empty if there is none. With several tokens the last one")
    public String getPausedUntil() {
        return rateLimiters.values().stream()
                .map(RateLimiter::pausedUntil)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(Instant::toString)
                .orElse(null);
    }

    @ManagedAttribute(description = "Operations that failed after all retries")
    public long getFailures() {
        return statistics.failures();
    }

    @ManagedAttribute(description = "Message of the last failure")
    public String getLastFailure() {
        return statistics.lastFailure();
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        addSensitiveKeywords(getCamelContext().getCamelContextExtension());
    }

    /** Lets Camel mask the secret options in its summaries and in URIs, like those that it knows itself. */
    private static void addSensitiveKeywords(ExtendedCamelContext context) {
        Set<String> keywords = new LinkedHashSet<>();
        if (context.getAdditionalSensitiveKeywords() != null) {
            keywords.addAll(List.of(context.getAdditionalSensitiveKeywords().split(",")));
        }
        if (keywords.addAll(new PactChannelsEndpointUriFactory().secretPropertyNames())) {
            context.setAdditionalSensitiveKeywords(String.join(",", keywords));
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (configuration.getHttpClient() != null) {
            LOG.info(
                    "Requests with the API token are sent with a custom HttpClient ({}), from the option httpClient or as the only one"
                            + " in the registry. Settings of the https component do not apply",
                    configuration.getHttpClient().getClass().getName());
        }
        timer = newTimer();
    }

    /**
     * Not one of Camel's pools, whose queue is bounded by the thread pool profile of the context. The periodic task is always
     * due first: otherwise each request would wake up the thread, which costs 25 % of the requests per second of sendFirst.
     */
    private ScheduledExecutorService newTimer() {
        ScheduledThreadPoolExecutor newTimer = new ScheduledThreadPoolExecutor(
                1, task -> getCamelContext().getExecutorServiceManager().newThread("PactChannelsTimer", task));
        newTimer.setRemoveOnCancelPolicy(true);
        newTimer.scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.SECONDS);
        return newTimer;
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopAndShutdownServices(httpEndpoints.values());
        httpEndpoints.clear();
        List.copyOf(streamClients).forEach(PactChannelsClient::close);
        rateLimiters.clear();
        timer.shutdownNow();
        timer = null;
        if (requestExecutor != null) {
            getCamelContext().getExecutorServiceManager().shutdownNow(requestExecutor);
            requestExecutor = null;
        }
        super.doStop();
    }

    public boolean isHealthCheckDynamicEnabled() {
        return healthCheckDynamicEnabled;
    }

    /**
     * Whether producers of dynamic endpoints (toD, ProducerTemplate) have a health check too. If true, each company that is used costs
     * a request per check, and each that fails makes the application not ready.
     */
    public void setHealthCheckDynamicEnabled(boolean healthCheckDynamicEnabled) {
        this.healthCheckDynamicEnabled = healthCheckDynamicEnabled;
    }

    public PactChannelsConfiguration getConfiguration() {
        return configuration;
    }

    /**
     * The options that all endpoints of this component start with.
     */
    public void setConfiguration(PactChannelsConfiguration configuration) {
        this.configuration = configuration;
    }

    public Integer getMaxRequestsPerMinute() {
        return maxRequestsPerMinute;
    }

    /**
     * Maximum number of requests per minute with the same token. By default there is no maximum: the rate follows the 429 responses
     * of the service. Set it if the limit of the service is known, so that not even the first requests exceed it. Requests are sent
     * at even intervals; a request that would have to wait longer than maxRetryDelay fails immediately.
     */
    public void setMaxRequestsPerMinute(Integer maxRequestsPerMinute) {
        this.maxRequestsPerMinute = maxRequestsPerMinute;
    }

    private record RateLimitKey(String baseUri, String apiToken) {}
}
