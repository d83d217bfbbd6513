/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.matching.MatchResult;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Sets what happens to the next requests, by a WireMock stub with a counter. Several of them apply one after another:
 * after {@code failNext(503); failNext(429);} the next request fails with 503, the one after it with 429.
 */
public final class NextRequests {

    /** Before the user's stubs, whose default priority is 5. Older stubs come first. */
    private static final int FIRST_PRIORITY = -1_000_000;

    private static final AtomicInteger SEQUENCE = new AtomicInteger();

    private final WireMockServer wireMock;
    private final int count;
    private Pattern methodAndPath = Pattern.compile(".*");

    NextRequests(WireMockServer wireMock, int count) {
        this.wireMock = wireMock;
        this.count = count;
    }

    /**
     * Limits this to requests whose method and path, for instance {@code POST /p1/companies/154/channels}, contain a
     * match of the regular expression. Other requests are not affected and not counted.
     */
    public NextRequests matching(String regex) {
        methodAndPath = Pattern.compile(regex);
        return this;
    }

    /**
     * The requests fail and have no effect.
     *
     * @param status  the HTTP status
     * @param body    the body; JSON, unless a header says otherwise
     * @param headers names and values in turn
     */
    public void fail(int status, String body, String... headers) {
        ResponseDefinitionBuilder response = aResponse().withStatus(status).withBody(body);
        boolean typed = false;
        for (int i = 0; i < headers.length; i += 2) {
            response.withHeader(headers[i], headers[i + 1]);
            typed |= headers[i].toLowerCase(Locale.ROOT).equals("content-type");
        }
        respondWith(typed ? response : response.withHeader("Content-Type", "application/json; charset=utf-8"));
    }

    /** The connection breaks or garbage is sent; the requests have no effect. */
    public void fault(Fault fault) {
        respondWith(aResponse().withFault(fault));
    }

    /** The requests take effect, then the connection breaks: for the client, the outcome is unknown. */
    public void loseResponse() {
        respondWith(aResponse().withTransformers(SandboxTransformer.NAME).withFault(Fault.CONNECTION_RESET_BY_PEER));
    }

    /** The requests take effect immediately; the regular response is sent after the delay. */
    public void delay(Duration delay) {
        respondWith(aResponse()
                .withTransformers(SandboxTransformer.NAME)
                .withFixedDelay(Math.toIntExact(delay.toMillis())));
    }

    /** Any other response that WireMock can give. The requests have no effect. */
    public void respondWith(ResponseDefinitionBuilder response) {
        AtomicInteger left = new AtomicInteger(count);
        Pattern pattern = methodAndPath;
        wireMock.stubFor(any(anyUrl())
                .andMatching(request ->
                        MatchResult.of(pattern.matcher(methodAndPath(request)).find()
                                && left.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0))
                .atPriority(FIRST_PRIORITY + SEQUENCE.getAndIncrement())
                .willReturn(response));
    }

    private static String methodAndPath(Request request) {
        return request.getMethod().getName() + " " + request.getUrl().split("\\?", 2)[0];
    }
}
