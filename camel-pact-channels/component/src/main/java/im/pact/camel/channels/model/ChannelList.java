/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

import java.util.ArrayList;
import java.util.Collection;

/** A list of channels. Its class shows Camel's type converters that it contains channels. */
public final class ChannelList extends ArrayList<PactChannel> implements ApiResult {

    private static final long serialVersionUID = 1L;

    /** An empty list. */
    public ChannelList() {}

    /** A list of these channels. */
    public ChannelList(Collection<PactChannel> channels) {
        super(channels);
    }
}
