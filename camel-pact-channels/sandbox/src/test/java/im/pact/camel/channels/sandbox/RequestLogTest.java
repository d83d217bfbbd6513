/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a test can read of the requests that came in. */
class RequestLogTest {

    @Test
    void a_request_is_kept_as_it_was_on_the_wire() {
        try (PactChannelsSandbox sandbox = PactChannelsSandbox.start()) {
            new Api(sandbox)
                    .postForm("/companies/154/channels?a=%2B+b", "provider=viber&token=%D0%B6&data[]=1&data[]=2");

            assertThat(sandbox.requests()).singleElement().satisfies(request -> {
                assertThat(request.method()).isEqualTo("POST");
                assertThat(request.path()).isEqualTo("/p1/companies/154/channels");
                assertThat(request.query()).isEqualTo("a=%2B+b");
                assertThat(request.header("x-private-api-token")).isEqualTo(sandbox.apiToken());
                assertThat(request.contentType()).isEqualTo("application/x-www-form-urlencoded");
                assertThat(request.body()).isEqualTo("provider=viber&token=%D0%B6&data[]=1&data[]=2");
                assertThat(request.parameters())
                        .isEqualTo(Map.of("a", "+ b", "provider", "viber", "token", "ж", "data", List.of("1", "2")));
            });
        }
    }

    @Test
    void requests_are_in_the_order_of_their_arrival_and_the_last_ones_stay() {
        try (PactChannelsSandbox sandbox =
                PactChannelsSandbox.builder().requestLog(3).start()) {
            Api api = new Api(sandbox);
            for (int i = 1; i <= 5; i++) {
                api.get("/companies/154/channels?per=" + i);
            }

            assertThat(sandbox.requests()).extracting(SandboxRequest::query).containsExactly("per=3", "per=4", "per=5");
            assertThat(sandbox.requestCount()).isEqualTo(5);
            sandbox.clearRequests();
            assertThat(sandbox.requests()).isEmpty();
            assertThat(sandbox.requestCount()).isZero();
        }
    }

    @Test
    void nothing_is_kept_when_nobody_wants_it() {
        try (PactChannelsSandbox sandbox =
                PactChannelsSandbox.builder().requestLog(0).start()) {
            new Api(sandbox).get("/companies/154/channels");

            assertThat(sandbox.requests()).isEmpty();
            assertThat(sandbox.requestCount()).isEqualTo(1);
        }
    }
}
