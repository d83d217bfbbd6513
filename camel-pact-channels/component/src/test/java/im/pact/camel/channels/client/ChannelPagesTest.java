/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import im.pact.camel.channels.model.ChannelList;
import im.pact.camel.channels.model.ChannelPage;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.request.PageRequest;
import im.pact.camel.channels.request.SortDirection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The walk over the pages of a listing, on a service in memory. */
class ChannelPagesTest {

    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private final Service service = new Service();

    // One page after another

    @Test
    void pages_come_in_the_order_of_their_tokens() {
        service.answers(page("b", 1, 2), page("c", 3), page(null, 4));

        ChannelPages pages = walk(NO_LIMIT);

        assertThat(pages).toIterable().containsExactly(page("b", 1, 2), page("c", 3), page(null, 4));
        assertThat(service.tokens()).containsExactly(null, "b", "c");
    }

    @Test
    void every_page_is_asked_for_with_the_same_size_order_and_company() {
        service.answers(page("b", 9), page(null, 8));

        new ChannelPages(service, 154, new PageRequest(1, null, SortDirection.desc), NO_LIMIT).remaining();

        assertThat(service.requests)
                .containsExactly(
                        new PageRequest(1, null, SortDirection.desc), new PageRequest(1, "b", SortDirection.desc));
        assertThat(service.companies).containsExactly(154L, 154L);
    }

    @Test
    void a_walk_may_begin_anywhere() {
        service.answers(page("d", 5), page(null, 6));

        assertThat(new ChannelPages(service, 154, PageRequest.FIRST.at("c"), NO_LIMIT).remaining())
                .extracting(PactChannel::channelId)
                .containsExactly(5L, 6L);
        assertThat(service.tokens()).containsExactly("c", "d");
    }

    // Nothing is asked for before it is taken

    @Test
    void a_walk_that_nobody_takes_asks_for_nothing() {
        service.answers(page(null, 1));

        ChannelPages pages = walk(NO_LIMIT);
        pages.channels();

        assertThat(pages.hasNext()).isTrue();
        assertThat(pages.taken()).isZero();
        assertThat(service.requests).isEmpty();
    }

    @Test
    void whether_there_is_a_next_page_is_known_without_a_request() {
        service.answers(page("b", 1), page(null, 2));
        ChannelPages pages = walk(NO_LIMIT);

        pages.next();

        assertThat(pages.hasNext()).isTrue();
        assertThat(pages.hasNext()).isTrue();
        assertThat(service.requests).hasSize(1);
    }

    @Test
    void the_next_page_is_asked_for_when_the_channels_before_it_are_used_up() {
        service.answers(page("b", 1, 2), page(null, 3));
        Iterator<PactChannel> channels = walk(NO_LIMIT).channels();
        List<String> events = service.events;

        while (channels.hasNext()) {
            events.add("channel " + channels.next().channelId());
        }

        assertThat(events).containsExactly("page null", "channel 1", "channel 2", "page b", "channel 3");
    }

    @Test
    void asking_twice_whether_there_is_a_channel_takes_none() {
        service.answers(page("b", 1), page(null, 2));
        Iterator<PactChannel> channels = walk(NO_LIMIT).channels();

        assertThat(channels.hasNext()).isTrue();
        assertThat(channels.hasNext()).isTrue();

        assertThat(channels.next()).isEqualTo(channel(1));
        assertThat(service.requests).hasSize(1);
    }

    @Test
    void channels_can_be_taken_without_asking_whether_there_are_any() {
        service.answers(page("b", 1), page(null, 2));
        Iterator<PactChannel> channels = walk(NO_LIMIT).channels();

        assertThat(channels.next()).isEqualTo(channel(1));
        assertThat(channels.next()).isEqualTo(channel(2));
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(channels::next)
                .withMessage("No channel after page 2");
    }

    // The end of a walk

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void a_blank_token_is_the_end(String blank) {
        service.answers(page(blank, 1));

        assertThat(walk(NO_LIMIT).remaining()).containsExactly(channel(1));
        assertThat(service.requests).hasSize(1);
    }

    @Test
    void an_empty_page_is_the_end_even_if_it_names_a_next_one() {
        service.answers(page("b", 1), page("c"));
        ChannelPages pages = walk(NO_LIMIT);

        assertThat(pages.remaining()).containsExactly(channel(1));
        assertThat(pages.hasNext()).isFalse();
        assertThat(pages.nextPageToken()).isNull();
        assertThat(service.requests).hasSize(2);
    }

    @Test
    void a_company_without_channels_has_one_page() {
        service.answers(page(null));
        ChannelPages pages = walk(NO_LIMIT);

        assertThat(pages.next().channels()).isEmpty();
        assertThat(pages.hasNext()).isFalse();
        assertThat(pages.taken()).isEqualTo(1);
    }

    @Test
    void behind_the_end_there_is_nothing_and_no_request() {
        service.answers(page(null, 1));
        ChannelPages pages = walk(NO_LIMIT);
        pages.next();

        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(pages::next)
                .withMessage("No page after page 1");
        assertThat(service.requests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 3", "3, 4", "4, 4"})
    void no_more_pages_are_asked_for_than_were_allowed(int maxPages, int channels) {
        service.answers(page("b", 1), page("c", 2, 3), page(null, 4));

        assertThat(walk(maxPages).remaining()).hasSize(channels);
        assertThat(service.requests).hasSize(Math.min(maxPages, 3));
    }

    @Test
    void a_walk_that_ended_at_its_limit_says_where_it_would_go_on() {
        service.answers(page("b", 1), page("c", 2), page(null, 3));
        ChannelPages pages = walk(2);

        pages.remaining();

        assertThat(pages.hasNext()).isFalse();
        assertThat(pages.taken()).isEqualTo(2);
        assertThat(pages.nextPageToken()).isEqualTo("c");
    }

    @Test
    void a_walk_is_complete_when_the_service_has_named_its_last_page() {
        service.answers(page("b", 1), page(null, 2));
        ChannelPages pages = walk(NO_LIMIT);
        assertThat(pages.isComplete()).as("nothing was read").isFalse();

        pages.next();
        assertThat(pages.isComplete()).as("there is another page").isFalse();

        pages.next();
        assertThat(pages.isComplete()).as("there is none").isTrue();
    }

    @Test
    void a_walk_that_ends_before_the_last_page_is_not_complete() {
        service.answers(page("b", 1), page("c", 2), page("d"));

        ChannelPages limited = walk(2);
        limited.remaining();
        assertThat(limited.isComplete()).as("at its limit").isFalse();

        ChannelPages empty = walk(NO_LIMIT);
        empty.next();
        assertThat(empty.hasNext()).isFalse();
        assertThat(empty.isComplete()).as("at an empty page that names another").isFalse();
    }

    @Test
    void where_a_walk_goes_on_is_known_after_each_page() {
        service.answers(page("b", 1), page(null, 2));
        ChannelPages pages = walk(NO_LIMIT);
        assertThat(pages.nextPageToken()).isNull();

        pages.next();
        assertThat(pages.nextPageToken()).isEqualTo("b");

        pages.next();
        assertThat(pages.nextPageToken()).isNull();
    }

    // A token that comes twice

    @Test
    void a_token_that_comes_twice_is_an_error_that_says_so() {
        service.answers(page("b", 1), page("b", 2));
        ChannelPages pages = walk(NO_LIMIT);
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
    void the_error_comes_after_the_channels_of_the_page_that_named_it() {
        service.answers(page("b", 1), page("c", 2), page("b", 3));
        Iterator<PactChannel> channels = walk(NO_LIMIT).channels();

        assertThat(channels.next()).isEqualTo(channel(1));
        assertThat(channels.next()).isEqualTo(channel(2));
        assertThat(channels.next()).isEqualTo(channel(3));

        assertThatExceptionOfType(PactChannelsUnexpectedResponseException.class).isThrownBy(channels::hasNext);
        assertThatExceptionOfType(PactChannelsUnexpectedResponseException.class)
                .as("and again")
                .isThrownBy(channels::next);
    }

    @Test
    void the_token_that_a_walk_began_with_counts_too() {
        service.answers(page("b", 1));
        ChannelPages pages = new ChannelPages(service, 154, PageRequest.FIRST.at("b"), NO_LIMIT);
        pages.next();

        assertThatExceptionOfType(PactChannelsUnexpectedResponseException.class).isThrownBy(pages::next);
    }

    @Test
    void a_token_that_comes_twice_is_no_matter_where_the_walk_ends_there() {
        service.answers(page("b", 1), page("b", 2));

        assertThat(walk(2).remaining()).hasSize(2);
    }

    @Test
    void tokens_that_differ_in_case_or_white_space_are_different() {
        service.answers(page("b", 1), page("B", 2), page(" b", 3), page(null, 4));

        assertThat(walk(NO_LIMIT).remaining()).hasSize(4);
    }

    // A page that fails

    @Test
    void after_a_failure_the_same_page_is_asked_for_again() {
        service.answers(page("b", 1), new Unavailable(), page(null, 2));
        ChannelPages pages = walk(NO_LIMIT);
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
    void channels_go_on_after_a_failure_with_none_left_out_and_none_twice() {
        service.answers(new Unavailable(), page("b", 1, 2), new Unavailable(), new Unavailable(), page(null, 3));
        Iterator<PactChannel> channels = walk(NO_LIMIT).channels();
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
    void a_page_that_failed_does_not_count_towards_the_limit() {
        service.answers(new Unavailable(), page("b", 1), page(null, 2));
        ChannelPages pages = walk(1);
        assertThat(catchThrowable(pages::next)).isInstanceOf(Unavailable.class);

        assertThat(pages.remaining()).containsExactly(channel(1));
    }

    // All that is left

    @Test
    void what_remains_is_what_was_not_taken() {
        service.answers(page("b", 1), page("c", 2), page(null, 3));
        ChannelPages pages = walk(NO_LIMIT);
        pages.next();

        assertThat(pages.remaining()).isInstanceOf(ChannelList.class).containsExactly(channel(2), channel(3));
        assertThat(pages.remaining()).isEmpty();
    }

    private ChannelPages walk(int maxPages) {
        return new ChannelPages(service, 154, PageRequest.FIRST, maxPages);
    }

    private static ChannelPage page(String nextPageToken, long... channelIds) {
        return new ChannelPage(
                new ChannelList(LongStream.of(channelIds)
                        .mapToObj(ChannelPagesTest::channel)
                        .toList()),
                nextPageToken);
    }

    private static PactChannel channel(long channelId) {
        return new PactChannel(channelId, "whatsapp");
    }

    private static final class Unavailable extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /** Gives its answers one after the other, whatever it is asked for, and remembers what that was. */
    private static final class Service implements ChannelPages.Source {

        final List<Long> companies = new ArrayList<>();
        final List<PageRequest> requests = new ArrayList<>();
        final List<String> events = new ArrayList<>();

        private final Deque<Object> answers = new ArrayDeque<>();

        void answers(Object... pagesAndFailures) {
            answers.addAll(List.of(pagesAndFailures));
        }

        List<String> tokens() {
            return requests.stream().map(PageRequest::pageToken).toList();
        }

        @Override
        public ChannelPage listChannels(long companyId, PageRequest page) {
            companies.add(companyId);
            requests.add(page);
            events.add("page " + page.pageToken());
            if (answers.remove() instanceof ChannelPage answer) {
                return answer;
            }
            throw new Unavailable();
        }
    }
}
