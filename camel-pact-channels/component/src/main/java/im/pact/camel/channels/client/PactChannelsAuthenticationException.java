/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

/** The token is invalid (401), or does not allow the operation (403). A retry does not help. */
public class PactChannelsAuthenticationException extends PactChannelsException {

    private static final long serialVersionUID = 1L;

    PactChannelsAuthenticationException(Failure failure) {
        super(failure, "Check apiToken, and that the token has access to the company");
    }
}
