/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.model.ChannelPage;
import im.pact.camel.channels.model.PactChannel;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What the consumers make of one page: an exchange for each channel, or one for all of them. */
final class PageBatch implements ExchangeBatch {

    private final ChannelPage page;
    private final boolean whole;
    private final OutputType output;
    private final int pageIndex;
    private final boolean lastPage;

    /**
     * @param options   whether it is all of them, and in what form
     * @param page      the page
     * @param pageIndex its number in the walk, from 0
     * @param lastPage  whether the walk ends with it
     */
    PageBatch(PactChannelsConfiguration options, ChannelPage page, int pageIndex, boolean lastPage) {
        this.page = page;
        this.whole = options.getEmit() == EmitMode.page;
        this.output = options.getOutputType();
        this.pageIndex = pageIndex;
        this.lastPage = lastPage;
    }

    /** An empty page makes none. */
    @Override
    public int size() {
        int channels = page.channels().size();
        return whole ? Math.min(channels, 1) : channels;
    }

    @Override
    public void fill(Exchange exchange, int index) {
        Message message = exchange.getMessage();
        message.setHeader(PactChannelsConstants.PAGE_INDEX, pageIndex);
        message.setHeader(PactChannelsConstants.LAST_PAGE, lastPage);
        if (whole) {
            StepResult.setBody(message, output.of(page.channels()));
        } else {
            message.setHeader(PactChannelsConstants.INDEX_IN_PAGE, index);
            fillRecord(message, page.channels().get(index), output);
        }
        markBatch(exchange, index);
    }

    /** Fills the message with one channel. */
    static void fillRecord(Message message, PactChannel channel, OutputType output) {
        StepResult.setHeader(message, PactChannelsConstants.CHANNEL_ID, channel.channelId());
        StepResult.setHeader(message, PactChannelsConstants.PROVIDER, channel.provider());
        StepResult.setBody(message, output.of(channel));
    }
}
