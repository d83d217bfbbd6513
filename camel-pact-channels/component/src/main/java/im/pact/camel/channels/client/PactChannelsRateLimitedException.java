/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

/** Too many calls (429): try again after {@link #getRetryAfter()}, when the service named it. */
public class PactChannelsRateLimitedException extends PactChannelsException {

    private static final long serialVersionUID = 1L;

    PactChannelsRateLimitedException(Failure failure) {
        super(
                failure,
                failure.retryAfter() == null
                        ? "Too many calls: try again later"
                        : "Too many calls: try again after "
                                + failure.retryAfter().toSeconds() + " s",
                null);
    }
}
