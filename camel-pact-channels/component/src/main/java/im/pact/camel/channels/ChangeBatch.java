/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.changes.Change;
import im.pact.camel.channels.changes.ChangeTracker;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** An exchange for each change. A change is recorded as delivered only after its exchange has completed. */
final class ChangeBatch implements ExchangeBatch {

    private final BatchOptions options;
    private final ChangeTracker tracker;
    private final List<Change> changes;

    ChangeBatch(BatchOptions options, ChangeTracker tracker, List<Change> changes) {
        this.options = options;
        this.tracker = tracker;
        this.changes = changes;
    }

    @Override
    public int size() {
        return changes.size();
    }

    @Override
    public void fill(Exchange exchange, int index) {
        Change change = changes.get(index);
        Message message = exchange.getMessage();
        message.setHeader(PactChannelsConstants.CHANGE, change.type().name());
        if (options.companyId() != null) {
            StepResult.setHeader(message, PactChannelsConstants.COMPANY_ID, options.companyId());
        }
        StepResult.setHeader(
                message, PactChannelsConstants.CHANNEL_ID, change.channel().channelId());
        StepResult.setHeader(
                message, PactChannelsConstants.PROVIDER, change.channel().provider());
        StepResult.setBody(message, options.output().of(change.channel()));
        setBatchProperties(exchange, index);
    }

    @Override
    public void delivered(int index) {
        tracker.delivered(changes.get(index));
    }

    @Override
    public void finished() {
        tracker.finished();
    }
}
