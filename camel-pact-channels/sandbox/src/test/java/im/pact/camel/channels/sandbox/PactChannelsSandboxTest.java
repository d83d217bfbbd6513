/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Starting, filling, resetting and stopping a sandbox. */
class PactChannelsSandboxTest {

    @Test
    void starts_with_one_company_and_a_known_token_on_a_free_port() {
        try (PactChannelsSandbox one = PactChannelsSandbox.start();
                PactChannelsSandbox two = PactChannelsSandbox.start()) {
            assertThat(one.port()).isPositive().isNotEqualTo(two.port());
            assertThat(one.apiToken()).isEqualTo(PactChannelsSandbox.TOKEN);
            assertThat(one.companyId()).isEqualTo(PactChannelsSandbox.COMPANY_ID);
            assertThat(one.channels(154)).isEmpty();
        }
    }

    @Test
    void starts_with_the_settings_of_the_builder() {
        try (PactChannelsSandbox sandbox = PactChannelsSandbox.builder()
                .token("mine")
                .company(7)
                .channels(8, 137)
                .rules(rules -> rules.plainPageTokens(true))
                .wireMock(config -> config.gzipDisabled(true))
                .start()) {
            TestClient api = new TestClient(sandbox);

            assertThat(api.get("/companies/7/channels").ids()).isEmpty();
            assertThat(api.get("/companies/8/channels").nextPage()).matches("[A-Za-z0-9_-]+");
            assertThat(api.get("/companies/154/channels").status()).isEqualTo(404);
            assertThat(sandbox.companyId()).isEqualTo(7);
            assertThat(sandbox.wireMock().getOptions().getGzipDisabled()).isTrue();
            assertThat(sandbox.channels(8)).hasSize(137);
            assertThat(sandbox.channels(8))
                    .extracting(SandboxChannel::provider)
                    .contains("whatsapp", "telegram_personal", "instagram_business");
        }
    }

    @Test
    void reset_restores_the_initial_state_on_the_same_port() {
        try (PactChannelsSandbox sandbox =
                PactChannelsSandbox.builder().channels(154, 2).start()) {
            TestClient api = new TestClient(sandbox);
            int port = sandbox.port();
            sandbox.addChannels(154, 10);
            sandbox.addCompany(155);
            sandbox.rules().mustPay(154, true);
            sandbox.failNext(500, "");

            sandbox.reset();

            assertThat(sandbox.port()).isEqualTo(port);
            assertThat(sandbox.requestCount()).isZero();
            assertThat(api.get("/companies/154/channels").ids()).containsExactly(1L, 2L);
            assertThat(api.get("/companies/155/channels").status()).isEqualTo(404);
            assertThat(api.postForm("/companies/154/channels", "provider=viber&token=a")
                            .id())
                    .isEqualTo(3);
        }
    }

    @Test
    void given_id_must_be_free_and_later_ids_are_higher() {
        try (PactChannelsSandbox sandbox = PactChannelsSandbox.start()) {
            sandbox.addChannel(154, 399, "whatsapp");

            assertThat(sandbox.addChannel("viber")).isEqualTo(400);
            sandbox.addChannel(154, 12, "avito");
            assertThat(sandbox.addChannel("facebook")).isEqualTo(401);
            assertThat(sandbox.channels(154)).extracting(SandboxChannel::id).isEqualTo(List.of(12L, 399L, 400L, 401L));
            assertThatIllegalArgumentException().isThrownBy(() -> sandbox.addChannel(155, 399, "whatsapp"));
        }
    }

    @Test
    void pages_of_a_million_channels_can_be_read_at_any_position() {
        try (PactChannelsSandbox sandbox =
                PactChannelsSandbox.builder().channels(154, 1_000_000).start()) {
            TestClient api = new TestClient(sandbox);
            String middle = new PageTokens().token(154, 500_000, false);

            assertThat(sandbox.channelCount(154)).isEqualTo(1_000_000);
            assertThat(api.get("/companies/154/channels?per=2").ids()).containsExactly(1L, 2L);
            assertThat(api.get("/companies/154/channels?per=2&from=" + TestClient.encode(middle))
                            .ids())
                    .containsExactly(500_001L, 500_002L);
            assertThat(api.get("/companies/154/channels?per=2&sort_direction=desc")
                            .ids())
                    .containsExactly(1_000_000L, 999_999L);
        }
    }

    @Test
    void two_hundred_clients_are_served_concurrently() throws Exception {
        try (PactChannelsSandbox sandbox =
                PactChannelsSandbox.builder().channels(154, 100).start()) {
            TestClient api = new TestClient(sandbox);
            sandbox.everyRequest().delay(Duration.ofMillis(100));
            long start = System.nanoTime();

            assertThat(Concurrently.run(
                            200, i -> api.get("/companies/154/channels").status()))
                    .containsOnly(200);
            // Sequentially they would take 20 seconds.
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void closed_sandbox_refuses_connections_and_can_be_closed_again() {
        PactChannelsSandbox sandbox = PactChannelsSandbox.start();
        TestClient api = new TestClient(sandbox);
        sandbox.close();
        sandbox.close();

        assertThatThrownBy(() -> api.get("/companies/154/channels")).isInstanceOf(UncheckedIOException.class);
    }
}
