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
    void each_test_gets_the_initial_state_on_the_same_server(PactChannelsSandbox sandbox) {
        PORTS.add(sandbox.port());
        assertThat(PORTS).hasSize(1);
        assertThat(sandbox).isSameAs(SANDBOX.sandbox());
        assertThat(sandbox.channelCount(154)).isEqualTo(1);
        sandbox.addChannel("viber");
    }

    @Nested
    class In_a_nested_class {

        @RepeatedTest(2)
        void each_test_gets_the_initial_state_on_the_same_server(PactChannelsSandbox sandbox) {
            PORTS.add(sandbox.port());
            assertThat(PORTS).hasSize(1);
            assertThat(sandbox.channelCount(154)).isEqualTo(1);
            sandbox.addChannel("viber");
        }
    }

    @AfterAll
    static void server_is_running_after_nested_classes() {
        assertThat(SANDBOX.sandbox().wireMock().isRunning()).isTrue();
    }

    @Nested
    class In_a_field_that_is_not_static {

        @RegisterExtension
        final PactChannelsSandboxExtension own = new PactChannelsSandboxExtension();

        @Test
        void each_test_gets_its_own_server() {
            assertThat(own.sandbox().port()).isNotEqualTo(SANDBOX.sandbox().port());
        }
    }

    @Test
    void sandbox_is_not_available_outside_of_tests() {
        assertThatIllegalStateException().isThrownBy(() -> new PactChannelsSandboxExtension().sandbox());
    }
}

@ExtendWith(PactChannelsSandboxExtension.class)
class WithoutAFieldTest {

    @Test
    void sandbox_is_injected_as_parameter(PactChannelsSandbox sandbox) {
        assertThat(new TestClient(sandbox).get("/companies/154/channels").status())
                .isEqualTo(200);
    }
}
