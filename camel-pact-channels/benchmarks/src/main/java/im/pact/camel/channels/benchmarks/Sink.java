/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import im.pact.camel.channels.model.PactChannel;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Where the channels of a walk end: a route that does nothing with them, but knows whether each has come. It is filled by one
 * thread.
 */
final class Sink implements Processor {

    private final ApiCompany company;
    private final CountDownLatch full = new CountDownLatch(1);
    private long count;
    private long sumOfIds;

    Sink(ApiCompany company) {
        this.company = company;
    }

    @Override
    public void process(Exchange exchange) {
        sumOfIds += id(exchange.getMessage().getBody());
        if (++count == company.channels()) {
            full.countDown();
        }
    }

    /** How many channels have come. */
    long count() {
        return count;
    }

    private static long id(Object channel) {
        return channel instanceof PactChannel ours
                ? ours.channelId()
                : ((Number) ((Map<?, ?>) channel).get("external_id")).longValue();
    }

    /** Waits for the last channel, and refuses a walk that has not met each of them once. */
    void awaitAll() throws InterruptedException {
        full.await();
        if (count != company.channels() || sumOfIds != company.sumOfIds()) {
            throw new IllegalStateException(count + " channels came, and not those of " + company);
        }
    }
}
