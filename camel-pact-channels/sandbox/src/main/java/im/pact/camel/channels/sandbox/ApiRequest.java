/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.List;

/**
 * A request that has passed the checks common to all operations: the token is valid and the company exists.
 *
 * @param company    the company; its monitor is held while the request is processed, see {@link Router}
 * @param ids        the numbers in the path, in order: company, channel or webhook, job
 * @param parameters the parameters from query and body
 */
record ApiRequest(Company company, List<Long> ids, Parameters parameters) {

    /** The channel in the path; rejects the request with 404 if the company has no such channel. */
    StoredChannel channel() {
        StoredChannel channel = company.find(ids.get(1));
        if (channel == null) {
            throw ApiError.notFound("Company " + company.id + " has no channel " + ids.get(1));
        }
        return channel;
    }

    long jobId() {
        return ids.get(2);
    }
}
