/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.changes;

import static org.assertj.core.api.Assertions.assertThat;

import im.pact.camel.channels.model.ApiList;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.model.Page;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.Test;

class ChangeTrackerTest {

    private static final PactChannel ONE = new PactChannel(1, "viber");
    private static final PactChannel TWO = new PactChannel(2, "telegram");
    private static final PactChannel TWO_CHANGED = new PactChannel(2, "telegram", Map.of("name", "shop"));

    private final MemoryStateRepository repository = new MemoryStateRepository();

    @Test
    void unknown_channels_are_added() {
        ChangeTracker tracker = tracker(1);

        assertThat(tracker.detect(page(ONE, TWO))).containsExactly(added(ONE), added(TWO));
    }

    @Test
    void channel_that_is_listed_twice_is_added_once() {
        ChangeTracker tracker = tracker(1);

        assertThat(tracker.detect(page(ONE, ONE))).containsExactly(added(ONE));
        assertThat(tracker.detect(page(ONE))).isEmpty();
    }

    @Test
    void delivered_channel_is_not_detected_again() {
        deliver(ONE);

        assertThat(tracker(1).detect(page(ONE))).isEmpty();
    }

    @Test
    void added_channel_that_was_not_delivered_is_detected_again() {
        tracker(1).detect(page(ONE));

        assertThat(tracker(1).detect(page(ONE))).containsExactly(added(ONE));
    }

    @Test
    void added_channel_is_stored_as_pending_before_it_is_delivered() {
        tracker(1).detect(page(ONE));

        assertThat(repository.getState("key")).contains("\"pending\":[{\"external_id\":1");
    }

    @Test
    void delivered_change_is_stored_when_its_batch_has_finished() {
        ChangeTracker tracker = tracker(1);
        tracker.detect(page(ONE));

        tracker.delivered(added(ONE));
        assertThat(repository.getState("key")).contains("\"channels\":[]");
        tracker.finished();

        assertThat(repository.getState("key"))
                .contains("\"channels\":[{\"external_id\":1")
                .contains("\"pending\":[]");
    }

    @Test
    void other_fields_are_a_change() {
        deliver(TWO);

        assertThat(tracker(1).detect(page(TWO_CHANGED))).containsExactly(changed(TWO_CHANGED));
    }

    @Test
    void change_of_an_ignored_field_is_not_detected() {
        deliver(TWO);

        assertThat(tracker(1, "name").detect(page(TWO_CHANGED))).isEmpty();
    }

    @Test
    void change_of_another_field_than_the_ignored_one_is_detected() {
        deliver(TWO);

        assertThat(tracker(1, "state").detect(page(TWO_CHANGED))).containsExactly(changed(TWO_CHANGED));
    }

    @Test
    void channel_that_a_complete_listing_misses_is_removed() {
        deliver(ONE, TWO);
        ChangeTracker tracker = tracker(1);

        tracker.detect(page(TWO));

        assertThat(tracker.removals()).containsExactly(removed(ONE));
    }

    @Test
    void pending_channel_that_is_not_listed_any_more_is_removed() {
        tracker(1).detect(page(ONE));

        assertThat(tracker(1).removals()).containsExactly(removed(ONE));
    }

    @Test
    void removal_is_reported_until_it_was_delivered() {
        deliver(ONE);
        assertThat(tracker(1).removals()).containsExactly(removed(ONE));
        ChangeTracker tracker = tracker(1);

        tracker.removals().forEach(tracker::delivered);
        tracker.finished();

        assertThat(tracker(1).removals()).isEmpty();
    }

    @Test
    void channel_is_removed_only_after_the_listings_in_a_row_that_are_required() {
        deliver(ONE);

        assertThat(removalsOf(page())).isEmpty();
        assertThat(removalsOf(page(ONE))).isEmpty();
        assertThat(removalsOf(page())).isEmpty();
        assertThat(removalsOf(page())).containsExactly(removed(ONE));
    }

    @Test
    void very_first_listing_is_stored_silently_if_existing_channels_are_not_to_be_emitted() {
        ChangeTracker first = silentTracker();
        assertThat(first.detect(page(ONE))).isEmpty();
        assertThat(first.removals()).isEmpty();
        first.finished();

        assertThat(silentTracker().detect(page(ONE, TWO))).containsExactly(added(TWO));
    }

    @Test
    void silent_listing_that_was_aborted_forgets_the_channels_that_the_next_one_misses() {
        silentTracker().detect(page(ONE));
        ChangeTracker second = silentTracker();
        assertThat(second.detect(page(TWO))).isEmpty();
        assertThat(second.removals()).isEmpty();
        second.finished();

        assertThat(silentTracker().detect(page(ONE, TWO))).containsExactly(added(ONE));
    }

    private List<Change> removalsOf(Page<PactChannel> page) {
        ChangeTracker tracker = tracker(2);
        tracker.detect(page);
        List<Change> removals = tracker.removals();
        tracker.finished();
        return removals;
    }

    private void deliver(PactChannel... channels) {
        ChangeTracker tracker = tracker(1);
        tracker.detect(page(channels)).forEach(tracker::delivered);
        tracker.finished();
    }

    /** The tracker of a poll, with the snapshot as it is stored. */
    private ChangeTracker tracker(int removalPolls, String... ignoredFields) {
        return new ChangeTracker(StoredSnapshot.load(repository, "key"), true, removalPolls, Set.of(ignoredFields));
    }

    private ChangeTracker silentTracker() {
        return new ChangeTracker(StoredSnapshot.load(repository, "key"), false, 1, Set.of());
    }

    private static Page<PactChannel> page(PactChannel... channels) {
        return new Page<>(new ApiList<>(List.of(channels)), null);
    }

    private static Change added(PactChannel channel) {
        return new Change(ChangeType.added, channel);
    }

    private static Change changed(PactChannel channel) {
        return new Change(ChangeType.changed, channel);
    }

    private static Change removed(PactChannel channel) {
        return new Change(ChangeType.removed, channel);
    }
}
