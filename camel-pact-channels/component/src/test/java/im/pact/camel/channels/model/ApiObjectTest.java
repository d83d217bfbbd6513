/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import im.pact.camel.channels.request.PageRequest;
import im.pact.camel.channels.request.SortDirection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
                answer -> new CompanyResult(1, "updated", answer),
                answer -> new RequestedCode(6L, "app", 60L, "app", 7L, null, NextStep.NONE, List.of(), answer),
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
    void company_is_given_back_under_the_names_of_the_api() {
        Company company = new Company(11, "Acme", null, Map.of("phone", "79250000001"));

        assertThat(company.toMap().entrySet())
                .extracting(Map.Entry::getKey, Map.Entry::getValue)
                .containsExactly(
                        tuple("external_id", 11L),
                        tuple("name", "Acme"),
                        tuple("webhook_url", null),
                        tuple("phone", "79250000001"));
        assertThat(company).isEqualTo(company.toMap()).hasSameHashCodeAs(company.toMap());
        assertThat((Object) company)
                .isNotEqualTo(new Company(11, "Acme", "https://a.example.org", Map.of("phone", "79250000001")));
    }

    @Test
    void company_shows_neither_the_address_of_its_webhook_nor_the_values_of_other_fields() {
        assertThat(new Company(11, "Acme", "https://hooks.example.org/s3cret", Map.of("phone", "79250000001")))
                .asString()
                .isEqualTo("Company[companyId=11, name=Acme, webhookUrl=******, otherFields=[phone]]");
        assertThat(new Company(11, "Acme", null, Map.of()).toString()).contains("webhookUrl=null");
    }

    @Test
    void list_of_channels_is_an_ordinary_list() {
        ApiList<PactChannel> channels =
                new ApiList<>(List.of(new PactChannel(2, "viber"), new PactChannel(1, "avito")));

        channels.sort(Comparator.comparing(PactChannel::channelId));
        channels.add(new PactChannel(3, "telegram"));
        channels.remove(0);

        assertThat(channels).containsExactly(new PactChannel(2, "viber"), new PactChannel(3, "telegram"));
    }

    // A channel is a map too

    @Test
    void channel_is_a_read_only_map_of_its_fields() {
        PactChannel channel = new PactChannel(1, "viber", Map.of("state", "on"));

        assertThat((Map<String, Object>) channel)
                .hasSize(3)
                .isNotEmpty()
                .containsEntry("external_id", 1L)
                .containsEntry("provider", "viber")
                .containsKey("state")
                .containsValue("on");
        assertThat(channel.keySet()).containsExactly("external_id", "provider", "state");
        assertThat(channel.values()).containsExactly(1L, "viber", "on");
        assertThat(channel.get("state")).isEqualTo("on");
    }

    static Stream<Consumer<PactChannel>> writes() {
        return Stream.of(
                channel -> channel.put("state", "off"),
                channel -> channel.putAll(Map.of("state", "off")),
                channel -> channel.remove("state"),
                Map::clear,
                channel -> channel.entrySet().iterator().next().setValue("off"),
                channel -> channel.keySet().clear());
    }

    @ParameterizedTest
    @MethodSource("writes")
    void channel_cannot_be_changed_as_a_map(Consumer<PactChannel> write) {
        PactChannel channel = new PactChannel(1, "viber", Map.of("state", "on"));

        assertThatThrownBy(() -> write.accept(channel)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void channel_is_equal_to_a_map_with_the_same_fields() {
        PactChannel channel = new PactChannel(1, "viber");
        Map<String, Object> map = Map.of("external_id", 1L, "provider", "viber");

        assertThat(channel.equals(map)).isTrue();
        assertThat(map.equals(channel)).isTrue();
        assertThat(channel.hashCode()).isEqualTo(map.hashCode());
        assertThat(channel).isEqualTo(new PactChannel(1, "viber")).isNotEqualTo(new PactChannel(1, "avito"));
        assertThat(channel.equals(Map.of("external_id", 1L))).isFalse();
        assertThat(channel.equals("viber")).isFalse();
        assertThat(channel).isNotEqualTo(new PactChannel(1, "viber", Map.of("state", "on")));
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
