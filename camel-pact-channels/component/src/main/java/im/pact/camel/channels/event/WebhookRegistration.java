/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.event;

import im.pact.camel.channels.client.ItemStream;
import im.pact.camel.channels.client.PactChannelsClient;
import im.pact.camel.channels.client.PactChannelsException;
import im.pact.camel.channels.client.Pages;
import im.pact.camel.channels.model.Company;
import im.pact.camel.channels.model.CompanyResult;
import im.pact.camel.channels.request.PageRequest;
import im.pact.camel.channels.request.UpdateCompany;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the webhook of a company in the background, until it succeeds: "Update company". The service tests the address before it
 * accepts it, so the address has to work when the registration starts.
 */
public final class WebhookRegistration implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookRegistration.class);

    /** As few requests as possible. */
    private static final PageRequest LARGE_PAGES = new PageRequest(100, null, null);

    /** The delay after the first failure. It doubles with each failure. */
    static final Duration FIRST_DELAY = Duration.ofSeconds(5);

    static final Duration MAX_DELAY = Duration.ofMinutes(5);

    /** The states of a registration. */
    public enum State {
        /** The first attempt has not ended yet. */
        PENDING,
        /** The service sends events to the address. */
        REGISTERED,
        /** The last attempt has failed; another will follow. */
        FAILED
    }

    private final PactChannelsClient client;
    private final long companyId;
    private final WebhookAddress address;
    private final ScheduledExecutorService timer;
    private final Executor executor;

    private volatile State state = State.PENDING;
    private volatile String failure;
    private volatile boolean closed;
    private int failures;

    /**
     * @param client   sends the requests; closed with the registration
     * @param address  an address with a public URL
     * @param timer    starts the attempts
     * @param executor runs the attempts
     */
    public WebhookRegistration(
            PactChannelsClient client,
            long companyId,
            WebhookAddress address,
            ScheduledExecutorService timer,
            Executor executor) {
        this.client = client;
        this.companyId = companyId;
        this.address = address;
        this.timer = timer;
        this.executor = executor;
    }

    /**
     * Registers an address for a company unless it is registered already, so that several machines with the same address do no harm.
     *
     * @throws PactChannelsException if the service rejects it, for example because its test of the address has failed
     */
    public static CompanyResult register(PactChannelsClient client, long companyId, UpdateCompany changes) {
        Company company = find(client, companyId);
        // Without such a company, the service gives the reason.
        return company != null && changes.isMadeIn(company)
                ? CompanyResult.unchanged(companyId)
                : client.updateCompany(companyId, changes);
    }

    /**
     * Removes an address from a company, if it is the one that is registered.
     *
     * @throws PactChannelsException if a request fails
     */
    public static void unregister(PactChannelsClient client, long companyId, WebhookAddress address) {
        Company company = find(client, companyId);
        if (company != null && address.url().equals(company.webhookUrl())) {
            client.updateCompany(companyId, UpdateCompany.webhookUrl(""));
        }
    }

    private static Company find(PactChannelsClient client, long companyId) {
        ItemStream<Company> companies = Pages.ofCompanies(client::listCompanies, LARGE_PAGES, Integer.MAX_VALUE)
                .items();
        while (companies.hasNext()) {
            Company company = companies.next();
            if (company.companyId() == companyId) {
                return company;
            }
        }
        return null;
    }

    /** Starts the first attempt. */
    public void start() {
        schedule(Duration.ZERO);
    }

    private void schedule(Duration delay) {
        try {
            timer.schedule(() -> executor.execute(this::attempt), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("No further attempt to register {}: the component is being stopped", address);
        }
    }

    private void attempt() {
        if (closed) {
            return;
        }
        try {
            CompanyResult result = register(client, companyId, UpdateCompany.webhookUrl(address.url()));
            state = State.REGISTERED;
            failure = null;
            LOG.info("The webhook of company {} is registered: {} ({})", companyId, address, result.status());
        } catch (RuntimeException e) {
            if (!closed) {
                failed(e);
            }
        }
    }

    private void failed(RuntimeException e) {
        state = State.FAILED;
        failure = e.getMessage();
        if (failures == 0) {
            LOG.warn(
                    "The webhook of company {} could not be registered: {}. The service must reach this address from the"
                            + " internet. Reason: {} Further attempts follow, at most {} minutes apart",
                    companyId,
                    address,
                    failure,
                    MAX_DELAY.toMinutes());
        } else {
            LOG.debug("The webhook of company {} could not be registered: {}", companyId, failure);
        }
        schedule(delay(failures++, ThreadLocalRandom.current().nextDouble()));
    }

    /** @param jitter from 0 to 1, so that machines that start together do not stay together */
    static Duration delay(int failures, double jitter) {
        long full = Math.min(FIRST_DELAY.toMillis() << Math.min(failures, 10), MAX_DELAY.toMillis());
        return Duration.ofMillis((long) (full * (1 + jitter) / 2));
    }

    /** The state. */
    public State state() {
        return state;
    }

    /** The reason why the last attempt has failed; {@code null} if it has not. */
    public String failure() {
        return failure;
    }

    /** Ends the attempts. */
    @Override
    public void close() {
        closed = true;
        client.close();
    }
}
