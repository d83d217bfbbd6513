/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import im.pact.camel.channels.model.ChannelPage;
import im.pact.camel.channels.model.ChannelResult;
import im.pact.camel.channels.model.Confirmation;
import im.pact.camel.channels.model.DeliveryJob;
import im.pact.camel.channels.model.RequestedCode;
import im.pact.camel.channels.request.ConfirmCode;
import im.pact.camel.channels.request.CreateChannel;
import im.pact.camel.channels.request.FirstMessage;
import im.pact.camel.channels.request.PageRequest;
import im.pact.camel.channels.request.RequestCode;
import im.pact.camel.channels.request.UpdateChannel;

/**
 * The Channels API, one method a call. Safe for use by many threads. Every method throws a {@link PactChannelsException} when
 * the service refuses, can't be reached or answers something else than its document says, and an
 * {@link IllegalArgumentException}, before anything is sent, when it is given what can't be: an id that is no positive number,
 * or parameters that {@link im.pact.camel.channels.request.RequestRules} refuses.
 */
public interface PactChannelsClient extends AutoCloseable {

    /**
     * One page of a company's channels: "Get All channels", {@code GET /companies/<COMPANY_ID>/channels}.
     *
     * @param companyId whose channels
     * @param page      which page, of what size, in what order
     */
    ChannelPage listChannels(long companyId, PageRequest page);

    /**
     * Connects a channel: "Create new channel", {@code POST /companies/<COMPANY_ID>/channels}. What comes next depends on the
     * provider: nothing, a QR code at the company's webhook, or a code to be requested and confirmed.
     *
     * @param companyId whose channel it is to be
     * @param channel   the provider, and what that one needs
     * @return the new channel's id
     */
    ChannelResult createChannel(long companyId, CreateChannel channel);

    /**
     * Changes a channel: "Update channel", {@code PUT /companies/<COMPANY_ID>/channels/<ID>}.
     *
     * @param companyId whose channel it is
     * @param channelId which channel
     * @param changes   what to change
     */
    ChannelResult updateChannel(long companyId, long channelId, UpdateChannel changes);

    /**
     * Removes or disables a channel: "Delete channel", {@code DELETE /companies/<COMPANY_ID>/channels/<ID>}. Whether it leaves
     * the listing is the service's affair.
     *
     * @param companyId whose channel it is
     * @param channelId which channel
     */
    ChannelResult deleteChannel(long companyId, long channelId);

    /**
     * Opens a conversation: "How to write first message to Whatsapp" and "… to Whatsapp Business",
     * {@code POST /companies/<COMPANY_ID>/channels/<ID>/conversations}.
     *
     * @param companyId whose channel it is
     * @param channelId the channel to send through
     * @param message   to whom, and what
     * @return the job that delivers it, which is hardly ever done yet: see {@link #job}
     */
    DeliveryJob sendFirstMessage(long companyId, long channelId, FirstMessage message);

    /**
     * Whether somebody uses WhatsApp: "How to check if user has Whatsapp account",
     * {@code GET /companies/<COMPANY_ID>/channels/<ID>/user_exists}.
     *
     * @param companyId whose channel it is
     * @param channelId the channel to ask through
     * @param phone     the number to ask about
     */
    boolean userExists(long companyId, long channelId, String phone);

    /**
     * Asks for a code: "Request code (telegram personal)" and "(instagram only)",
     * {@code POST /companies/<COMPANY_ID>/channels/<ID>/request_code}.
     *
     * @param companyId whose channel it is
     * @param channelId the channel to confirm
     * @param request   the provider, and what that one needs
     */
    RequestedCode requestCode(long companyId, long channelId, RequestCode request);

    /**
     * Confirms a channel: "Confirm code (telegram personal)" and "(instagram only)",
     * {@code POST /companies/<COMPANY_ID>/channels/<ID>/confirm}.
     *
     * @param companyId    whose channel it is
     * @param channelId    the channel to confirm
     * @param confirmation the provider, and the code or password
     */
    Confirmation confirm(long companyId, long channelId, ConfirmCode confirmation);

    /**
     * How far a first message has come: "Jobs", {@code GET /companies/<COMPANY_ID>/channels/<ID>/jobs/<JOB_ID>}.
     *
     * @param companyId whose channel it is
     * @param channelId the channel it is sent through
     * @param jobId     the job, from {@link #sendFirstMessage}
     */
    DeliveryJob job(long companyId, long channelId, long jobId);

    /** Ends the calls that are under way and refuses new ones. What the client was given to work with stays open. */
    @Override
    void close();
}
