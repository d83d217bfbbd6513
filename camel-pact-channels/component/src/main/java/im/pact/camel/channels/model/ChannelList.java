/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * An unmodifiable list of channels. A separate type, so that Camel's type converters can distinguish it from other lists: a
 * converter sees the class of a value, never what a plain {@link List} holds.
 */
public final class ChannelList extends AbstractList<PactChannel> implements ApiResult, RandomAccess {

    /** No channels. */
    public static final ChannelList EMPTY = new ChannelList(List.of());

    private final List<PactChannel> channels;

    public ChannelList(List<PactChannel> channels) {
        this.channels = List.copyOf(channels);
    }

    @Override
    public PactChannel get(int index) {
        return channels.get(index);
    }

    @Override
    public int size() {
        return channels.size();
    }
}
