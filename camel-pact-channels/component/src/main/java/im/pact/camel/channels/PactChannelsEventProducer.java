/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.event.ChannelEvent;
import im.pact.camel.channels.event.EventReader;
import im.pact.camel.channels.model.ApiJson;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

/**
 * Reads an event that came another way than to the webhook, such as through a queue or a gateway, into the record and the headers
 * that the consumer would give it. Sends no request.
 */
public class PactChannelsEventProducer extends DefaultProducer {

    public PactChannelsEventProducer(PactChannelsEndpoint endpoint) {
        super(endpoint);
    }

    /** A body that is a record already is not read again. */
    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        ChannelEvent event = message.getBody() instanceof ChannelEvent read ? read : EventReader.event(object(message));
        PactChannelsConfiguration configuration = getEndpoint().getConfiguration();
        EventHeaders.set(message, event, configuration.getCompanyId());
        StepResult.setBody(message, configuration.getOutputType().of(event));
    }

    private static Map<String, Object> object(Message message) {
        byte[] body = message.getBody() instanceof Map<?, ?> map ? ApiJson.bytes(map) : message.getBody(byte[].class);
        return EventReader.object(body == null ? new byte[0] : body);
    }

    @Override
    public PactChannelsEndpoint getEndpoint() {
        return (PactChannelsEndpoint) super.getEndpoint();
    }
}
