/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The log of requests. */
class RequestLogTest {

    @Test
    void request_is_logged_as_received() {
        try (PactChannelsSandbox sandbox = PactChannelsSandbox.start()) {
            new TestClient(sandbox)
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
    void log_keeps_the_last_requests_in_order_of_arrival() {
        try (PactChannelsSandbox sandbox =
                PactChannelsSandbox.builder().requestLog(3).start()) {
            TestClient api = new TestClient(sandbox);
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
    void log_of_capacity_zero_only_counts() {
        try (PactChannelsSandbox sandbox =
                PactChannelsSandbox.builder().requestLog(0).start()) {
            new TestClient(sandbox).get("/companies/154/channels");

            assertThat(sandbox.requests()).isEmpty();
            assertThat(sandbox.requestCount()).isEqualTo(1);
        }
    }
}
