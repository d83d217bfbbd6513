/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import im.pact.camel.channels.request.PageRequest;
import im.pact.camel.channels.request.SortDirection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Results: what they say, and that all of what the service said can be had back. */
class ApiObjectTest {

    static Stream<Function<Map<String, Object>, ApiObject>> results() {
        return Stream.of(
                answer -> new ChannelResult(1, "created", answer),
                answer -> new RequestedCode(6L, "app", 60L, "app", 7L, NextStep.NONE, List.of(), answer),
                answer -> new Confirmation(NextStep.NONE, List.of(), "enabled", answer),
                answer -> new DeliveryJob(17, 154L, 399L, "whatsapp", "delivered", null, null, 1L, 2L, null, answer));
    }

    @ParameterizedTest
    @MethodSource("results")
    void a_result_keeps_the_whole_answer_in_its_order(Function<Map<String, Object>, ApiObject> result) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("z", null);
        answer.put("a", List.of(1));

        ApiObject kept = result.apply(answer);
        answer.clear();

        assertThat(kept.toMap().keySet()).containsExactly("z", "a");
        assertThat(kept.toMap()).containsEntry("z", null).containsEntry("a", List.of(1));
    }

    @ParameterizedTest
    @MethodSource("results")
    void what_is_given_back_is_the_callers_own(Function<Map<String, Object>, ApiObject> result) {
        ApiObject kept = result.apply(Map.of("a", 1));

        kept.toMap().clear();

        assertThat(kept.toMap()).isEqualTo(Map.of("a", 1));
    }

    @Test
    void a_channel_is_given_back_under_the_names_of_the_api() {
        Map<String, Object> others = new LinkedHashMap<>();
        others.put("billing_start_date", null);

        assertThat(new PactChannel(399, "whatsapp", others).toMap().entrySet())
                .extracting(Map.Entry::getKey, Map.Entry::getValue)
                .containsExactly(
                        tuple("external_id", 399L), tuple("provider", "whatsapp"), tuple("billing_start_date", null));
        assertThat(new PactChannel(399, "whatsapp").otherFields()).isEmpty();
    }

    @Test
    void channels_are_a_list_that_nobody_can_change() {
        ChannelList channels = new ChannelList(List.of(new PactChannel(1, "viber"), new PactChannel(2, "avito")));

        assertThat(channels).containsExactly(new PactChannel(1, "viber"), new PactChannel(2, "avito"));
        assertThatThrownBy(() -> channels.remove(0)).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    trying_deliver, -,             false, false
                    -,              -,             false, false
                    delivered,      -,             true,  true
                    DELIVERED,      -,             true,  true
                    delivered,      DELIVERED,     true,  true
                    trying_deliver, delivered,     true,  true
                    delivered,      NOT DELIVERED, true,  false
                    failed,         NOT DELIVERED, true,  false
                    """)
    void the_result_of_a_job_counts_and_without_one_its_state(
            String state, String result, boolean done, boolean delivered) {
        DeliveryJob job = new DeliveryJob(17, null, null, null, state, result, null, null, null, null, Map.of());

        assertThat(job.isDone()).isEqualTo(done);
        assertThat(job.isDelivered()).isEqualTo(delivered);
    }

    @Test
    void a_listing_goes_on_with_the_same_size_and_order() {
        assertThat(new PageRequest(10, "a", SortDirection.desc).at("b"))
                .isEqualTo(new PageRequest(10, "b", SortDirection.desc));
    }
}
