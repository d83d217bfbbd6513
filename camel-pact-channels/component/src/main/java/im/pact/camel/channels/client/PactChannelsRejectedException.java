/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

/** The service rejected the request: another 4xx status, or 2xx with {@code "status":"errored"} in the body. */
public class PactChannelsRejectedException extends PactChannelsException {

    private static final long serialVersionUID = 1L;

    PactChannelsRejectedException(Failure failure) {
        super(failure, "The service rejected the request", null);
    }
}
