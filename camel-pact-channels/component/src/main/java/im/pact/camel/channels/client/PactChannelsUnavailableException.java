/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

/**
 * The service is unavailable: it cannot be reached, does not respond in time, or fails itself (5xx); or a proxy requires
 * authentication (407). The same request may succeed later.
 */
public class PactChannelsUnavailableException extends PactChannelsException {

    private static final long serialVersionUID = 1L;

    PactChannelsUnavailableException(Failure failure, String advice, Throwable cause) {
        super(failure, advice, cause);
    }
}
