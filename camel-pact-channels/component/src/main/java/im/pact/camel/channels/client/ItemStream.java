/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.io.Closeable;
import java.util.Iterator;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The channels or companies of a listing one by one, for one reader. Two readers would each get a part of them, and neither would
 * notice, so a second one is rejected: a thread that reads while another one does, or any that reads after the first has closed the
 * stream, as Camel's {@code split} does at the end.
 *
 * @param <T> the form in which they are read
 */
public final class ItemStream<T> implements Iterator<T>, Closeable {

    private final String operation;
    private final Iterator<T> items;
    private final Lock reading = new ReentrantLock();
    private volatile boolean closed;

    /** @param operation the operation of the listing, for messages */
    ItemStream(String operation, Iterator<T> items) {
        this.operation = operation;
        this.items = items;
    }

    /** The same items in another form, converted when they are read, instead of this stream. */
    public <R> ItemStream<R> map(Function<? super T, R> form) {
        return new ItemStream<>(operation, new Iterator<>() {
            @Override
            public boolean hasNext() {
                return items.hasNext();
            }

            @Override
            public R next() {
                return form.apply(items.next());
            }
        });
    }

    /** @throws IllegalStateException if there is another reader */
    @Override
    public boolean hasNext() {
        lock();
        try {
            return items.hasNext();
        } finally {
            reading.unlock();
        }
    }

    /** @throws IllegalStateException if there is another reader */
    @Override
    public T next() {
        lock();
        try {
            return items.next();
        } finally {
            reading.unlock();
        }
    }

    /** After an attempt to read at the same time both readers fail: each of them may have missed items. */
    private void lock() {
        if (!reading.tryLock()) {
            closed = true;
            throw secondReader();
        } else if (closed) {
            reading.unlock();
            throw secondReader();
        }
    }

    private IllegalStateException secondReader() {
        return new IllegalStateException("The stream of " + operation
                + " has a second reader, and can be read only once. Use listMode=all, or a separate " + operation
                + " operation for each reader");
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public String toString() {
        return "Stream of " + operation + ": split the body, or use listMode=all for a list";
    }
}
