/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

/** An answer that the API document does not know: not JSON, of another shape, too large, or a redirect. */
public class PactChannelsUnexpectedResponseException extends PactChannelsException {

    private static final long serialVersionUID = 1L;

    PactChannelsUnexpectedResponseException(Failure failure, String advice) {
        super(failure, advice, null);
    }

    /** The walk over a listing would begin again. */
    static PactChannelsUnexpectedResponseException repeatedPageToken(long companyId, int pages) {
        Failure failure =
                new Failure("list", "GET", "/companies/" + companyId + "/channels", 200, null, null, null, null, null);
        return new PactChannelsUnexpectedResponseException(
                failure,
                "After " + pages + " pages it named a page that was already read, so the listing would never end");
    }
}
