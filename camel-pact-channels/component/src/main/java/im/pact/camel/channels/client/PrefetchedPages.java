/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import im.pact.camel.channels.model.ApiObject;
import im.pact.camel.channels.model.Page;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.apache.camel.RuntimeCamelException;

/** Iterates over the pages of a listing, and requests the next page as soon as one is taken. Not thread-safe. */
public final class PrefetchedPages<T extends ApiObject> implements Iterator<Page<T>> {

    private final Pages<T> pages;
    private final ExecutorService executor;

    /** The requested next page; {@code null} before the first page and after the last. */
    private Future<Page<T>> prefetched;

    public PrefetchedPages(Pages<T> pages, ExecutorService executor) {
        this.pages = pages;
        this.executor = executor;
    }

    @Override
    public boolean hasNext() {
        return prefetched != null || pages.hasNext();
    }

    @Override
    public Page<T> next() {
        Page<T> page = prefetched == null ? pages.next() : await(prefetched);
        prefetched = pages.hasNext() ? executor.submit(pages::next) : null;
        return page;
    }

    private static <P> P await(Future<P> page) {
        try {
            return page.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RuntimeCamelException(e);
        } catch (ExecutionException e) {
            // The original exception: routes handle it by its class.
            throw RuntimeCamelException.wrapRuntimeException(e.getCause());
        }
    }
}
