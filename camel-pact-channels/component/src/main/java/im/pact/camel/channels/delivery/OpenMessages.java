/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The keys of the messages that have to be checked or emitted, by time and by job. Not thread-safe. */
final class OpenMessages {

    private final TreeSet<Due> byTime = new TreeSet<>(Comparator.comparingLong(Due::companyId)
            .thenComparingLong(Due::millis)
            .thenComparing(Due::key));

    private final Map<Job, String> byJob = new HashMap<>();
    private final Map<Long, Long> counts = new HashMap<>();

    void add(StoredMessage message) {
        if (message.dueAt() != null) {
            byTime.add(Due.of(message));
            counts.merge(message.companyId(), 1L, Long::sum);
        }
        if (message.state() == MessageState.SENT) {
            byJob.put(Job.of(message), message.key());
        }
    }

    void remove(StoredMessage message) {
        if (message.dueAt() != null) {
            byTime.remove(Due.of(message));
            counts.merge(message.companyId(), -1L, Long::sum);
        }
        if (message.state() == MessageState.SENT) {
            byJob.remove(Job.of(message), message.key());
        }
    }

    void clear() {
        byTime.clear();
        byJob.clear();
        counts.clear();
    }

    /** The keys of the messages that are due, the oldest due first. */
    List<String> due(long companyId, Instant now, int limit) {
        List<String> keys = new ArrayList<>();
        for (Due due : byTime.tailSet(new Due(companyId, Long.MIN_VALUE, ""))) {
            if (due.companyId != companyId || due.millis > now.toEpochMilli() || keys.size() == limit) {
                break;
            }
            keys.add(due.key);
        }
        return keys;
    }

    /** The key of the message with this job, or {@code null}. */
    String sent(long companyId, long jobId) {
        return byJob.get(new Job(companyId, jobId));
    }

    long count(long companyId) {
        return counts.getOrDefault(companyId, 0L);
    }

    private record Due(long companyId, long millis, String key) {

        static Due of(StoredMessage message) {
            return new Due(message.companyId(), message.dueAt().toEpochMilli(), message.key());
        }
    }

    private record Job(long companyId, long jobId) {

        static Job of(StoredMessage message) {
            return new Job(message.companyId(), message.jobId());
        }
    }
}
