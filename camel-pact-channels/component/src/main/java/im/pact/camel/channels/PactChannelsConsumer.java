/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.PollStatistics.Outcome;
import im.pact.camel.channels.client.PactChannelsException;
import im.pact.camel.channels.model.Company;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.model.Page;
import im.pact.camel.channels.request.PageRequest;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all pages of the listing of each company in each poll, and sends exchanges into the route, batch by batch. The next page is
 * requested when the batch of the previous one is delivered. So at most one page of a company is held (two with {@code prefetch}),
 * and a slow route slows the poll down.
 */
@ManagedResource(description = "Managed PactChannelsConsumer")
public class PactChannelsConsumer extends BatchConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(PactChannelsConsumer.class);

    private static final int MAX_SHOWN_COMPANIES = 100;

    private final CompanyThreads threads = new CompanyThreads(getEndpoint());
    private final PollSource source =
            new PollSource(getEndpoint(), this::getRoute, this::listChannels, this::listCompanies);

    private volatile CompanyResults lastResults = new CompanyResults(this::companyFailed);

    public PactChannelsConsumer(PactChannelsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    @Override
    protected int poll() throws Exception {
        shutdownRunningTask = null;
        long emittedBefore = statistics.emitted();
        CompanyResults results = new CompanyResults(this::companyFailed);
        Outcome outcome = Outcome.failed;
        PollStatistics.Start start = statistics.pollStarted();
        try {
            PollCompanies companies = source.companies(threads.executor());
            pollCompanies(companies, results);
            results.merge(send(source.removedCompanies(companies)));
            outcome = results.outcome();
        } catch (RuntimeCamelException e) {
            if (isNextBatchAllowed()) {
                throw e;
            }
            // The request was ended because the consumer is being stopped.
            outcome = Outcome.stopped;
        } finally {
            statistics.pollEnded(start, outcome);
            lastResults = results;
            LOG.debug("Poll ended: {}", outcome);
        }
        return Math.toIntExact(statistics.emitted() - emittedBefore);
    }

    private void pollCompanies(PollCompanies companies, CompanyResults results) throws Exception {
        try {
            threads.run(() -> pollNextCompanies(companies, results));
        } catch (Exception e) {
            results.reportAll();
            throw e;
        }
        results.check();
    }

    /** Polls one company after the other. Several threads do so with the same companies. */
    private void pollNextCompanies(PollCompanies companies, CompanyResults results) throws InterruptedException {
        for (Long companyId = companies.next(); companyId != null; companyId = companies.next()) {
            try {
                Outcome outcome = send(source.batches(companyId));
                results.addPolled(outcome);
                if (outcome == Outcome.stopped) {
                    companies.end();
                }
            } catch (InterruptedException e) {
                companies.end();
                throw e;
            } catch (Exception e) {
                if (!isNextBatchAllowed()) {
                    // The request was ended because the consumer is being stopped.
                    results.merge(Outcome.stopped);
                    companies.end();
                } else if (concernsAllCompanies(e)) {
                    results.endWith(companyId, e);
                    companies.end();
                } else {
                    results.addFailure(companyId, e);
                }
            }
        }
    }

    /** The token is rejected, or the service has asked for a wait. */
    private boolean concernsAllCompanies(Exception failure) {
        return failure instanceof PactChannelsException rejected && rejected.getHttpResponseCode() == 401
                || !throttle.isPollAllowed();
    }

    private void companyFailed(long companyId, Exception failure) {
        Exchange exchange = createExchange(false);
        exchange.getMessage().setHeader(PactChannelsConstants.COMPANY_ID, companyId);
        handleException("Error polling the company " + companyId, exchange, failure);
        releaseExchange(exchange, false);
    }

    private Page<PactChannel> listChannels(long companyId, PageRequest page) {
        Page<PactChannel> channels = request(() -> client().listChannels(companyId, page));
        statistics.pageRead();
        return channels;
    }

    private Page<Company> listCompanies(PageRequest page) {
        return request(() -> client().listCompanies(page));
    }

    private Outcome send(PollBatches batches) throws Exception {
        while (isNextBatchAllowed()) {
            if (!batches.hasNext()) {
                return batches.isComplete() ? Outcome.complete : Outcome.incomplete;
            }
            ExchangeBatch batch = batches.next();
            forceConsumerAsReady();
            InFlightExchanges inFlight = inFlight(batch);
            boolean sentAll = send(batch, inFlight);
            if (inFlight.isStoppedByFailure()) {
                return Outcome.stopOnFailure;
            } else if (!sentAll) {
                // The consumer was suspended, and may have been resumed by now.
                break;
            }
        }
        return Outcome.stopped;
    }

    @Override
    protected void doStart() throws Exception {
        getEndpoint().checkConsumable();
        super.doStart();
    }

    @Override
    void prepare() {
        ServiceHelper.startService(source, threads);
        PollThrottle.spread(this, getEndpoint().getComponent().consumers().size());
        getEndpoint().getComponent().consumers().add(this);
    }

    @Override
    protected void doStop() throws Exception {
        getEndpoint().getComponent().consumers().remove(this);
        super.doStop();
        ServiceHelper.stopService(threads, source);
    }

    @ManagedAttribute(description = "Number of pages that were read")
    public long getPages() {
        return statistics.pages();
    }

    @ManagedAttribute(
            description = "Outcome of the last poll: complete, incomplete (it reached maxPages, or an empty page that"
                    + " names a next one), stopped, stopOnFailure, partlyFailed (some companies failed), or failed (a"
                    + " request failed)")
    public String getLastPollOutcome() {
        return statistics.lastPollOutcome();
    }

    @ManagedAttribute(description = "Number of companies in the last poll that has ended, including those that failed")
    public int getCompanies() {
        return lastResults.companies();
    }

    @ManagedAttribute(description = "Number of companies that failed in the last poll that has ended")
    public int getFailedCompanies() {
        return lastResults.failed().size();
    }

    @ManagedAttribute(
            description = "Companies that failed in the last poll that has ended, at most 100; otherwise empty")
    public String getFailedCompanyIds() {
        String ids = lastResults.failed().stream()
                .limit(MAX_SHOWN_COMPANIES)
                .map(Object::toString)
                .collect(Collectors.joining(","));
        return ids.isEmpty() ? null : ids;
    }

    @ManagedAttribute(
            description = "Earliest time of the next poll (ISO 8601); empty during a poll. With another scheduler than"
                    + " Camel's own, or a fixed rate, only the end of a wait that the service has asked for is known")
    public String getNextPoll() {
        return Objects.toString(throttle.nextPoll(this), null);
    }
}
