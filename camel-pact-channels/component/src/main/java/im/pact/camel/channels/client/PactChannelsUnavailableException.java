/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

/**
 * The service is unavailable: it cannot be reached, does not respond in time, or fails itself (5xx); or a proxy requires
 * authentication (407). The same request may succeed later; {@link #isOutcomeUnknown()} says whether it may have succeeded
 * already.
 */
public class PactChannelsUnavailableException extends PactChannelsException {

    private static final long serialVersionUID = 1L;

    /** @param mayHaveActed whether the service may have received the request */
    PactChannelsUnavailableException(Failure failure, String advice, Throwable cause, boolean mayHaveActed) {
        super(failure, advice, cause, mayHaveActed);
    }
}
