/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.model.Page;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** A page of the listing: an exchange for each channel, or one exchange for all of them. */
final class PageBatch implements ExchangeBatch {

    private final BatchOptions options;
    private final Page<PactChannel> page;
    private final boolean whole;
    private final int pageIndex;
    private final boolean lastPage;
    private final RecordHeaders headers;

    /**
     * @param options   the form of the exchanges
     * @param page      the page
     * @param pageIndex its number in the poll, from 0
     * @param lastPage  whether the listing ends with it
     * @param headers   those of the poll
     */
    PageBatch(BatchOptions options, Page<PactChannel> page, int pageIndex, boolean lastPage, RecordHeaders headers) {
        this.options = options;
        this.page = page;
        this.whole = options.emit() == EmitMode.page;
        this.pageIndex = pageIndex;
        this.lastPage = lastPage;
        this.headers = headers;
        headers.page(pageIndex, lastPage);
    }

    /** 0 for an empty page. */
    @Override
    public int size() {
        int channels = page.items().size();
        return whole ? Math.min(channels, 1) : channels;
    }

    @Override
    public void fill(Exchange exchange, int index) {
        Message message = exchange.getMessage();
        if (whole) {
            message.setHeader(PactChannelsConstants.PAGE_INDEX, pageIndex);
            message.setHeader(PactChannelsConstants.LAST_PAGE, lastPage);
            if (options.companyId() != null) {
                StepResult.setHeader(message, PactChannelsConstants.COMPANY_ID, options.companyId());
            }
            StepResult.setBody(message, options.output().of(page.items()));
        } else {
            PactChannel channel = page.items().get(index);
            headers.set(
                    message,
                    index,
                    StepResult.setChannel(
                            message,
                            options.companyId(),
                            channel,
                            options.output().of(channel)));
        }
        setBatchProperties(exchange, index);
    }
}
