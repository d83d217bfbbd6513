/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

class PactChannelsSandboxExtensionTest {

    @RegisterExtension
    static final PactChannelsSandboxExtension SANDBOX =
            new PactChannelsSandboxExtension(PactChannelsSandbox.builder().channels(154, 1));

    private static final Set<Integer> PORTS = new HashSet<>();

    @RepeatedTest(2)
    void each_test_finds_the_sandbox_fresh_on_the_same_server(PactChannelsSandbox sandbox) {
        PORTS.add(sandbox.port());
        assertThat(PORTS).hasSize(1);
        assertThat(sandbox).isSameAs(SANDBOX.sandbox());
        assertThat(sandbox.channelCount(154)).isEqualTo(1);
        sandbox.addChannel("viber");
    }

    @Nested
    class In_a_nested_class {

        @RepeatedTest(2)
        void it_is_the_same_server_and_fresh_too(PactChannelsSandbox sandbox) {
            PORTS.add(sandbox.port());
            assertThat(PORTS).hasSize(1);
            assertThat(sandbox.channelCount(154)).isEqualTo(1);
            sandbox.addChannel("viber");
        }
    }

    @AfterAll
    static void still_running_after_nested_classes() {
        assertThat(SANDBOX.sandbox().wireMock().isRunning()).isTrue();
    }

    @Nested
    class In_a_field_that_is_not_static {

        @RegisterExtension
        final PactChannelsSandboxExtension own = new PactChannelsSandboxExtension();

        @Test
        void there_is_a_server_for_each_test() {
            assertThat(own.sandbox().port()).isNotEqualTo(SANDBOX.sandbox().port());
        }
    }

    @Test
    void outside_of_tests_there_is_none() {
        assertThatIllegalStateException().isThrownBy(() -> new PactChannelsSandboxExtension().sandbox());
    }
}

@ExtendWith(PactChannelsSandboxExtension.class)
class WithoutAFieldTest {

    @Test
    void the_sandbox_is_a_parameter(PactChannelsSandbox sandbox) {
        assertThat(new Api(sandbox).get("/companies/154/channels").status()).isEqualTo(200);
    }
}
