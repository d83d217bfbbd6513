/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.changes.Change;
import im.pact.camel.channels.changes.ChangeType;
import im.pact.camel.channels.changes.ChannelSnapshot;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.SynchronizationAdapter;

/** An exchange for each change. A change is forgotten when its exchange has succeeded, and not before. */
final class ChangeBatch implements ExchangeBatch {

    private final OutputType output;
    private final ChannelSnapshot known;
    private final List<Change> changes;

    ChangeBatch(OutputType output, ChannelSnapshot known, List<Change> changes) {
        this.output = output;
        this.known = known;
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
        PageBatch.fillRecord(message, change.channel(), output);
        exchange.getExchangeExtension().addOnCompletion(new Acknowledgement(change));
        markBatch(exchange, index);
    }

    private final class Acknowledgement extends SynchronizationAdapter {

        private final Change change;

        Acknowledgement(Change change) {
            this.change = change;
        }

        @Override
        public void onComplete(Exchange exchange) {
            if (change.type() == ChangeType.removed) {
                known.remove(change.channel().channelId());
            } else {
                known.put(change.channel());
            }
        }
    }
}
