/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.matching.MatchResult;
import im.pact.camel.channels.client.MockServer;
import im.pact.camel.channels.client.RawServer;
import im.pact.camel.channels.client.Responses;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A listing of three pages with a channel each, one of which has a fault until {@link #recover()}. The responses are also valid
 * for {@code create}.
 */
interface FaultyServer extends AutoCloseable {

    int PAGES = 3;

    String baseUri();

    /** Number of requests. */
    int requests();

    /** Number of sent bytes, if known. */
    long sent();

    /** Number of requests to the target of redirects. */
    int requestsElsewhere();

    /** Ends the fault. */
    void recover();

    @Override
    void close();

    static FaultyServer with(ServiceFault fault, int page, MockServer wireMock) {
        return fault.fault != null ? new Mocked(wireMock, fault, page) : new Raw(fault, page);
    }

    private static String response(int page) {
        return """
                {"status":"ok","data":{"external_id":%d,"channels":[{"external_id":%d,"provider":"viber","extra":0}],"next_page":%s}}"""
                .formatted(page, page, page < PAGES ? "\"page" + (page + 1) + "\"" : "null");
    }

    /** The number of the requested page. */
    private static int page(String request) {
        Matcher token = Pattern.compile("[?&]from=page(\\d)").matcher(request);
        return token.find() ? Integer.parseInt(token.group(1)) : 1;
    }

    /** Played by WireMock. */
    final class Mocked implements FaultyServer {

        private final MockServer wireMock;

        Mocked(MockServer wireMock, ServiceFault fault, int faultyPage) {
            this.wireMock = wireMock;
            recover();
            stub(faultyPage, aResponse().withFault(fault.fault));
        }

        private void stub(int page, ResponseDefinitionBuilder response) {
            wireMock.stubFor(any(anyUrl())
                    .andMatching(request -> MatchResult.of(page(request.getUrl()) == page))
                    .willReturn(response));
        }

        @Override
        public String baseUri() {
            return wireMock.baseUri();
        }

        @Override
        public int requests() {
            return wireMock.received().size();
        }

        @Override
        public long sent() {
            return 0;
        }

        @Override
        public int requestsElsewhere() {
            return 0;
        }

        @Override
        public void recover() {
            for (int page = 1; page <= PAGES; page++) {
                stub(page, Responses.json(200, response(page)));
            }
        }

        @Override
        public void close() {
            wireMock.resetAll();
        }
    }

    /** Played on raw connections. */
    final class Raw implements FaultyServer {

        private final ServiceFault fault;
        private final int faultyPage;
        private final RawServer elsewhere = RawServer.sending(Responses.http("200 OK", response(1)));
        private final RawServer server;
        private volatile boolean recovered;

        Raw(ServiceFault fault, int faultyPage) {
            this.fault = fault;
            this.faultyPage = faultyPage;
            this.server = RawServer.playing(this::play);
            refuseBefore(1);
        }

        private void play(RawServer.Wire wire) throws IOException {
            int page = page(wire.request().target());
            if (page == faultyPage && !recovered) {
                fault.script.play(wire, new ServiceFault.Page(response(page), elsewhere.baseUri()));
            } else {
                refuseBefore(page + 1);
                wire.send(Responses.http("200 OK", response(page)));
            }
        }

        private void refuseBefore(int page) {
            if (fault.script == null && page == faultyPage && !recovered) {
                server.refuseConnections();
            }
        }

        @Override
        public String baseUri() {
            return server.baseUri();
        }

        @Override
        public int requests() {
            return server.requests().size();
        }

        @Override
        public long sent() {
            return server.sent();
        }

        @Override
        public int requestsElsewhere() {
            return elsewhere.requests().size();
        }

        @Override
        public void recover() {
            recovered = true;
            if (fault.script == null) {
                server.acceptConnections();
            }
        }

        @Override
        public void close() {
            server.close();
            elsewhere.close();
        }
    }
}
