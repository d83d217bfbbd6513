/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.changes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.StateRepository;

/** The snapshot of each company of a consumer, loaded when it is first needed. Safe for use by many threads. */
public final class CompanySnapshots {

    /** {@code null} if the snapshots are kept in memory only. */
    private final StateRepository<String, String> repository;

    private final String stateKey;
    private final StateKeys keys;
    private final Map<Long, ChannelSnapshot> snapshots = new ConcurrentHashMap<>();
    private KnownCompanies known;

    private CompanySnapshots(StateRepository<String, String> repository, String stateKey, StateKeys keys) {
        this.repository = repository;
        this.stateKey = stateKey;
        this.keys = keys;
    }

    /** Snapshots that exist as long as the consumer. */
    public static CompanySnapshots inMemory() {
        return new CompanySnapshots(null, null, null);
    }

    /**
     * Snapshots that are stored.
     *
     * @param stateKey the start of all keys, followed by a dot and the company id
     * @param keys     the keys of all consumers that use the repository
     */
    public static CompanySnapshots stored(StateRepository<String, String> repository, String stateKey, StateKeys keys) {
        return new CompanySnapshots(repository, stateKey, keys);
    }

    /**
     * The snapshot of a company.
     *
     * @throws IllegalStateException if the stored snapshot is damaged, or belongs to another consumer
     */
    public ChannelSnapshot of(long companyId) {
        return snapshots.computeIfAbsent(companyId, this::load);
    }

    private ChannelSnapshot load(long companyId) {
        if (repository == null) {
            return new ChannelSnapshot();
        }
        StoredSnapshot snapshot = StoredSnapshot.load(repository, key(companyId));
        keys.claim(repository, key(companyId));
        return snapshot;
    }

    /** The companies whose channels the route may have received. */
    public synchronized KnownCompanies known() {
        if (known == null) {
            known = repository == null
                    ? KnownCompanies.inMemory()
                    : KnownCompanies.load(new StoredText(repository, key("companies")));
        }
        return known;
    }

    /** The route has received the removal of a company. If the company is listed again, it starts without a snapshot. */
    public void remove(long companyId) {
        ChannelSnapshot snapshot = of(companyId);
        snapshot.clear();
        snapshot.save();
        release(companyId);
        known().remove(companyId);
    }

    /** Allows other consumers to use the keys. */
    public void release() {
        snapshots.keySet().forEach(this::release);
    }

    private void release(long companyId) {
        snapshots.remove(companyId);
        if (repository != null) {
            keys.release(repository, key(companyId));
        }
    }

    private String key(Object name) {
        return stateKey + "." + name;
    }
}
