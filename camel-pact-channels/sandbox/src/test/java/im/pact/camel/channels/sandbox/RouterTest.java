/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Concurrency without HTTP, so that requests are close enough together to interfere. */
class RouterTest {

    @Test
    void check_and_create_are_atomic() throws Exception {
        SandboxState state = new SandboxState(new SandboxRules().allowUnknownProviders(true), 0);
        state.addCompanyIfAbsent(154);
        Router router = new Router(Set.of("token"), state);

        List<Long> created = Concurrently.run(4, client -> IntStream.range(0, 5_000)
                .filter(i -> router.respond(create("provider=new_" + i)).status() == 200)
                .count());

        assertThat(created.stream().mapToLong(Long::longValue).sum()).isEqualTo(5_000);
        assertThat(state.company(154).channels.size()).isEqualTo(5_000);
    }

    private static SandboxRequest create(String form) {
        return new SandboxRequest(
                "POST", "/p1/companies/154/channels", "", Map.of(Router.TOKEN_HEADER, List.of("token")), form);
    }
}
