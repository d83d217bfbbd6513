/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.changes;

import im.pact.camel.channels.model.ApiJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The companies whose channels a route may have received, and in how many complete lists in a row each of them was missing. A company
 * is stored before its channels are emitted, so that its removal is reported even if the process is killed. Safe for use by many
 * threads.
 */
public final class KnownCompanies {

    private final Map<Long, Integer> missing = new TreeMap<>();

    /** {@code null} if they are kept in memory only. */
    private final StoredText stored;

    private boolean saved = true;

    private KnownCompanies(StoredText stored) {
        this.stored = stored;
    }

    /** No companies, kept in memory. */
    static KnownCompanies inMemory() {
        return new KnownCompanies(null);
    }

    /**
     * The companies that are stored there.
     *
     * @throws IllegalStateException if the stored text is damaged. It isn't replaced
     */
    static KnownCompanies load(StoredText stored) {
        KnownCompanies companies = new KnownCompanies(stored);
        stored.read(companies::read, "no company that was removed since the last poll is reported");
        return companies;
    }

    /** These companies are listed, and their channels will be emitted. */
    public synchronized void listed(Collection<Long> companyIds) {
        for (Long companyId : companyIds) {
            Integer before = missing.put(companyId, 0);
            saved &= before != null && before == 0;
        }
        save();
    }

    /**
     * A list of companies was complete: counts it for the companies that it does not have.
     *
     * @param companyIds the companies of the list
     * @param lists      how many complete lists in a row have to miss a company
     * @return the companies that so many lists have missed
     */
    public synchronized List<Long> countMissing(Set<Long> companyIds, int lists) {
        List<Long> removed = new ArrayList<>();
        missing.replaceAll((companyId, before) -> {
            if (companyIds.contains(companyId)) {
                return before;
            }
            int count = Math.min(before + 1, lists);
            saved &= count == before;
            if (count == lists) {
                removed.add(companyId);
            }
            return count;
        });
        save();
        return removed;
    }

    /** The route has received the removal of a company. */
    public synchronized void remove(long companyId) {
        saved &= missing.remove(companyId) == null;
    }

    /** Stores the changes since the last call, if there are any. */
    public synchronized void save() {
        if (!saved && stored != null) {
            stored.write(ApiJson.ascii(Map.of("companies", new LinkedHashMap<>(missing))));
        }
        saved = true;
    }

    private void read(String json) {
        Map<String, Object> fields = ApiJson.object(json);
        if (fields == null || !(fields.get("companies") instanceof Map<?, ?> companies)) {
            throw new IllegalArgumentException("not the JSON of known companies");
        }
        companies.forEach((companyId, count) -> {
            if (!(count instanceof Number number)) {
                throw new IllegalArgumentException("not a number");
            }
            missing.put(Long.valueOf((String) companyId), number.intValue());
        });
    }
}
