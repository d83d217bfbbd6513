/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

/** The company, channel or job does not exist, or no longer exists (404, 410). */
public class PactChannelsNotFoundException extends PactChannelsException {

    private static final long serialVersionUID = 1L;

    PactChannelsNotFoundException(Failure failure) {
        super(failure, "Check companyId, channelId, jobId and baseUri");
    }
}
