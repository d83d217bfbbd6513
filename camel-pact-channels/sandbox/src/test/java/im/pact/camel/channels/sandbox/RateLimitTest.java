/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rate limit of the rules. */
class RateLimitTest {

    private static final String CHANNELS = "/companies/154/channels";
    private static final String OTHER_TOKEN = "other-token";
    private static final Duration SECOND = Duration.ofSeconds(1);

    @RegisterExtension
    static final PactChannelsSandboxExtension SANDBOX =
            new PactChannelsSandboxExtension(PactChannelsSandbox.builder().additionalToken(OTHER_TOKEN));

    private final TestClock clock = new TestClock();
    private PactChannelsSandbox sandbox;
    private TestClient api;

    @BeforeEach
    void connect(PactChannelsSandbox fresh) {
        sandbox = fresh;
        sandbox.rules().clock(clock);
        api = new TestClient(fresh);
    }

    @Test
    void requests_above_the_limit_are_429_until_the_window_ends() {
        sandbox.rules().rateLimit(2, SECOND);

        assertThat(statuses(4)).containsExactly(200, 200, 429, 429);
        clock.advance(Duration.ofMillis(999));
        assertThat(statuses(1)).containsExactly(429);
        clock.advance(Duration.ofMillis(1));
        assertThat(statuses(3)).containsExactly(200, 200, 429);
    }

    @Test
    void window_begins_with_the_first_request_after_the_previous_one() {
        sandbox.rules().rateLimit(1, SECOND);
        statuses(1);
        clock.advance(Duration.ofMillis(1_700));
        assertThat(statuses(1)).containsExactly(200);

        clock.advance(Duration.ofMillis(700));

        assertThat(statuses(1)).containsExactly(429);
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "1, 3", "1000, 2", "2000, 1", "2001, 1", "2999, 1"})
    void retry_after_is_the_rest_of_the_window_in_seconds_rounded_up(long millisSinceStart, String seconds) {
        sandbox.rules().rateLimit(1, Duration.ofSeconds(3));
        statuses(1);
        clock.advance(Duration.ofMillis(millisSinceStart));

        TestClient.Reply rejected = api.get(CHANNELS);

        assertThat(rejected.status()).isEqualTo(429);
        assertThat(retryAfter(rejected)).containsExactly(seconds);
        assertThat(rejected.detail()).isEqualTo("Too many requests");
    }

    @Test
    void wait_is_named_in_the_text_only_with_hint_text() {
        sandbox.rules().rateLimit(1, Duration.ofSeconds(3), WaitHint.TEXT);
        statuses(1);

        TestClient.Reply rejected = api.get(CHANNELS);

        assertThat(rejected.status()).isEqualTo(429);
        assertThat(rejected.at("/status")).isEqualTo("errored");
        assertThat(rejected.detail()).isEqualTo("Please wait for 3 seconds");
        assertThat(retryAfter(rejected)).isEmpty();
    }

    @Test
    void wait_is_not_named_with_hint_none() {
        sandbox.rules().rateLimit(1, Duration.ofSeconds(3), WaitHint.NONE);
        statuses(1);

        TestClient.Reply rejected = api.get(CHANNELS);

        assertThat(rejected.status()).isEqualTo(429);
        assertThat(rejected.body()).doesNotContain("3");
        assertThat(retryAfter(rejected)).isEmpty();
    }

    @Test
    void each_token_has_its_own_limit() {
        sandbox.rules().rateLimit(1, SECOND);
        TestClient other = new TestClient(sandbox.baseUri(), OTHER_TOKEN);

        assertThat(statuses(2)).containsExactly(200, 429);
        assertThat(other.get(CHANNELS).status()).isEqualTo(200);
        assertThat(other.get(CHANNELS).status()).isEqualTo(429);
    }

    @Test
    void request_with_wrong_token_is_401_and_not_counted() {
        sandbox.rules().rateLimit(1, SECOND);
        TestClient wrong = new TestClient(sandbox.baseUri(), "wrong");

        assertThat(wrong.get(CHANNELS).status()).isEqualTo(401);
        assertThat(wrong.get(CHANNELS).status()).isEqualTo(401);
        assertThat(statuses(1)).containsExactly(200);
        assertThat(sandbox.rateLimitStatistics()).isEqualTo(new RateLimitStatistics(1, 0));
    }

    @Test
    void all_operations_count_and_a_rejected_request_has_no_effect() {
        sandbox.rules().rateLimit(2, SECOND);
        api.get("/companies/154/channels/1/jobs/1");
        api.get("/companies/999/channels");

        assertThat(api.postForm(CHANNELS, "provider=viber&token=a").status()).isEqualTo(429);
        assertThat(sandbox.channels(154)).isEmpty();
    }

    @Test
    void limit_changes_apply_to_the_current_window() {
        sandbox.rules().rateLimit(10, SECOND);
        assertThat(statuses(6)).containsOnly(200);

        sandbox.rules().rateLimit(5, SECOND);
        assertThat(statuses(1)).containsExactly(429);

        sandbox.rules().rateLimit(20, SECOND);
        assertThat(statuses(14)).containsOnly(200);
        assertThat(statuses(1)).containsExactly(429);

        sandbox.rules().noRateLimit();
        assertThat(statuses(5)).containsOnly(200);
    }

    @Test
    void clock_that_is_set_back_begins_a_new_window() {
        sandbox.rules().rateLimit(1, SECOND);
        statuses(1);
        clock.advance(Duration.ofDays(-1));

        assertThat(statuses(2)).containsExactly(200, 429);
    }

    @ParameterizedTest
    @EnumSource(WaitHint.class)
    void statistics_count_requests_and_rejections(WaitHint hint) {
        statuses(3);
        sandbox.rules().rateLimit(2, SECOND, hint);
        statuses(5);

        assertThat(sandbox.rateLimitStatistics()).isEqualTo(new RateLimitStatistics(8, 3));
        sandbox.reset();
        assertThat(sandbox.rateLimitStatistics()).isEqualTo(new RateLimitStatistics(0, 0));
    }

    @Test
    void limit_is_exact_with_concurrent_requests() throws Exception {
        sandbox.rules().rateLimit(7, SECOND);

        assertThat(Concurrently.run(40, i -> api.get(CHANNELS).status()))
                .filteredOn(status -> status == 200)
                .hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void limit_below_one_request_is_rejected(int requests) {
        assertThatIllegalArgumentException().isThrownBy(() -> sandbox.rules().rateLimit(requests, SECOND));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void window_that_is_not_positive_is_rejected(long millis) {
        assertThatIllegalArgumentException().isThrownBy(() -> sandbox.rules().rateLimit(1, Duration.ofMillis(millis)));
    }

    @ParameterizedTest
    @CsvSource({"10/1s, 10, PT1S", "300/1m, 300, PT1M", "5/250ms, 5, PT0.25S", "1000/2h, 1000, PT2H"})
    void limit_is_parsed_from_text(String text, int requests, Duration window) {
        assertThat(RateLimit.parse(text)).isEqualTo(new RateLimit(requests, window, WaitHint.RETRY_AFTER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "10/s", "10/1", "0/1s", "1/0s", "-1/1s", "10/1d", "10 / 1s"})
    void malformed_text_of_a_limit_is_rejected(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> RateLimit.parse(text));
    }

    private List<Integer> statuses(int requests) {
        return Stream.generate(() -> api.get(CHANNELS).status()).limit(requests).toList();
    }

    private static List<String> retryAfter(TestClient.Reply reply) {
        return reply.response().headers().allValues("Retry-After");
    }
}
