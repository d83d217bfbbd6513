/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import im.pact.camel.channels.model.ChannelPage;
import im.pact.camel.channels.model.PageRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.net.PercentCodec;

/** The Channels API over HttpClient 5: which call each method is, on the wire. */
public final class HttpPactChannelsClient implements PactChannelsClient {

    private static final ChannelPageReader CHANNEL_PAGE = new ChannelPageReader();

    private final PactChannelsClientSettings settings;
    private final HttpTransport transport;
    private final String companies;

    /**
     * @param httpClient executes the requests; stays open when this client is closed. It should not repeat requests on its own
     * @param settings   address, token and limits
     * @param timer      ends calls that take too long; stays running when this client is closed
     */
    public HttpPactChannelsClient(
            HttpClient httpClient, PactChannelsClientSettings settings, ScheduledExecutorService timer) {
        this.settings = settings;
        this.transport = new HttpTransport(httpClient, settings, timer, Clock.systemUTC());
        this.companies = settings.baseUri().getRawPath() + "/companies/";
    }

    @Override
    public ChannelPage listChannels(long companyId, PageRequest page) {
        return call(new ApiCall("list", "GET", companyPath(companyId) + "/channels", query(page), null), CHANNEL_PAGE);
    }

    @Override
    public void close() {
        transport.close();
    }

    /** Every call passes here: what is to be done about a failed attempt is decided in this one place. */
    private <T> T call(ApiCall call, ResponseReader<T> reader) {
        return transport.send(call, reader, settings.requestTimeout());
    }

    private String companyPath(long companyId) {
        return companies + positive(companyId, "companyId");
    }

    private static long positive(long id, String name) {
        if (id <= 0) {
            throw new IllegalArgumentException(name + " must be a positive number (was " + id + ")");
        }
        return id;
    }

    private static String query(PageRequest page) {
        StringBuilder query = new StringBuilder();
        append(query, "from", page.pageToken());
        append(query, "per", page.pageSize());
        append(query, "sort_direction", page.sortDirection());
        return query.isEmpty() ? null : query.toString();
    }

    private static void append(StringBuilder query, String name, Object value) {
        if (value != null) {
            query.append(query.isEmpty() ? "" : "&").append(name).append('=');
            PercentCodec.encode(query, value.toString(), StandardCharsets.UTF_8);
        }
    }
}
