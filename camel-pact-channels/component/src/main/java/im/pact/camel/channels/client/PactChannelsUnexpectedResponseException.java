/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

/**
 * A response that the API document does not describe: not JSON, of another structure, with another word for its status, too
 * large, or a redirect. The service may have acted: see {@link #isOutcomeUnknown()}.
 */
public class PactChannelsUnexpectedResponseException extends PactChannelsException {

    private static final long serialVersionUID = 1L;

    private PactChannelsUnexpectedResponseException(Failure failure, String advice) {
        super(failure, advice, null, true);
    }

    /** @param problem the difference to the expected response */
    static PactChannelsUnexpectedResponseException of(Failure failure, String problem) {
        return new PactChannelsUnexpectedResponseException(
                failure, "Unexpected response (" + problem + "). Check baseUri and any proxy in between");
    }

    /** The listing would start over and never end. */
    static PactChannelsUnexpectedResponseException repeatedPageToken(String operation, String path, int pages) {
        return endless(operation, path, "Page " + pages + " names a page that was already read");
    }

    /** The service has returned a page again, as it does for an unknown page token. */
    static PactChannelsUnexpectedResponseException startedOver(String operation, String path, int pages) {
        return endless(operation, path, "Page " + pages + " starts like an earlier page: the service has started over");
    }

    private static PactChannelsUnexpectedResponseException endless(String operation, String path, String problem) {
        Failure failure = new Failure(operation, "GET", path, 200, null, null, null, null, null);
        return new PactChannelsUnexpectedResponseException(failure, problem + ", so the listing would never end");
    }
}
