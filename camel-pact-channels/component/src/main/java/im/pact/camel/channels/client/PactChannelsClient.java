/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import im.pact.camel.channels.model.ChannelPage;
import im.pact.camel.channels.model.PageRequest;

/**
 * The Channels API, one method a call. Safe for use by many threads. Every method throws a {@link PactChannelsException} when
 * the service refuses, can't be reached or answers something else than its document says.
 */
public interface PactChannelsClient extends AutoCloseable {

    /**
     * One page of a company's channels: "Get All channels", {@code GET /companies/<COMPANY_ID>/channels}.
     *
     * @param companyId whose channels
     * @param page      which page, of what size, in what order
     */
    ChannelPage listChannels(long companyId, PageRequest page);

    /** Ends the calls that are under way and refuses new ones. What the client was given to work with stays open. */
    @Override
    void close();
}
