/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import java.net.URI;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that poll companies: with {@code companyThreads=1} the polling thread itself, otherwise as many others, and one that
 * requests companies ahead.
 */
final class CompanyThreads extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(CompanyThreads.class);

    private final PactChannelsEndpoint endpoint;
    private volatile ExecutorService threads;

    CompanyThreads(PactChannelsEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Runs the same task on all threads, and waits for their end. Throws the first exception that one of them has thrown. */
    void run(Task task) throws Exception {
        ExecutorService executor = threads;
        if (executor == null) {
            task.run();
            return;
        }
        Callable<Void> call = () -> {
            task.run();
            return null;
        };
        for (Future<Void> end : executor.invokeAll(Collections.nCopies(count(), call))) {
            try {
                end.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception failure ? failure : e;
            }
        }
    }

    /** Runs another task at the same time, or {@code null} if there is only the polling thread. */
    ExecutorService executor() {
        return threads;
    }

    private int count() {
        return endpoint.getConfiguration().getCompanyThreads();
    }

    @Override
    protected void doStart() {
        if (count() > 1) {
            checkConnections();
            threads = executors().newFixedThreadPool(endpoint, "PactChannelsCompany", count() + 1);
        }
    }

    /** Threads that wait for a connection poll nothing. */
    private void checkConnections() {
        PactChannelsConfiguration options = endpoint.getConfiguration();
        HttpComponent http = endpoint.getCamelContext()
                .getComponent(URI.create(options.getBaseUri()).getScheme(), HttpComponent.class);
        if (options.getHttpClient() == null && http.getConnectionsPerRoute() < count()) {
            LOG.warn(
                    "companyThreads={} needs as many connections: set connectionsPerRoute (now {}) of the {} component",
                    count(),
                    http.getConnectionsPerRoute(),
                    URI.create(options.getBaseUri()).getScheme());
        }
    }

    @Override
    protected void doStop() {
        if (threads != null) {
            executors().shutdownNow(threads);
            threads = null;
        }
    }

    private ExecutorServiceManager executors() {
        return endpoint.getCamelContext().getExecutorServiceManager();
    }

    /** Polls companies until there is no other. */
    @FunctionalInterface
    interface Task {

        void run() throws Exception;
    }
}
