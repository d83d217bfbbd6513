/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import static im.pact.camel.channels.sandbox.PactChannelsSandbox.COMPANY_ID;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "Get All channels". */
class ListChannelsTest {

    private static final String CHANNELS = "/companies/154/channels";

    @RegisterExtension
    static final PactChannelsSandboxExtension SANDBOX = new PactChannelsSandboxExtension();

    private PactChannelsSandbox sandbox;
    private TestClient api;

    @BeforeEach
    void connect(PactChannelsSandbox fresh) {
        sandbox = fresh;
        api = new TestClient(fresh);
    }

    @Test
    void channel_has_only_an_id_and_a_provider() {
        sandbox.addChannel(COMPANY_ID, 399, "whatsapp");

        assertThat(api.get(CHANNELS).body())
                .isEqualTo(
                        "{\"status\":\"ok\",\"data\":{\"channels\":[{\"external_id\":399,\"provider\":\"whatsapp\"}]}}");
    }

    @Test
    void company_without_channels_has_one_empty_page() {
        assertThat(api.get(CHANNELS).body()).isEqualTo("{\"status\":\"ok\",\"data\":{\"channels\":[]}}");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "50, 1", "51, 2", "100, 2", "101, 3"})
    void page_has_50_channels_by_default(int channels, int pages) {
        sandbox.addChannels(COMPANY_ID, channels);

        List<Long> ids = api.listAll(COMPANY_ID, "");

        assertThat(ids).isEqualTo(numbers(1, channels));
        assertThat(sandbox.requestCount()).isEqualTo(pages);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 7", "100, 100"})
    void per_sets_the_page_size(int per, int size) {
        sandbox.addChannels(COMPANY_ID, 101);

        assertThat(api.get(CHANNELS + "?per=" + per).ids()).hasSize(size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "ten", "1.5", "", "99999999999999999999"})
    void per_outside_1_to_100_is_400(String per) {
        TestClient.Reply reply = api.get(CHANNELS + "?per=" + per);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.detail()).contains("'per'");
    }

    @Test
    void channels_are_sorted_by_id_in_both_directions() {
        sandbox.addChannel(COMPANY_ID, 30, "viber");
        sandbox.addChannel(COMPANY_ID, 10, "avito");
        sandbox.addChannel(COMPANY_ID, 20, "facebook");

        assertThat(api.get(CHANNELS).ids()).containsExactly(10L, 20L, 30L);
        assertThat(api.get(CHANNELS + "?sort_direction=asc").ids()).containsExactly(10L, 20L, 30L);
        assertThat(api.get(CHANNELS + "?sort_direction=desc").ids()).containsExactly(30L, 20L, 10L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "ASC", ""})
    void unknown_direction_is_400(String direction) {
        assertThat(api.get(CHANNELS + "?sort_direction=" + direction).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"asc", "desc"})
    void listing_of_ten_thousand_channels_is_complete_and_in_order(String direction) {
        sandbox.addChannels(COMPANY_ID, 10_000);
        List<Long> expected = numbers(1, 10_000);
        if (direction.equals("desc")) {
            Collections.reverse(expected);
        }

        assertThat(api.listAll(COMPANY_ID, "&per=100&sort_direction=" + direction))
                .isEqualTo(expected);
    }

    @Test
    void listing_contains_channels_of_its_company_only() {
        sandbox.addChannels(155, 2);
        sandbox.addChannels(COMPANY_ID, 2);

        assertThat(api.get(CHANNELS).ids()).containsExactly(3L, 4L);
        assertThat(api.get("/companies/155/channels").ids()).containsExactly(1L, 2L);
    }

    @Nested
    class Page_tokens {

        @Test
        void differ_between_pages_and_have_at_most_255_symbols() {
            sandbox.addChannels(COMPANY_ID, 20);
            Set<String> tokens = new HashSet<>();
            String from = "";
            for (int page = 1; page <= 19; page++) {
                from = api.get(CHANNELS + "?per=1&from=" + TestClient.encode(from))
                        .nextPage();
                tokens.add(from);
            }

            assertThat(tokens).hasSize(19).allSatisfy(token -> assertThat(token).hasSizeLessThan(256));
        }

        @Test
        void contain_characters_that_need_encoding() {
            sandbox.addChannels(COMPANY_ID, 2);

            assertThat(api.get(CHANNELS + "?per=1").nextPage())
                    .contains("/", "+", "=", "%", "&")
                    .containsPattern("[^\\x00-\\x7f]");
        }

        @Test
        void decoded_twice_are_unknown() {
            sandbox.addChannels(COMPANY_ID, 2);
            String token = api.get(CHANNELS + "?per=1").nextPage();
            String decodedAgain = URLDecoder.decode(token, StandardCharsets.UTF_8);

            assertThat(api.get(CHANNELS + "?per=1&from=" + TestClient.encode(decodedAgain))
                            .ids())
                    .containsExactly(1L);
        }

        @Test
        void need_no_encoding_if_the_rule_is_set() {
            sandbox.addChannels(COMPANY_ID, 2);
            sandbox.rules().plainPageTokens(true);
            String token = api.get(CHANNELS + "?per=1").nextPage();

            assertThat(token).matches("[A-Za-z0-9_-]+");
            assertThat(api.get(CHANNELS + "?per=1&from=" + token).ids()).containsExactly(2L);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "%20", "nonsense", "fslkfg2lkdfmlwkmlmw4of94wg34lfkm34lg", "0", "%D0%B6"})
        void unknown_or_blank_return_the_first_page(String token) {
            sandbox.addChannels(COMPANY_ID, 3);

            TestClient.Reply reply = api.get(CHANNELS + "?per=2&from=" + token);

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.ids()).containsExactly(1L, 2L);
        }

        @Test
        void expired_return_the_first_page() {
            sandbox.addChannels(COMPANY_ID, 3);
            String token = api.get(CHANNELS + "?per=2").nextPage();
            sandbox.expirePageTokens();

            assertThat(api.get(CHANNELS + "?per=2&from=" + TestClient.encode(token))
                            .ids())
                    .containsExactly(1L, 2L);
        }

        @Test
        void of_another_company_return_the_first_page() {
            sandbox.addChannels(COMPANY_ID, 3);
            sandbox.addChannels(155, 3);
            String token = api.get(CHANNELS + "?per=2").nextPage();

            assertThat(api.get("/companies/155/channels?per=2&from=" + TestClient.encode(token))
                            .ids())
                    .containsExactly(4L, 5L);
        }

        @Test
        void longer_than_255_symbols_are_400() {
            sandbox.addChannels(COMPANY_ID, 1);

            assertThat(api.get(CHANNELS + "?from=" + TestClient.encode("ж".repeat(255)))
                            .status())
                    .isEqualTo(200);
            assertThat(api.get(CHANNELS + "?from=" + TestClient.encode("😀".repeat(255)))
                            .status())
                    .isEqualTo(200);
            assertThat(api.get(CHANNELS + "?from=" + "a".repeat(256)).status()).isEqualTo(400);
        }
    }

    @Nested
    class Channels_added_or_removed_during_a_listing {

        @Test
        void do_not_shift_pages() {
            sandbox.addChannels(COMPANY_ID, 6);
            TestClient.Reply first = api.get(CHANNELS + "?per=3");
            assertThat(sandbox.removeChannel(1)).isTrue();
            sandbox.removeChannel(3);
            sandbox.removeChannel(5);
            long added = sandbox.addChannel("viber");

            TestClient.Reply second = api.get(CHANNELS + "?per=3&from=" + TestClient.encode(first.nextPage()));

            assertThat(first.ids()).containsExactly(1L, 2L, 3L);
            assertThat(second.ids()).containsExactly(4L, 6L, added);
            assertThat(second.json().at("/data").has("next_page")).isFalse();
        }

        @Test
        void can_leave_an_empty_last_page() {
            sandbox.addChannels(COMPANY_ID, 2);
            String token = api.get(CHANNELS + "?per=1").nextPage();
            sandbox.removeChannel(2);

            assertThat(api.get(CHANNELS + "?from=" + TestClient.encode(token)).body())
                    .isEqualTo("{\"status\":\"ok\",\"data\":{\"channels\":[]}}");
        }

        @Test
        void are_not_returned_by_a_descending_listing_if_added_later() {
            sandbox.addChannels(COMPANY_ID, 4);
            TestClient.Reply first = api.get(CHANNELS + "?per=2&sort_direction=desc");
            sandbox.addChannel("viber");

            assertThat(api.get(CHANNELS + "?per=2&sort_direction=desc&from=" + TestClient.encode(first.nextPage()))
                            .ids())
                    .containsExactly(2L, 1L);
        }
    }

    @Nested
    class A_server_with_other_paging {

        @BeforeEach
        void four_channels_two_a_page() {
            sandbox.addChannels(COMPANY_ID, 4);
        }

        @ParameterizedTest
        @EnumSource(
                value = Paging.class,
                names = {"NORMAL", "NULL_AT_END", "BLANK_AT_END"})
        void marks_the_last_page_as_the_rule_says(Paging paging) {
            sandbox.rules().paging(paging);
            TestClient.Reply first = api.get(CHANNELS + "?per=2");
            TestClient.Reply last = api.get(CHANNELS + "?per=2&from=" + TestClient.encode(first.nextPage()));

            assertThat(last.ids()).containsExactly(3L, 4L);
            String end = last.body().substring(last.body().indexOf(']'));
            assertThat(end)
                    .isEqualTo(
                            switch (paging) {
                                case NULL_AT_END -> "],\"next_page\":null}}";
                                case BLANK_AT_END -> "],\"next_page\":\"\"}}";
                                default -> "]}}";
                            });
        }

        @Test
        void returns_empty_pages_with_a_token_after_the_last() {
            sandbox.rules().paging(Paging.EMPTY_PAGE_AT_END);
            List<List<Long>> pages = pages(4);

            assertThat(pages).containsExactly(List.of(1L, 2L), List.of(3L, 4L), List.of(), List.of());
        }

        @Test
        void repeats_a_token_without_end() {
            sandbox.rules().paging(Paging.SAME_TOKEN_FOREVER);
            TestClient.Reply first = api.get(CHANNELS + "?per=2");
            TestClient.Reply second = api.get(CHANNELS + "?per=2&from=" + TestClient.encode(first.nextPage()));

            assertThat(second.nextPage()).isNotEmpty().isEqualTo(first.nextPage());
            assertThat(pages(4)).containsExactly(List.of(1L, 2L), List.of(3L, 4L), List.of(3L, 4L), List.of(3L, 4L));
        }

        private List<List<Long>> pages(int count) {
            List<List<Long>> pages = new ArrayList<>();
            String from = "";
            for (int i = 0; i < count; i++) {
                TestClient.Reply page = api.get(CHANNELS + "?per=2&from=" + TestClient.encode(from));
                pages.add(page.ids());
                from = page.nextPage();
            }
            return pages;
        }
    }

    private static List<Long> numbers(int from, int to) {
        return new ArrayList<>(LongStream.rangeClosed(from, to).boxed().toList());
    }
}
