/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import im.pact.camel.channels.model.ApiList;
import im.pact.camel.channels.model.Company;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.model.Page;
import im.pact.camel.channels.request.PageRequest;
import im.pact.camel.channels.request.SortDirection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of a listing, with a service in memory. */
class PagesTest {

    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private final Service service = new Service();

    // One page after another

    @Test
    void pages_are_read_in_the_order_of_their_tokens() {
        service.responds(page("b", 1, 2), page("c", 3), page(null, 4));

        Pages<PactChannel> pages = listing(NO_LIMIT);

        assertThat(pages).toIterable().containsExactly(page("b", 1, 2), page("c", 3), page(null, 4));
        assertThat(service.tokens()).containsExactly(null, "b", "c");
    }

    @Test
    void every_page_is_requested_with_the_same_size_and_order() {
        service.responds(page("b", 9), page(null, 8));

        Pages.ofChannels(154, service, new PageRequest(1, null, SortDirection.desc), NO_LIMIT)
                .remaining();

        assertThat(service.requests)
                .containsExactly(
                        new PageRequest(1, null, SortDirection.desc), new PageRequest(1, "b", SortDirection.desc));
    }

    @Test
    void listing_may_begin_at_any_page() {
        service.responds(page("d", 5), page(null, 6));

        assertThat(Pages.ofChannels(154, service, PageRequest.FIRST.at("c"), NO_LIMIT)
                        .remaining())
                .extracting(PactChannel::channelId)
                .containsExactly(5L, 6L);
        assertThat(service.tokens()).containsExactly("c", "d");
    }

    // A page is requested when it is taken

    @Test
    void listing_that_is_not_read_sends_no_request() {
        service.responds(page(null, 1));

        Pages<PactChannel> pages = listing(NO_LIMIT);
        pages.items();

        assertThat(pages.hasNext()).isTrue();
        assertThat(pages.taken()).isZero();
        assertThat(service.requests).isEmpty();
    }

    @Test
    void has_next_sends_no_request() {
        service.responds(page("b", 1), page(null, 2));
        Pages<PactChannel> pages = listing(NO_LIMIT);

        pages.next();

        assertThat(pages.hasNext()).isTrue();
        assertThat(pages.hasNext()).isTrue();
        assertThat(service.requests).hasSize(1);
    }

    @Test
    void next_page_is_requested_when_the_channels_before_it_are_used_up() {
        service.responds(page("b", 1, 2), page(null, 3));
        Iterator<PactChannel> channels = listing(NO_LIMIT).items();
        List<String> events = service.events;

        while (channels.hasNext()) {
            events.add("channel " + channels.next().channelId());
        }

        assertThat(events).containsExactly("page null", "channel 1", "channel 2", "page b", "channel 3");
    }

    @Test
    void has_next_of_channels_takes_no_channel() {
        service.responds(page("b", 1), page(null, 2));
        Iterator<PactChannel> channels = listing(NO_LIMIT).items();

        assertThat(channels.hasNext()).isTrue();
        assertThat(channels.hasNext()).isTrue();

        assertThat(channels.next()).isEqualTo(channel(1));
        assertThat(service.requests).hasSize(1);
    }

    @Test
    void channels_can_be_taken_without_has_next() {
        service.responds(page("b", 1), page(null, 2));
        Iterator<PactChannel> channels = listing(NO_LIMIT).items();

        assertThat(channels.next()).isEqualTo(channel(1));
        assertThat(channels.next()).isEqualTo(channel(2));
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(channels::next)
                .withMessage("No item after page 2");
    }

    // The end of a listing

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void blank_token_is_the_end(String blank) {
        service.responds(page(blank, 1));

        assertThat(listing(NO_LIMIT).remaining()).containsExactly(channel(1));
        assertThat(service.requests).hasSize(1);
    }

    @Test
    void empty_page_that_names_a_next_one_is_followed() {
        service.responds(page("b", 1, 2), page("c"), page("d"), page("e"), page(null, 3));
        Pages<PactChannel> pages = listing(NO_LIMIT);

        assertThat(pages.remaining()).containsExactly(channel(1), channel(2), channel(3));
        assertThat(pages.isComplete()).isTrue();
    }

    @Test
    void fourth_empty_page_in_a_row_is_the_end() {
        service.responds(page("b", 1), page("c"), page("d"), page("e"), page("f"));
        Pages<PactChannel> pages = listing(NO_LIMIT);

        assertThat(pages.remaining()).containsExactly(channel(1));
        assertThat(pages.hasNext()).isFalse();
        assertThat(pages.nextPageToken()).isNull();
        assertThat(pages.isComplete()).isFalse();
        assertThat(service.requests).hasSize(5);
    }

    @Test
    void empty_page_that_names_a_token_again_is_the_end() {
        service.responds(page("b", 1), page("b"));
        Pages<PactChannel> pages = listing(NO_LIMIT);

        assertThat(pages.remaining()).containsExactly(channel(1));
        assertThat(pages.isComplete()).isFalse();
    }

    @Test
    void company_without_channels_has_one_page() {
        service.responds(page(null));
        Pages<PactChannel> pages = listing(NO_LIMIT);

        assertThat(pages.next().items()).isEmpty();
        assertThat(pages.hasNext()).isFalse();
        assertThat(pages.taken()).isEqualTo(1);
    }

    @Test
    void after_the_end_no_request_is_sent() {
        service.responds(page(null, 1));
        Pages<PactChannel> pages = listing(NO_LIMIT);
        pages.next();

        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(pages::next)
                .withMessage("No page after page 1");
        assertThat(service.requests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 3", "3, 4", "4, 4"})
    void max_pages_limits_the_requests(int maxPages, int channels) {
        service.responds(page("b", 1), page("c", 2, 3), page(null, 4));

        assertThat(listing(maxPages).remaining()).hasSize(channels);
        assertThat(service.requests).hasSize(Math.min(maxPages, 3));
    }

    @Test
    void listing_that_reached_max_pages_has_a_next_page_token() {
        service.responds(page("b", 1), page("c", 2), page(null, 3));
        Pages<PactChannel> pages = listing(2);

        pages.remaining();

        assertThat(pages.hasNext()).isFalse();
        assertThat(pages.taken()).isEqualTo(2);
        assertThat(pages.nextPageToken()).isEqualTo("c");
    }

    @Test
    void listing_is_complete_after_its_last_page() {
        service.responds(page("b", 1), page(null, 2));
        Pages<PactChannel> pages = listing(NO_LIMIT);
        assertThat(pages.isComplete()).as("nothing was read").isFalse();

        pages.next();
        assertThat(pages.isComplete()).as("there is another page").isFalse();

        pages.next();
        assertThat(pages.isComplete()).as("there is none").isTrue();
    }

    @Test
    void listing_that_ends_before_its_last_page_is_not_complete() {
        service.responds(page("b", 1), page("c", 2));

        Pages<PactChannel> limited = listing(2);
        limited.remaining();
        assertThat(limited.isComplete()).as("at its limit").isFalse();
    }

    @Test
    void next_page_token_is_known_after_each_page() {
        service.responds(page("b", 1), page(null, 2));
        Pages<PactChannel> pages = listing(NO_LIMIT);
        assertThat(pages.nextPageToken()).isNull();

        pages.next();
        assertThat(pages.nextPageToken()).isEqualTo("b");

        pages.next();
        assertThat(pages.nextPageToken()).isNull();
    }

    // A repeated token

    @Test
    void repeated_token_is_an_error() {
        service.responds(page("b", 1), page("b", 2));
        Pages<PactChannel> pages = listing(NO_LIMIT);
        pages.next();
        pages.next();

        PactChannelsException failure = (PactChannelsException) catchThrowable(pages::next);

        assertThat(failure)
                .isInstanceOf(PactChannelsUnexpectedResponseException.class)
                .hasMessageContaining("Page 2 names a page that was already read, so the listing would never end");
        assertThat(failure.getOperation()).isEqualTo("list");
        assertThat(failure.getMethod()).isEqualTo("GET");
        assertThat(failure.getPath()).endsWith("/companies/154/channels");
        assertThat(service.requests).as("no request for the page again").hasSize(2);
    }

    @Test
    void error_comes_after_the_channels_of_the_page_that_names_the_token() {
        service.responds(page("b", 1), page("c", 2), page("b", 3));
        Iterator<PactChannel> channels = listing(NO_LIMIT).items();

        assertThat(channels.next()).isEqualTo(channel(1));
        assertThat(channels.next()).isEqualTo(channel(2));
        assertThat(channels.next()).isEqualTo(channel(3));

        assertThatExceptionOfType(PactChannelsUnexpectedResponseException.class).isThrownBy(channels::hasNext);
        assertThatExceptionOfType(PactChannelsUnexpectedResponseException.class)
                .as("and again")
                .isThrownBy(channels::next);
    }

    @Test
    void token_of_the_first_page_counts_too() {
        service.responds(page("b", 1));
        Pages<PactChannel> pages = Pages.ofChannels(154, service, PageRequest.FIRST.at("b"), NO_LIMIT);
        pages.next();

        assertThatExceptionOfType(PactChannelsUnexpectedResponseException.class).isThrownBy(pages::next);
    }

    @Test
    void repeated_token_after_the_last_page_is_ignored() {
        service.responds(page("b", 1), page("b", 2));

        assertThat(listing(2).remaining()).hasSize(2);
    }

    @Test
    void tokens_that_differ_in_case_or_white_space_are_different() {
        service.responds(page("b", 1), page("B", 2), page(" b", 3), page(null, 4));

        assertThat(listing(NO_LIMIT).remaining()).hasSize(4);
    }

    // Repeated channels

    @Test
    void channel_that_is_twice_in_a_page_is_returned_once() {
        service.responds(page("b", 1, 2, 1), page(null, 3, 3));
        Pages<PactChannel> pages = listing(NO_LIMIT);

        assertThat(pages.remaining()).containsExactly(channel(1), channel(2), channel(3));
        assertThat(pages.isComplete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"2, 3", "3, 2", "5, 2"})
    void channel_of_the_previous_page_is_removed_and_the_listing_is_not_complete(long first, long second) {
        service.responds(page("b", 1, 2), page(null, first, second));
        Pages<PactChannel> pages = listing(NO_LIMIT);

        assertThat(pages.remaining())
                .extracting(PactChannel::channelId)
                .containsExactlyElementsOf(
                        LongStream.of(1, 2, first, second).distinct().boxed().toList());
        assertThat(pages.isComplete()).isFalse();
    }

    @Test
    void channels_in_any_order_are_returned_in_that_order() {
        service.responds(page("b", 3, 1, 9), page("c", 2, 9, 4), page(null, 8, 7));

        assertThat(listing(NO_LIMIT).remaining())
                .extracting(PactChannel::channelId)
                .containsExactly(3L, 1L, 9L, 2L, 4L, 8L, 7L);
    }

    @Test
    void channel_of_an_unsorted_previous_page_is_removed_from_a_sorted_page() {
        service.responds(page("b", 1, 9, 2), page(null, 3, 9));

        assertThat(listing(NO_LIMIT).remaining())
                .extracting(PactChannel::channelId)
                .containsExactly(1L, 9L, 2L, 3L);
    }

    @Test
    void page_that_starts_like_the_first_page_is_an_error_of_remaining_and_channels() {
        service.responds(page("b", 1, 2), page("c", 3, 4), page("d", 1, 2));
        service.responds(page("b", 1, 2), page("c", 1, 2));

        assertThatExceptionOfType(PactChannelsUnexpectedResponseException.class)
                .isThrownBy(() -> listing(NO_LIMIT).remaining())
                .withMessageContaining(
                        "Page 3 starts like an earlier page: the service has started over, so the listing would"
                                + " never end");
        Iterator<PactChannel> channels = listing(NO_LIMIT).items();
        channels.next();
        channels.next();
        assertThatExceptionOfType(PactChannelsUnexpectedResponseException.class).isThrownBy(channels::hasNext);
    }

    @Test
    void page_that_starts_like_the_first_page_is_returned_empty_and_is_the_end() {
        service.responds(page("b", 1, 2), page("c", 1, 2));
        Pages<PactChannel> pages = listing(NO_LIMIT);
        pages.next();

        assertThat(pages.next().items()).isEmpty();
        assertThat(pages.hasNext()).isFalse();
        assertThat(pages.isComplete()).isFalse();
        assertThat(pages.nextPageToken()).isNull();
        assertThatExceptionOfType(PactChannelsUnexpectedResponseException.class).isThrownBy(pages::check);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 5", "1, 1", "3, 2", "7, 5", "10, 20"})
    void cycle_of_pages_with_new_tokens_is_found(int before, int length) {
        int pages = before + length;
        for (int i = 0; i < 10 * pages; i++) {
            int page = i < pages ? i : before + (i - before) % length;
            service.responds(page("token " + i, 2 * page, 2 * page + 1));
        }
        Pages<PactChannel> listing = listing(NO_LIMIT);

        assertThatExceptionOfType(PactChannelsUnexpectedResponseException.class).isThrownBy(listing::remaining);
        assertThat(listing.taken()).isLessThanOrEqualTo(4 * pages);
    }

    @Test
    void listing_that_continues_at_a_position_finds_a_page_that_starts_like_the_first() {
        service.responds(page("b", 1, 2), page("c", 1, 2));
        Pages<PactChannel> first = listing(NO_LIMIT);
        first.next();
        Pages<PactChannel> second = Pages.ofChannels(154, service, PageRequest.FIRST.at("b"), NO_LIMIT);
        second.continueFrom(first.position());

        second.next();

        assertThatExceptionOfType(PactChannelsUnexpectedResponseException.class).isThrownBy(second::check);
    }

    @Test
    void listing_that_continues_at_a_position_counts_the_empty_pages_before() {
        service.responds(page("b"), page("c"), page("d"), page("e"));
        Pages.Position position = new Pages.Position(null, null, 0);
        for (String token : new String[] {null, "b", "c", "d"}) {
            Pages<PactChannel> pages = Pages.ofChannels(154, service, PageRequest.FIRST.at(token), NO_LIMIT);
            pages.continueFrom(position);
            pages.next();
            position = pages.position();
        }

        assertThat(position.nextPageToken()).isNull();
    }

    // A page that fails

    @Test
    void after_a_failure_the_same_page_is_requested_again() {
        service.responds(page("b", 1), new Unavailable(), page(null, 2));
        Pages<PactChannel> pages = listing(NO_LIMIT);
        pages.next();

        assertThat(catchThrowable(pages::next)).isInstanceOf(Unavailable.class);
        assertThat(pages.hasNext()).isTrue();
        assertThat(pages.taken()).isEqualTo(1);
        assertThat(pages.nextPageToken()).isEqualTo("b");

        assertThat(pages.next()).isEqualTo(page(null, 2));
        assertThat(pages.hasNext()).isFalse();
        assertThat(service.tokens()).containsExactly(null, "b", "b");
    }

    @Test
    void channels_continue_after_a_failure_with_none_missing_and_none_twice() {
        service.responds(new Unavailable(), page("b", 1, 2), new Unavailable(), new Unavailable(), page(null, 3));
        Iterator<PactChannel> channels = listing(NO_LIMIT).items();
        List<Object> seen = new ArrayList<>();

        for (int i = 0; i < 6; i++) {
            Throwable failure = catchThrowable(() -> seen.add(channels.next().channelId()));
            if (failure != null) {
                seen.add("failure");
            }
        }

        assertThat(seen).containsExactly("failure", 1L, 2L, "failure", "failure", 3L);
        assertThat(channels.hasNext()).isFalse();
    }

    @Test
    void failed_page_does_not_count_for_max_pages() {
        service.responds(new Unavailable(), page("b", 1), page(null, 2));
        Pages<PactChannel> pages = listing(1);
        assertThat(catchThrowable(pages::next)).isInstanceOf(Unavailable.class);

        assertThat(pages.remaining()).containsExactly(channel(1));
    }

    // The remaining channels

    @Test
    void remaining_channels_are_those_that_were_not_taken() {
        service.responds(page("b", 1), page("c", 2), page(null, 3));
        Pages<PactChannel> pages = listing(NO_LIMIT);
        pages.next();

        assertThat(pages.remaining()).isInstanceOf(ApiList.class).containsExactly(channel(2), channel(3));
        assertThat(pages.remaining()).isEmpty();
    }

    // Companies

    @Test
    void companies_follow_the_same_rules() {
        Deque<Page<Company>> responses =
                new ArrayDeque<>(List.of(companies("b", 1, 2, 1), companies("c"), companies(null, 3)));
        Pages<Company> pages = Pages.ofCompanies(page -> responses.remove(), PageRequest.FIRST, NO_LIMIT);

        assertThat(pages.remaining()).extracting(Company::companyId).containsExactly(1L, 2L, 3L);
        assertThat(pages.isComplete()).isTrue();
    }

    @Test
    void error_of_a_listing_of_companies_names_its_operation_and_path() {
        Deque<Page<Company>> responses = new ArrayDeque<>(List.of(companies("b", 1), companies("c", 1)));
        Pages<Company> pages = Pages.ofCompanies(page -> responses.remove(), PageRequest.FIRST, NO_LIMIT);

        PactChannelsException failure = (PactChannelsException) catchThrowable(pages::remaining);

        assertThat(failure.getOperation()).isEqualTo("companies");
        assertThat(failure.getPath()).isEqualTo("/companies");
    }

    private static Page<Company> companies(String nextPageToken, long... companyIds) {
        return new Page<>(
                new ApiList<>(LongStream.of(companyIds)
                        .mapToObj(companyId -> new Company(companyId, "Acme", null, Map.of()))
                        .toList()),
                nextPageToken);
    }

    private Pages<PactChannel> listing(int maxPages) {
        return Pages.ofChannels(154, service, PageRequest.FIRST, maxPages);
    }

    private static Page<PactChannel> page(String nextPageToken, long... channelIds) {
        return new Page<>(
                new ApiList<>(
                        LongStream.of(channelIds).mapToObj(PagesTest::channel).toList()),
                nextPageToken);
    }

    private static PactChannel channel(long channelId) {
        return new PactChannel(channelId, "whatsapp");
    }

    private static final class Unavailable extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /** Returns its responses in order, whatever the request, and records the requests. */
    private static final class Service implements Function<PageRequest, Page<PactChannel>> {

        final List<PageRequest> requests = new ArrayList<>();
        final List<String> events = new ArrayList<>();

        private final Deque<Object> responses = new ArrayDeque<>();

        void responds(Object... pagesAndFailures) {
            responses.addAll(List.of(pagesAndFailures));
        }

        List<String> tokens() {
            return requests.stream().map(PageRequest::pageToken).toList();
        }

        @Override
        @SuppressWarnings("unchecked")
        public Page<PactChannel> apply(PageRequest page) {
            requests.add(page);
            events.add("page " + page.pageToken());
            if (responses.remove() instanceof Page<?> response) {
                return (Page<PactChannel>) response;
            }
            throw new Unavailable();
        }
    }
}
