/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import im.pact.camel.channels.model.ChannelPage;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.apache.camel.RuntimeCamelException;

/** The same walk, always one page ahead: when a page is taken, the one after it is already asked for. For one thread. */
public final class PrefetchedPages implements Iterator<ChannelPage> {

    private final ChannelPages pages;
    private final ExecutorService executor;

    /** The page that was asked for ahead; {@code null} before the first one and after the last. */
    private Future<ChannelPage> ahead;

    public PrefetchedPages(ChannelPages pages, ExecutorService executor) {
        this.pages = pages;
        this.executor = executor;
    }

    @Override
    public boolean hasNext() {
        return ahead != null || pages.hasNext();
    }

    @Override
    public ChannelPage next() {
        ChannelPage page = ahead == null ? pages.next() : arrived();
        ahead = pages.hasNext() ? executor.submit(pages::next) : null;
        return page;
    }

    private ChannelPage arrived() {
        try {
            return ahead.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RuntimeCamelException(e);
        } catch (ExecutionException e) {
            // The same object, as if it had been thrown here: routes look at its class.
            throw RuntimeCamelException.wrapRuntimeException(e.getCause());
        }
    }
}
