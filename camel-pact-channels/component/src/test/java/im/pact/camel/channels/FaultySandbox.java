/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.matching.MatchResult;
import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sandbox in a separate process, with a rate limit, and with 1 % of the responses for each of several faults. It counts
 * requests that must not be sent twice by the text {@code once-<number>} in their bodies.
 *
 * <p>It prints its address in the first line, and its counters when its input ends.
 */
final class FaultySandbox {

    /** Requests per second. The threads of the test could send more. */
    private static final int RATE = 500;

    private static final Pattern MARK = Pattern.compile("once-(\\d+)");

    private final LongAdder requests = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final Map<Long, Boolean> seen = new ConcurrentHashMap<>();

    private FaultySandbox() {}

    public static void main(String[] args) throws Exception {
        new FaultySandbox().run(Integer.parseInt(args[0]));
    }

    private void run(int companies) throws Exception {
        try (PactChannelsSandbox sandbox = PactChannelsSandbox.builder()
                .requestLog(0)
                .rules(rules -> rules.oneChannelPerProvider(false)
                        .pollsUntilDelivered(0)
                        .rateLimit(RATE, Duration.ofSeconds(1)))
                .wireMock(config -> config.containerThreads(64))
                .start()) {
            for (int company = 1; company <= companies; company++) {
                sandbox.addCompany(company);
                sandbox.addChannel(company, company, "whatsapp");
            }
            for (int company = 1; company <= companies; company++) {
                sandbox.addChannels(company, 20);
            }
            addFaults(sandbox);
            sandbox.wireMock()
                    .addMockServiceRequestListener((request, response) -> count(request, response.getStatus()));
            System.out.println(sandbox.baseUri());
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            while (in.readLine() != null) {
                // Until the end of the input.
            }
            System.out.printf(
                    "requests=%d refused=%d once=%d repeated=%d%n",
                    requests.sum(), refused.sum(), seen.size(), repeated.sum());
        }
    }

    /** Adds faults to 1 % of the responses each. */
    static void addFaults(PactChannelsSandbox sandbox) {
        sometimes(sandbox, 1, aResponse().withStatus(500).withBody("<html>oops</html>"));
        sometimes(sandbox, 1, aResponse().withStatus(503));
        sometimes(sandbox, 1, aResponse().withStatus(200).withBody("{\"status\":\"ok\",\"da"));
        for (Fault fault : Fault.values()) {
            sometimes(sandbox, 1, aResponse().withFault(fault));
        }
    }

    private static void sometimes(PactChannelsSandbox sandbox, int percent, ResponseDefinitionBuilder response) {
        sandbox.wireMock()
                .stubFor(any(anyUrl())
                        .andMatching(request ->
                                MatchResult.of(ThreadLocalRandom.current().nextInt(100) < percent))
                        .atPriority(1)
                        .willReturn(response));
    }

    private void count(Request request, int status) {
        requests.increment();
        if (status == 429) {
            refused.increment();
            return;
        }
        Matcher mark = MARK.matcher(request.getBodyAsString());
        if (mark.find() && seen.putIfAbsent(Long.valueOf(mark.group(1)), true) != null) {
            repeated.increment();
        }
    }
}
