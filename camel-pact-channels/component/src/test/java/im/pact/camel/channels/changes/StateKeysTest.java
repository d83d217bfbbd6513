/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.Test;

class StateKeysTest {

    private final CamelContext context = new DefaultCamelContext();
    private final MemoryStateRepository repository = new MemoryStateRepository();
    private final StateKeys keys = StateKeys.of(context);

    @Test
    void keys_of_a_context_are_the_same_for_all_its_consumers() {
        assertThat(StateKeys.of(context)).isSameAs(keys);
        assertThat(StateKeys.of(new DefaultCamelContext())).isNotSameAs(keys);
    }

    @Test
    void key_is_claimed_once() {
        keys.claim(repository, "key");

        assertThatIllegalStateException()
                .isThrownBy(() -> keys.claim(repository, "key"))
                .withMessageContaining("'key'");
    }

    @Test
    void same_key_in_another_repository_is_another_key() {
        keys.claim(repository, "key");

        assertThatNoException().isThrownBy(() -> keys.claim(new MemoryStateRepository(), "key"));
    }

    @Test
    void released_key_can_be_claimed_again() {
        keys.claim(repository, "key");
        keys.release(repository, "key");

        assertThatNoException().isThrownBy(() -> keys.claim(repository, "key"));
    }
}
