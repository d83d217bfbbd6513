/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.model.Channel;
import im.pact.camel.channels.model.ChannelPage;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;

/** What the consumers make of one page: an exchange for each channel, or one for all of them. */
final class PageEmission {

    private final PactChannelsConfiguration options;
    private final ChannelPage page;
    private final int pageIndex;
    private final boolean lastPage;

    /**
     * @param page      the page
     * @param pageIndex its number in the walk, from 0
     * @param lastPage  whether the walk ends with it
     */
    PageEmission(PactChannelsConfiguration options, ChannelPage page, int pageIndex, boolean lastPage) {
        this.options = options;
        this.page = page;
        this.pageIndex = pageIndex;
        this.lastPage = lastPage;
    }

    /** How many exchanges it makes. An empty page makes none. */
    int size() {
        int channels = page.channels().size();
        return switch (options.getEmit()) {
            case record -> channels;
            case page -> Math.min(channels, 1);
        };
    }

    /** Fills the exchange of that number, from 0. */
    void fill(Exchange exchange, int index) {
        Message message = exchange.getMessage();
        message.setHeader(PactChannelsConstants.PAGE_INDEX, pageIndex);
        message.setHeader(PactChannelsConstants.LAST_PAGE, lastPage);
        switch (options.getEmit()) {
            case record -> fillRecord(message, index);
            case page -> message.setBody(options.getOutputType().of(page.channels()));
        }
        exchange.setProperty(ExchangePropertyKey.BATCH_INDEX, index);
        exchange.setProperty(ExchangePropertyKey.BATCH_SIZE, size());
        exchange.setProperty(ExchangePropertyKey.BATCH_COMPLETE, index == size() - 1);
    }

    private void fillRecord(Message message, int index) {
        Channel channel = page.channels().get(index);
        message.setHeader(PactChannelsConstants.INDEX_IN_PAGE, index);
        message.setHeader(PactChannelsConstants.CHANNEL_ID, channel.channelId());
        if (channel.provider() != null) {
            message.setHeader(PactChannelsConstants.PROVIDER, channel.provider());
        }
        message.setBody(options.getOutputType().of(channel));
    }
}
