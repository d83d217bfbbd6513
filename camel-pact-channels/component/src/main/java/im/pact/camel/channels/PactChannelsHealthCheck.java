/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.client.PactChannelsClient;
import im.pact.camel.channels.client.PactChannelsException;
import im.pact.camel.channels.request.PageRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.util.StringHelper;
import org.apache.camel.util.URISupport;

/**
 * Lists a single channel, which checks address, token and company of a producer. The result is reused for half a minute, so that
 * frequent probes do not use up the rate limit of the service. For readiness only: a restart does not repair a service that is
 * down.
 */
final class PactChannelsHealthCheck implements HealthCheck, AutoCloseable {

    /** The time limit of the request. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** How long a result is reused. */
    private static final Duration VALIDITY = Duration.ofSeconds(30);

    private static final PageRequest ONE_CHANNEL = new PageRequest(1, null, null);

    private final PactChannelsEndpoint endpoint;
    private final LongSupplier nanoTime;
    private final PactChannelsClient client;
    private final Lock checking = new ReentrantLock();
    private boolean enabled;
    private Result result;
    private long resultTime;

    /** @param endpoint an endpoint with the company, address and token to check */
    PactChannelsHealthCheck(PactChannelsEndpoint endpoint) throws Exception {
        this(endpoint, System::nanoTime);
    }

    PactChannelsHealthCheck(PactChannelsEndpoint endpoint, LongSupplier nanoTime) throws Exception {
        this.endpoint = endpoint;
        this.nanoTime = nanoTime;
        this.client = endpoint.newClient(TIMEOUT);
        this.enabled = endpoint.getComponent().isHealthCheckProducerEnabled();
    }

    /** Ends a running request. */
    @Override
    public void close() {
        client.close();
    }

    @Override
    public String getGroup() {
        return "camel";
    }

    /** The company, and the endpoint only if the company is not reached with the address and the token of the component. */
    @Override
    public String getId() {
        PactChannelsConfiguration options = endpoint.getConfiguration();
        PactChannelsConfiguration defaults = endpoint.getComponent().getConfiguration();
        boolean isUsual = Objects.equals(options.getApiToken(), defaults.getApiToken())
                && Objects.equals(options.getBaseUri(), defaults.getBaseUri());
        return "producer:" + StringHelper.before(endpoint.getEndpointUri(), ":") + "-" + options.getCompanyId()
                + (isUsual ? "" : "-" + endpoint.getId());
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public Result call(Map<String, Object> options) {
        checking.lock();
        try {
            if (result == null || nanoTime.getAsLong() - resultTime > VALIDITY.toNanos()) {
                result = check();
                resultTime = nanoTime.getAsLong();
            }
            return result;
        } finally {
            checking.unlock();
        }
    }

    private Result check() {
        HealthCheckResultBuilder builder = HealthCheckResultBuilder.on(this)
                .detail(ENDPOINT_URI, URISupport.sanitizeUri(endpoint.getEndpointUri()))
                .detail(CHECK_KIND, Kind.READINESS);
        if (!enabled) {
            return builder.message("Disabled")
                    .detail(CHECK_ENABLED, false)
                    .unknown()
                    .build();
        }
        try {
            client.listChannels(endpoint.getConfiguration().getCompanyId(), ONE_CHANNEL);
            return builder.up().build();
        } catch (PactChannelsException e) {
            return builder.down()
                    .message(e.getMessage())
                    .error(e)
                    .detail(HTTP_RESPONSE_CODE, e.getHttpResponseCode())
                    .build();
        }
    }
}
