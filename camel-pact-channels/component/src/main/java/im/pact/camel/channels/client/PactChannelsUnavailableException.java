/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

/**
 * The service can't be reached, also for want of the password of a proxy (407), did not answer in time or is in trouble itself
 * (5xx). It is nothing that the request could be blamed for: a later attempt may succeed.
 */
public class PactChannelsUnavailableException extends PactChannelsException {

    private static final long serialVersionUID = 1L;

    PactChannelsUnavailableException(Failure failure, String advice, Throwable cause) {
        super(failure, advice, cause);
    }
}
