/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.delivery.DeliveryReport;
import im.pact.camel.channels.delivery.MessageTracker;
import im.pact.camel.channels.delivery.StoredMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finished messages, an exchange for each. An exchange that fails is emitted again by the next poll. */
final class DeliveryBatch implements ExchangeBatch {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryBatch.class);

    private final List<StoredMessage> messages;
    private final MessageTracker tracker;
    private final OutputType output;
    private final Set<Integer> delivered = ConcurrentHashMap.newKeySet();

    DeliveryBatch(List<StoredMessage> messages, MessageTracker tracker, OutputType output) {
        this.messages = messages;
        this.tracker = tracker;
        this.output = output;
    }

    @Override
    public int size() {
        return messages.size();
    }

    @Override
    public void fill(Exchange exchange, int index) {
        StoredMessage finished = messages.get(index);
        Message message = exchange.getMessage();
        StepResult.setBody(message, output.of(DeliveryReport.of(finished)));
        Map<String, Object> results = new HashMap<>();
        results.put(PactChannelsConstants.MESSAGE_KEY, finished.key());
        results.put(PactChannelsConstants.COMPANY_ID, finished.companyId());
        results.put(PactChannelsConstants.CHANNEL_ID, finished.channelId());
        results.put(PactChannelsConstants.PHONE, finished.phone());
        results.put(PactChannelsConstants.JOB_ID, finished.jobId());
        StepResult.setHeaders(message, results);
        message.setHeader(PactChannelsConstants.MESSAGE_STATE, finished.state().name());
        if (finished.reason() != null) {
            message.setHeader(PactChannelsConstants.JOB_REASON, finished.reason());
        }
        setBatchProperties(exchange, index);
    }

    /** If the store fails, the message is emitted again after its lease. */
    @Override
    public void delivered(int index) {
        delivered.add(index);
        try {
            tracker.emitted(messages.get(index));
        } catch (RuntimeException e) {
            LOG.warn("The message {} will be emitted again", messages.get(index).key(), e);
        }
    }

    @Override
    public void finished() {
        for (int index = 0; index < messages.size(); index++) {
            if (!delivered.contains(index)) {
                tracker.release(messages.get(index));
            }
        }
    }
}
