/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** Everything that a reset clears: companies with their channels, and the ids assigned so far. */
final class SandboxState {

    final SandboxRules rules;
    final PageTokens pageTokens = new PageTokens();
    final RateLimiter rateLimiter;
    private final Map<Long, Company> companies = new ConcurrentSkipListMap<>();
    private final AtomicLong lastChannelId = new AtomicLong();
    private final AtomicLong lastJobId = new AtomicLong();
    private final AtomicLong lastConversationId = new AtomicLong();
    private final AtomicLong lastMessageId = new AtomicLong();
    private final AtomicLong lastSessionId = new AtomicLong();

    SandboxState(SandboxRules rules) {
        this.rules = rules;
        this.rateLimiter = new RateLimiter(rules);
    }

    /** The company, or null. */
    Company company(long companyId) {
        return companies.get(companyId);
    }

    Iterable<Company> companies() {
        return companies.values();
    }

    Company addCompanyIfAbsent(long companyId) {
        return companies.computeIfAbsent(companyId, Company::new);
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
