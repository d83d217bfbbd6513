/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import im.pact.camel.channels.model.PactChannel;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * The last step of a route: counts the channels, and checks that each has arrived. Used by one thread.
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

    /** The number of channels that have arrived. */
    long count() {
        return count;
    }

    private static long id(Object channel) {
        return channel instanceof PactChannel ours
                ? ours.channelId()
                : ((Number) ((Map<?, ?>) channel).get("external_id")).longValue();
    }

    /** Waits for the last channel, and fails if a channel has not arrived exactly once. */
    void awaitAll() throws InterruptedException {
        full.await();
        if (count != company.channels() || sumOfIds != company.sumOfIds()) {
            throw new IllegalStateException(count + " channels arrived, but not those of " + company);
        }
    }
}
