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
 * Says what happens to the next requests, in a WireMock stub that counts. Orders given one after another are carried out
 * one after another: {@code failNext(503); failNext(429);} makes the next request fail with 503, the one after it with 429.
 */
public final class NextRequests {

    /** Before the stubs of users, whose priority is 5 unless they say otherwise; the older order goes first. */
    private static final int FIRST_PRIORITY = -1_000_000;

    private static final AtomicInteger ORDERS = new AtomicInteger();

    private final WireMockServer wireMock;
    private final int count;
    private Pattern methodAndPath = Pattern.compile(".*");

    NextRequests(WireMockServer wireMock, int count) {
        this.wireMock = wireMock;
        this.count = count;
    }

    /**
     * Only requests whose method and path, for instance {@code POST /p1/companies/154/channels}, contain a match of this
     * regular expression. Others pass by and are not counted.
     */
    public NextRequests matching(String regex) {
        methodAndPath = Pattern.compile(regex);
        return this;
    }

    /**
     * They fail.
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
        answer(typed ? response : response.withHeader("Content-Type", "application/json; charset=utf-8"));
    }

    /** The connection breaks, or garbage comes; the call has no effect. */
    public void breakOff(Fault fault) {
        answer(aResponse().withFault(fault));
    }

    /** The call has its effect, but then the connection breaks: the client cannot know. */
    public void loseAnswer() {
        answer(aResponse().withTransformers(SandboxTransformer.NAME).withFault(Fault.CONNECTION_RESET_BY_PEER));
    }

    /** The call has its effect at once; the right answer comes late. */
    public void delay(Duration delay) {
        answer(aResponse().withTransformers(SandboxTransformer.NAME).withFixedDelay(Math.toIntExact(delay.toMillis())));
    }

    /** Anything else that WireMock can answer. */
    public void answer(ResponseDefinitionBuilder response) {
        AtomicInteger left = new AtomicInteger(count);
        Pattern wanted = methodAndPath;
        wireMock.stubFor(any(anyUrl())
                .andMatching(request -> MatchResult.of(
                        wanted.matcher(methodAndPath(request)).find() && left.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0))
                .atPriority(FIRST_PRIORITY + ORDERS.getAndIncrement())
                .willReturn(response));
    }

    private static String methodAndPath(Request request) {
        return request.getMethod().getName() + " " + request.getUrl().split("\\?", 2)[0];
    }
}
