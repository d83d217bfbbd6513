/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

/** The service understood the call and refused it: another 4xx, or success in HTTP with {@code status: errored} inside. */
public class PactChannelsRejectedException extends PactChannelsException {

    private static final long serialVersionUID = 1L;

    PactChannelsRejectedException(Failure failure) {
        super(failure, "The service refused the request as it was sent", null);
    }
}
