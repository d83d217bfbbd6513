/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.benchmarks;

import im.pact.camel.channels.model.PactChannel;
import java.util.List;

/** An implementation that uses the API. All contenders perform the same work. Thread-safe. */
interface Contender extends AutoCloseable {

    String PHONE = "79250000001";
    String TEXT = "Hello! Your order 1337 is all packed.";

    /** Lists the first page of channels. */
    Object list() throws Exception;

    /** Sends {@link #TEXT} to {@link #PHONE}. */
    Object sendFirst(String text, String phone) throws Exception;

    /** The result of {@link #list()} in a form that can be compared. */
    List<PactChannel> channels(Object listed);

    /** The result of {@link #sendFirst} in a form that can be compared. */
    Job job(Object sent);

    @Override
    void close() throws Exception;

    /** The values of a first message that every contender provides. */
    record Job(long id, long channelId, String state) {}

    /**
     * The work.
     *
     * @param company     the company
     * @param pageSize    channels per page
     * @param connections the maximum number of connections; 0 for the default of camel-http
     */
    record Work(ApiCompany company, int pageSize, int connections) {

        Work(ApiCompany company, int pageSize) {
            this(company, pageSize, 0);
        }
    }
}
