/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import im.pact.camel.channels.model.PactChannel;
import java.io.Closeable;
import java.util.Iterator;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The channels of a listing one by one, for one reader. Two readers would each get a part of the channels, and neither would notice,
 * so a second one is rejected: a thread that reads while another one does, or any that reads after the first has closed the stream,
 * as Camel's {@code split} does at the end.
 */
public final class ChannelStream<T> implements Iterator<T>, Closeable {

    private final Iterator<PactChannel> channels;
    private final Function<PactChannel, T> form;
    private final Lock reading = new ReentrantLock();
    private volatile boolean closed;

    /**
     * @param channels the channels
     * @param form     converts a channel when it is read
     */
    ChannelStream(Iterator<PactChannel> channels, Function<PactChannel, T> form) {
        this.channels = channels;
        this.form = form;
    }

    /** The same channels in another form, instead of this stream. */
    public <R> ChannelStream<R> map(Function<? super T, R> then) {
        return new ChannelStream<>(channels, channel -> then.apply(form.apply(channel)));
    }

    /** @throws IllegalStateException if there is another reader */
    @Override
    public boolean hasNext() {
        lock();
        try {
            return channels.hasNext();
        } finally {
            reading.unlock();
        }
    }

    /** @throws IllegalStateException if there is another reader */
    @Override
    public T next() {
        lock();
        try {
            return form.apply(channels.next());
        } finally {
            reading.unlock();
        }
    }

    /** After an attempt to read at the same time both readers fail: each of them may have missed channels. */
    private void lock() {
        if (!reading.tryLock()) {
            closed = true;
            throw secondReader();
        } else if (closed) {
            reading.unlock();
            throw secondReader();
        }
    }

    private static IllegalStateException secondReader() {
        return new IllegalStateException(
                "The stream of list has a second reader, and can be read only once. Use listMode=all, or"
                        + " a separate list operation for each reader");
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public String toString() {
        return "Stream of channels: split the body, or use listMode=all for a list";
    }
}
