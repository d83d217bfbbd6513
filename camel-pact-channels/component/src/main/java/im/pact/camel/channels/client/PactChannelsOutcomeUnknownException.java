/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.time.Instant;

/**
 * Nothing was sent, because an earlier request with the same message key has no known outcome: another thread or machine is sending
 * the message, or a process has ended meanwhile. The message may have been sent.
 */
public class PactChannelsOutcomeUnknownException extends PactChannelsException {

    private static final long serialVersionUID = 1L;

    /**
     * @param companyId the company of the earlier request
     * @param channelId its channel
     * @param key       the message key
     * @param state     the stored state of the message
     * @param since     when the earlier request was sent
     */
    public PactChannelsOutcomeUnknownException(
            long companyId, long channelId, String key, String state, Instant since) {
        super(
                new Failure(
                        "sendFirst",
                        "POST",
                        "/companies/" + companyId + "/channels/" + channelId + "/conversations",
                        0,
                        null,
                        null,
                        null,
                        null,
                        Failure.Outcome.NOT_RETRYABLE),
                "Nothing was sent: the request at " + since + " with messageKey " + key + " has the state " + state
                        + ". Set resend=true to send the message again",
                null,
                true);
    }

    /** 0: only the earlier request may have been sent. */
    @Override
    public int getAttempts() {
        return 0;
    }
}
