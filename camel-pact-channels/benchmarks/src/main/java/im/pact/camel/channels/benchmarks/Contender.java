/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import im.pact.camel.channels.model.PactChannel;
import java.util.List;

/** One way to call the API. All of them are given the same work. For any number of threads. */
interface Contender extends AutoCloseable {

    String PHONE = "79250000001";
    String TEXT = "Hello! Your order 1337 is on its way.";

    /** Lists the first page of channels. */
    Object list() throws Exception;

    /** Sends {@link #TEXT} to {@link #PHONE}. */
    Object sendFirst(String text, String phone) throws Exception;

    /** What {@link #list()} returned, so that it can be compared. */
    List<PactChannel> channels(Object listed);

    /** The job and its state of what {@link #sendFirst} returned, so that they can be compared. */
    Job job(Object sent);

    @Override
    void close() throws Exception;

    /** What every contender can say of a first message. */
    record Job(long id, long channelId, String state) {}

    /**
     * The work.
     *
     * @param company     whose channels
     * @param pageSize    channels on a page
     * @param connections how many connections there may be; 0 is as camel-http has it
     */
    record Work(ApiCompany company, int pageSize, int connections) {

        Work(ApiCompany company, int pageSize) {
            this(company, pageSize, 0);
        }
    }
}
