/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

/**
 * The service rejected the request, and has certainly not acted: another 4xx status, or a 2xx response that reports a failure,
 * such as {@code "status":"errored"}.
 */
public class PactChannelsRejectedException extends PactChannelsException {

    private static final long serialVersionUID = 1L;

    PactChannelsRejectedException(Failure failure) {
        super(failure, "The service rejected the request");
    }
}
