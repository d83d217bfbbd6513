/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.List;

/**
 * A call that has passed what all calls have in common: the token is right and the company exists.
 *
 * @param company    the company, whose monitor is held while the call is answered
 * @param ids        the numbers in the path, in order: company, channel, job
 * @param parameters what was sent
 */
record Call(Company company, List<Long> ids, Parameters parameters) {

    /** The channel in the path; refuses the call with 404 when the company has no such channel. */
    ChannelLife channel() {
        ChannelLife channel = company.find(ids.get(1));
        if (channel == null) {
            throw Refusal.notFound("Company " + company.id + " has no channel " + ids.get(1));
        }
        return channel;
    }

    long jobId() {
        return ids.get(2);
    }
}
