/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A company and its channels.
 *
 * <p>All access holds the monitor of the company: {@link Router} for the whole of a request,
 * {@link PactChannelsSandbox} and {@link SandboxWebhooks} for a method of the Java API. Nothing is sent while it is held:
 * {@link WebhookDeliveries} has separate threads. So a check ("does the company have a channel of this
 * provider?") and the change that follows it are atomic, for any number of clients.
 */
final class Company {

    final long id;
    String name;
    String phone;
    String description;
    boolean hidden;

    /** Receives the events of the first version; null for none. */
    URI webhookUrl;

    /** Receive the events of the second version, by id. */
    final Map<Long, CompanyWebhook> webhooks = new LinkedHashMap<>();

    final ChannelTable channels = new ChannelTable();

    /** Channels with an individual state. A channel that was added in bulk has an entry only after its first request. */
    private final Map<Long, StoredChannel> stored = new HashMap<>();

    /** Delivery jobs by id. */
    final Map<Long, Job> jobs = new LinkedHashMap<>();

    private final Map<String, Integer> activePerProvider = new HashMap<>();

    Company(long id) {
        this.id = id;
        this.name = "Company " + id;
    }

    void add(long channelId, String provider) {
        channels.add(channelId, provider);
        activePerProvider.merge(provider, 1, Integer::sum);
    }

    StoredChannel add(long channelId, String provider, ChannelState state, Map<String, Object> parameters) {
        add(channelId, provider);
        StoredChannel channel = new StoredChannel(this, channelId, provider, state);
        channel.parameters.putAll(parameters);
        stored.put(channelId, channel);
        return channel;
    }

    boolean hasActive(String provider) {
        return activePerProvider.getOrDefault(provider, 0) > 0;
    }

    /** The channel, or null if the company has no channel with this id. */
    StoredChannel find(long channelId) {
        String provider = channels.provider(channelId);
        return provider == null
                ? null
                : stored.computeIfAbsent(
                        channelId, key -> new StoredChannel(this, key, provider, ChannelState.ENABLED));
    }

    void disable(StoredChannel channel) {
        if (channel.state != ChannelState.DISABLED) {
            channel.state = ChannelState.DISABLED;
            activePerProvider.merge(channel.provider, -1, Integer::sum);
        }
    }

    void remove(StoredChannel channel) {
        disable(channel);
        channels.remove(channel.id);
        stored.remove(channel.id);
    }

    SandboxCompany snapshot() {
        String url = webhookUrl == null ? null : webhookUrl.toString();
        return new SandboxCompany(id, name, phone, description, url, hidden);
    }

    List<SandboxChannel> snapshots() {
        return channels.rows(ChannelTable.BEFORE_ALL, true, Integer.MAX_VALUE).stream()
                .map(row -> {
                    StoredChannel channel = stored.get(row.id());
                    return channel == null
                            ? new SandboxChannel(row.id(), row.provider(), ChannelState.ENABLED, Map.of())
                            : channel.snapshot();
                })
                .toList();
    }
}
