/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.PollStatistics.Outcome;
import im.pact.camel.channels.client.PactChannelsClient;
import im.pact.camel.channels.client.PactChannelsException;
import im.pact.camel.channels.model.Company;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.model.Page;
import im.pact.camel.channels.request.PageRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all pages of the listing of each company in each poll, and sends exchanges into the route, batch by batch. The next page is
 * requested when the batch of the previous one is delivered. So at most one page of a company is held (two with {@code prefetch}),
 * and a slow route slows the poll down.
 */
@ManagedResource(description = "Managed PactChannelsConsumer")
public class PactChannelsConsumer extends ScheduledBatchPollingConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(PactChannelsConsumer.class);

    private static final int MAX_SHOWN_COMPANIES = 100;

    private final PollThrottle throttle = new PollThrottle();
    private final PollStatistics statistics = new PollStatistics();
    private final CompanyThreads threads = new CompanyThreads(getEndpoint());
    private final PollSource source =
            new PollSource(getEndpoint(), this::getRoute, this::listChannels, this::listCompanies);

    /** The batches that are being sent into the route, of one company for each thread. */
    private final Set<InFlightExchanges> sending = ConcurrentHashMap.newKeySet();

    private final AtomicInteger pending = new AtomicInteger();

    private volatile CompanyResults lastResults = new CompanyResults(this::companyFailed);

    private volatile PactChannelsClient client;

    public PactChannelsConsumer(PactChannelsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    /** A skipped poll is invisible to Camel: it affects neither health nor counters. */
    @Override
    public void run() {
        if (throttle.tryStart()) {
            try {
                super.run();
            } finally {
                throttle.ended();
            }
        }
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
        Page<PactChannel> channels = request(() -> client.listChannels(companyId, page));
        statistics.pageRead();
        return channels;
    }

    private Page<Company> listCompanies(PageRequest page) {
        return request(() -> client.listCompanies(page));
    }

    /**
     * Requests a page. A wait that the service asks for is kept from this moment on, even if the page is not used: a poll can end
     * while the next page is being prefetched.
     */
    private <T> T request(Supplier<T> page) {
        try {
            return page.get();
        } catch (PactChannelsException e) {
            if (e.getRetryAfter() != null) {
                throttle.pauseFor(e.getRetryAfter());
            }
            throw e;
        }
    }

    private Outcome send(PollBatches batches) throws Exception {
        while (isNextBatchAllowed()) {
            if (!batches.hasNext()) {
                return batches.isComplete() ? Outcome.complete : Outcome.incomplete;
            }
            ExchangeBatch batch = batches.next();
            forceConsumerAsReady();
            InFlightExchanges inFlight =
                    new InFlightExchanges(getEndpoint().getConfiguration(), batch, statistics, this);
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

    /** Sends a batch and waits until it is delivered. Returns whether all its exchanges were sent. */
    private boolean send(ExchangeBatch batch, InFlightExchanges inFlight) throws Exception {
        sending.add(inFlight);
        pending.addAndGet(batch.size());
        try {
            return send(exchanges(batch), inFlight) == batch.size();
        } finally {
            pending.addAndGet(-batch.size());
            sending.remove(inFlight);
            batch.finished();
        }
    }

    private Queue<Exchange> exchanges(ExchangeBatch batch) {
        Queue<Exchange> exchanges = new ArrayDeque<>(batch.size());
        for (int index = 0; index < batch.size(); index++) {
            // Not released by its unit of work: a pooled exchange would be empty when its failure is reported.
            Exchange exchange = createExchange(false);
            batch.fill(exchange, index);
            exchanges.add(exchange);
        }
        return exchanges;
    }

    private int send(Queue<Exchange> exchanges, InFlightExchanges inFlight) throws Exception {
        int sent = 0;
        while (!exchanges.isEmpty()) {
            inFlight.awaitRoom();
            if (!isExchangeAllowed() || inFlight.isStoppedByFailure()) {
                break;
            }
            Exchange exchange = exchanges.remove();
            getAsyncProcessor().process(exchange, inFlight.add(exchange, sent));
            sent++;
        }
        exchanges.forEach(unsent -> releaseExchange(unsent, false));
        if (isStopping() || isStopped()) {
            inFlight.abandon();
        }
        inFlight.await();
        return sent;
    }

    /**
     * Camel does not call it. Batches of several companies are sent at the same time, and a queue alone does not identify its batch.
     */
    @Override
    public int processBatch(Queue<Object> exchanges) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getPendingExchangesSize() {
        pendingExchanges = pending.get();
        return super.getPendingExchangesSize();
    }

    /** A poll strategy that retries immediately has to wait too. */
    @Override
    protected boolean isPollAllowed() {
        return throttle.isPollAllowed() && super.isPollAllowed();
    }

    private boolean isNextBatchAllowed() {
        return isRunAllowed() && !isSuspendingOrSuspended() && shutdownRunningTask == null;
    }

    private boolean isExchangeAllowed() {
        boolean completesBatch = shutdownRunningTask == ShutdownRunningTask.CompleteAllTasks;
        return isBatchAllowed() && (completesBatch || !isSuspendingOrSuspended());
    }

    /** Not after a poll that was stopped: it cannot know that there is nothing. */
    @Override
    protected void processEmptyMessage() throws Exception {
        if (isNextBatchAllowed()) {
            super.processEmptyMessage();
        }
    }

    /** A poll has found all there is, so the next one is not started immediately. */
    @Override
    public boolean isGreedy() {
        return false;
    }

    @Override
    protected void doStart() throws Exception {
        getEndpoint().checkConsumable();
        client = getEndpoint().newClient();
        ServiceHelper.startService(source, threads);
        PollThrottle.spread(this, getEndpoint().getComponent().consumers().size());
        getEndpoint().getComponent().consumers().add(this);
        throttle.started();
        super.doStart();
    }

    /** Closing the client ends a request, and the poll with it. If Camel finds a running poll, it waits a whole second. */
    @Override
    protected void doSuspend() throws Exception {
        client.close();
        if (sending.isEmpty()) {
            throttle.awaitEnd(Duration.ofMillis(500));
        }
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        client = getEndpoint().newClient();
        super.doResume();
    }

    @Override
    protected void doStop() throws Exception {
        getEndpoint().getComponent().consumers().remove(this);
        if (client != null) {
            client.close();
        }
        sending.forEach(InFlightExchanges::abandon);
        super.doStop();
        ServiceHelper.stopService(threads, source);
    }

    @ManagedAttribute(description = "Number of polls that were started")
    public long getPolls() {
        return statistics.polls();
    }

    @ManagedAttribute(description = "Number of pages that were read")
    public long getPages() {
        return statistics.pages();
    }

    @ManagedAttribute(description = "Number of exchanges sent into the route")
    public long getEmitted() {
        return statistics.emitted();
    }

    @ManagedAttribute(description = "Number of exchanges that completed in the route")
    public long getDelivered() {
        return statistics.delivered();
    }

    @ManagedAttribute(description = "Number of exchanges that failed in the route")
    public long getFailed() {
        return statistics.failed();
    }

    @ManagedAttribute(description = "Start of the last poll that has ended (ISO 8601)")
    public String getLastPollTime() {
        return statistics.lastPollTime();
    }

    @ManagedAttribute(description = "Duration of the last poll in milliseconds; -1 before the first poll has ended")
    public long getLastPollMillis() {
        return statistics.lastPollMillis();
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

    @ManagedAttribute(description = "End of the wait that the service has asked for (ISO 8601); otherwise empty")
    public String getWaitUntil() {
        return Objects.toString(throttle.waitUntil(), null);
    }

    @ManagedAttribute(
            description = "Earliest time of the next poll (ISO 8601); empty during a poll. With another scheduler than"
                    + " Camel's own, or a fixed rate, only the end of a wait that the service has asked for is known")
    public String getNextPoll() {
        return Objects.toString(throttle.nextPoll(this), null);
    }

    @Override
    public PactChannelsEndpoint getEndpoint() {
        return (PactChannelsEndpoint) super.getEndpoint();
    }
}
