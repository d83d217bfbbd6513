/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.model.Channel;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.SynchronizationAdapter;

/** An exchange for each change. A change is forgotten when its exchange has succeeded, and not before. */
final class ChangeEmission implements Emission {

    private final OutputType output;
    private final KnownChannels known;
    private final List<Change> changes;

    ChangeEmission(OutputType output, KnownChannels known, List<Change> changes) {
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
        PageEmission.fillRecord(message, change.channel(), output);
        exchange.getExchangeExtension().addOnCompletion(new Acknowledgement(change));
        markBatch(exchange, index);
    }

    /** What has become of a channel: it as it is now, or as it last was. */
    record Change(ChangeType type, Channel channel) {}

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
