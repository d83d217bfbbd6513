/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.time.Duration;

/**
 * Too many requests. Either the service has rejected the request (429), or the request was not sent as it would have to wait too
 * long for the rate limit of the service: then {@link #getHttpResponseCode()} is 0. The service has done nothing in both cases.
 * {@link #getRetryAfter()} is the time to wait, if it is known.
 */
public class PactChannelsRateLimitedException extends PactChannelsException {

    private static final long serialVersionUID = 1L;

    PactChannelsRateLimitedException(Failure failure) {
        super(
                failure,
                failure.retryAfter() == null
                        ? "Too many requests: retry later"
                        : "Too many requests: retry after "
                                + failure.retryAfter().plusMillis(999).toSeconds() + " s");
    }

    /** The rate limiter has not sent the request. */
    static PactChannelsRateLimitedException notSent(PreparedRequest request, Duration wait) {
        return new PactChannelsRateLimitedException(Failure.notSent(request, wait));
    }
}
