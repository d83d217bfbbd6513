/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

/** The service does not accept the token (401), or the token may not do this (403). Repeating does not help. */
public class PactChannelsAuthenticationException extends PactChannelsException {

    private static final long serialVersionUID = 1L;

    PactChannelsAuthenticationException(Failure failure) {
        super(failure, "Check the option apiToken, and that the token may use this company", null);
    }
}
