/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A company and its channels.
 *
 * <p>Whoever works with a company holds its monitor, for the whole of a call: {@link Router} for what comes over HTTP,
 * {@link PactChannelsSandbox} for what comes from Java. So a check ("is there one of this provider?") and what follows
 * from it are one step, with any number of clients.
 */
final class Company {

    final long id;
    final ChannelTable channels = new ChannelTable();

    /** Only channels that something happened to have an entry here: those made in bulk cost nothing but their row. */
    private final Map<Long, ChannelLife> lives = new HashMap<>();

    /** Delivery jobs by id. */
    final Map<Long, Job> jobs = new LinkedHashMap<>();

    private final Map<String, Integer> activePerProvider = new HashMap<>();

    Company(long id) {
        this.id = id;
    }

    void add(long channelId, String provider) {
        channels.add(channelId, provider);
        activePerProvider.merge(provider, 1, Integer::sum);
    }

    ChannelLife add(long channelId, String provider, ChannelState state, Map<String, Object> parameters) {
        add(channelId, provider);
        ChannelLife life = new ChannelLife(channelId, provider, state);
        life.parameters.putAll(parameters);
        lives.put(channelId, life);
        return life;
    }

    boolean hasActive(String provider) {
        return activePerProvider.getOrDefault(provider, 0) > 0;
    }

    /** The channel, or null when the company has none with this id. */
    ChannelLife find(long channelId) {
        String provider = channels.provider(channelId);
        return provider == null
                ? null
                : lives.computeIfAbsent(channelId, key -> new ChannelLife(key, provider, ChannelState.ENABLED));
    }

    void disable(ChannelLife channel) {
        if (channel.state != ChannelState.DISABLED) {
            channel.state = ChannelState.DISABLED;
            activePerProvider.merge(channel.provider, -1, Integer::sum);
        }
    }

    void remove(ChannelLife channel) {
        disable(channel);
        channels.remove(channel.id);
        lives.remove(channel.id);
    }

    List<SandboxChannel> pictures() {
        return channels.rows(ChannelTable.BEFORE_ALL, true, Integer.MAX_VALUE).stream()
                .map(row -> {
                    ChannelLife life = lives.get(row.id());
                    return life == null
                            ? new SandboxChannel(row.id(), row.provider(), ChannelState.ENABLED, Map.of())
                            : life.picture();
                })
                .toList();
    }
}
