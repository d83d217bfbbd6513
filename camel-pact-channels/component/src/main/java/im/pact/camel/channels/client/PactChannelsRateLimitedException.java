/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

/** Too many requests (429). If the service requests a delay, {@link #getRetryAfter()} is that delay. */
public class PactChannelsRateLimitedException extends PactChannelsException {

    private static final long serialVersionUID = 1L;

    PactChannelsRateLimitedException(Failure failure) {
        super(
                failure,
                failure.retryAfter() == null
                        ? "Too many requests: retry later"
                        : "Too many requests: retry after "
                                + failure.retryAfter().toSeconds() + " s");
    }
}
