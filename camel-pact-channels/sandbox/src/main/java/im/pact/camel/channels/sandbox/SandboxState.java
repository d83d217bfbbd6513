/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Everything that a reset clears: companies with their channels, the ids assigned so far, and the events. */
final class SandboxState implements AutoCloseable {

    final SandboxRules rules;
    final PageTokens pageTokens = new PageTokens();
    final RateLimiter rateLimiter;
    final WebhookRules webhookRules = new WebhookRules();
    final WebhookDeliveries deliveries;
    final WebhookProbe probe;
    final WebhookEvents events;
    final ChannelLife life;
    final SandboxWebhooks webhooks;
    private final ConcurrentNavigableMap<Long, Company> companies = new ConcurrentSkipListMap<>();
    private final AtomicLong lastCompanyId = new AtomicLong();
    private final AtomicLong lastWebhookId = new AtomicLong();
    private final AtomicLong lastChannelId = new AtomicLong();
    private final AtomicLong lastJobId = new AtomicLong();
    private final AtomicLong lastConversationId = new AtomicLong();
    private final AtomicLong lastMessageId = new AtomicLong();
    private final AtomicLong lastSessionId = new AtomicLong();

    SandboxState(SandboxRules rules, int eventLog) {
        this.rules = rules;
        this.rateLimiter = new RateLimiter(rules);
        this.deliveries = new WebhookDeliveries(webhookRules, eventLog);
        this.probe = new WebhookProbe(webhookRules, deliveries);
        this.events = new WebhookEvents(rules, webhookRules, deliveries);
        this.life = new ChannelLife(rules, webhookRules, events, deliveries);
        this.webhooks = new SandboxWebhooks(this, webhookRules, deliveries);
    }

    /** Ends all deliveries and timers. */
    @Override
    public void close() {
        deliveries.close();
    }

    /** The company, or null. */
    Company company(long companyId) {
        return companies.get(companyId);
    }

    Iterable<Company> companies() {
        return companies.values();
    }

    Company addCompanyIfAbsent(long companyId) {
        lastCompanyId.accumulateAndGet(companyId, Math::max);
        return companies.computeIfAbsent(companyId, Company::new);
    }

    /** At most {@code limit} companies after the cursor, in the given direction. */
    List<SandboxCompany> companies(long cursor, boolean ascending, int limit) {
        NavigableMap<Long, Company> after = ascending
                ? companies.tailMap(cursor, false)
                : companies.headMap(cursor, false).descendingMap();
        return after.values().stream()
                .limit(limit)
                .map(company -> {
                    synchronized (company) {
                        return company.snapshot();
                    }
                })
                .toList();
    }

    <T> Optional<T> withChannel(long channelId, Function<StoredChannel, T> action) {
        return withCompanyOf(channelId, (company, channel) -> action.apply(channel));
    }

    /** Runs an action on a channel of any company, with the monitor of the company; empty if there is no channel. */
    <T> Optional<T> withCompanyOf(long channelId, BiFunction<Company, StoredChannel, T> action) {
        for (Company company : companies.values()) {
            synchronized (company) {
                StoredChannel channel = company.find(channelId);
                if (channel != null) {
                    return Optional.ofNullable(action.apply(company, channel));
                }
            }
        }
        return Optional.empty();
    }

    long nextCompanyId() {
        return lastCompanyId.incrementAndGet();
    }

    long nextWebhookId() {
        return lastWebhookId.incrementAndGet();
    }

    /** Channel ids are unique in the whole service, not only in a company, and always increase. */
    long nextChannelId() {
        return lastChannelId.incrementAndGet();
    }

    /** Makes later channels get higher ids than this one. */
    void reserveChannelId(long channelId) {
        lastChannelId.accumulateAndGet(channelId, Math::max);
    }

    long nextJobId() {
        return lastJobId.incrementAndGet();
    }

    long nextConversationId() {
        return lastConversationId.incrementAndGet();
    }

    long nextMessageId() {
        return lastMessageId.incrementAndGet();
    }

    long nextSessionId() {
        return lastSessionId.incrementAndGet();
    }

    /** Sends a new code to the owner of the channel. The previous code is no longer valid. */
    String sendCode(StoredChannel channel, CodeKind kind) {
        String code = rules.nextCode(kind);
        channel.code = new OneTimeCode(code, rules.clock().instant().plus(rules.validityOf(kind)));
        rules.codeSent(channel.id, code);
        return code;
    }

    /** Consumes the code if it is correct and not expired; otherwise rejects the request. */
    void checkCode(StoredChannel channel, String given) {
        if (channel.code == null) {
            throw ApiError.badRequest("no_code", "No code was requested");
        }
        channel.code.check(given, rules.clock().instant());
        channel.code = null;
    }
}
