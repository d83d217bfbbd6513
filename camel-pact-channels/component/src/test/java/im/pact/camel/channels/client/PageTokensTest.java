/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageTokensTest {

    private final PageTokens tokens = new PageTokens();

    @Test
    void knows_those_that_it_was_told_and_no_others() {
        IntStream.range(0, 1000).forEach(i -> tokens.add("page-" + i));

        assertThat(IntStream.range(0, 1000)).allMatch(i -> tokens.contains("page-" + i));
        assertThat(IntStream.range(1000, 2000)).noneMatch(i -> tokens.contains("page-" + i));
        assertThat(tokens.contains("")).isFalse();
    }

    /** Texts that {@link String#hashCode()} does not tell apart. */
    @Test
    void tells_apart_what_looks_alike() {
        tokens.add("Aa-страница");

        assertThat(tokens.contains("BB-страница")).isFalse();
        assertThat(tokens.contains("Aa-страница")).isTrue();
    }
}
