/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import im.pact.camel.channels.model.ChannelResult;
import im.pact.camel.channels.model.Company;
import im.pact.camel.channels.model.CompanyResult;
import im.pact.camel.channels.model.Confirmation;
import im.pact.camel.channels.model.DeliveryJob;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.model.Page;
import im.pact.camel.channels.model.RequestedCode;
import im.pact.camel.channels.request.ConfirmCode;
import im.pact.camel.channels.request.CreateChannel;
import im.pact.camel.channels.request.EnablePage;
import im.pact.camel.channels.request.FirstMessage;
import im.pact.camel.channels.request.PageRequest;
import im.pact.camel.channels.request.RequestCode;
import im.pact.camel.channels.request.UpdateChannel;
import im.pact.camel.channels.request.UpdateCompany;
import im.pact.camel.channels.request.UserExists;

/**
 * The operations of the Channels API. Thread-safe. Every method throws a {@link PactChannelsException} if the service rejects
 * the request, cannot be reached or returns an unexpected response, and an {@link IllegalArgumentException} before anything is
 * sent if an id is not positive or a parameter is invalid.
 */
public interface PactChannelsClient extends AutoCloseable {

    /** Returns one page of a company's channels: {@code GET /companies/<COMPANY_ID>/channels}. */
    Page<PactChannel> listChannels(long companyId, PageRequest page);

    /**
     * Connects a channel: {@code POST /companies/<COMPANY_ID>/channels}. The next step depends on the provider: none, a QR code
     * that the service sends to the company's webhook, or a code to request and confirm.
     *
     * @return the new channel's id
     */
    ChannelResult createChannel(long companyId, CreateChannel channel);

    /** Changes a channel: {@code PUT /companies/<COMPANY_ID>/channels/<ID>}. */
    ChannelResult updateChannel(long companyId, long channelId, UpdateChannel changes);

    /**
     * Removes or disables a channel: {@code DELETE /companies/<COMPANY_ID>/channels/<ID>}. The service may still list a disabled
     * channel.
     */
    ChannelResult deleteChannel(long companyId, long channelId);

    /**
     * Sends the first message of a conversation: {@code POST /companies/<COMPANY_ID>/channels/<ID>/conversations}.
     *
     * @return the job that delivers the message, usually not done yet: see {@link #job}
     */
    DeliveryJob sendFirstMessage(long companyId, long channelId, FirstMessage message);

    /**
     * Returns whether a phone number has a WhatsApp account: {@code GET /companies/<COMPANY_ID>/channels/<ID>/user_exists}.
     *
     * @param channelId the channel that looks it up
     * @param question  the phone number
     */
    boolean userExists(long companyId, long channelId, UserExists question);

    /** The same for a phone number with its country code. */
    default boolean userExists(long companyId, long channelId, String phone) {
        return userExists(companyId, channelId, UserExists.of(phone));
    }

    /** Requests a code to confirm a channel: {@code POST /companies/<COMPANY_ID>/channels/<ID>/request_code}. */
    RequestedCode requestCode(long companyId, long channelId, RequestCode request);

    /**
     * Confirms a channel with a code or password: {@code POST /companies/<COMPANY_ID>/channels/<ID>/confirm}.
     *
     * @return the next step; a password after a correct code, even if the service reports that as an error
     */
    Confirmation confirm(long companyId, long channelId, ConfirmCode confirmation);

    /**
     * Selects the page of an Instagram channel: {@code POST /companies/<COMPANY_ID>/channels/<ID>/enable_page_instagram}. The API
     * document defines neither the method nor the response of this request.
     */
    ChannelResult enablePage(long companyId, long channelId, EnablePage page);

    /** Returns the state of a delivery: {@code GET /companies/<COMPANY_ID>/channels/<ID>/jobs/<JOB_ID>}. */
    DeliveryJob job(long companyId, long channelId, long jobId);

    /** Returns one page of all companies of the token: {@code GET /companies}. */
    Page<Company> listCompanies(PageRequest page);

    /**
     * Changes a company: {@code PUT /companies/<COMPANY_ID>}. If the address of its webhook changes, the service first sends a test
     * event there.
     */
    CompanyResult updateCompany(long companyId, UpdateCompany changes);

    /** Aborts the requests in flight and rejects new ones. Closes nothing that the client was given. */
    @Override
    void close();
}
