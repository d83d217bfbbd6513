/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.client.ChannelPages;
import im.pact.camel.channels.client.PactChannelsClient;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

/** Does the operation that the message or the endpoint names, and puts the result into the message. */
public class PactChannelsProducer extends DefaultProducer {

    private volatile PactChannelsClient client;

    public PactChannelsProducer(PactChannelsEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        PactChannelsParameters parameters = new PactChannelsParameters(getEndpoint(), message);
        Object result =
                switch (parameters.operation()) {
                    case list -> list(parameters, message);
                };
        message.setBody(result);
    }

    private Object list(PactChannelsParameters parameters, Message message) throws Exception {
        ChannelPages pages =
                new ChannelPages(client(), parameters.companyId(), parameters.pageRequest(), parameters.maxPages());
        OutputType output = getEndpoint().getConfiguration().getOutputType();
        Object result =
                switch (parameters.listMode()) {
                    case all -> output.of(pages.remaining());
                    case page -> output.of(pages.next().channels());
                    case stream -> output.ofEach(pages.channels());
                };
        // A token that is left from before would send a loop over the pages round in circles.
        message.removeHeader(PactChannelsConstants.NEXT_PAGE_TOKEN);
        if (pages.nextPageToken() != null) {
            message.setHeader(PactChannelsConstants.NEXT_PAGE_TOKEN, pages.nextPageToken());
        }
        return result;
    }

    private PactChannelsClient client() throws Exception {
        if (client == null) {
            lock.lock();
            try {
                if (client == null) {
                    client = getEndpoint().newClient();
                }
            } finally {
                lock.unlock();
            }
        }
        return client;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (!getEndpoint().isSkipped()) {
            client();
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (client != null) {
            client.close();
            client = null;
        }
        super.doStop();
    }

    @Override
    public PactChannelsEndpoint getEndpoint() {
        return (PactChannelsEndpoint) super.getEndpoint();
    }
}
