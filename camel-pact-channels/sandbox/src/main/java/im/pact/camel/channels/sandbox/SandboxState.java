/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** Everything that a reset forgets: companies with their channels, and the numbers given out so far. */
final class SandboxState {

    final SandboxRules rules;
    final PageTokens pageTokens = new PageTokens();
    private final Map<Long, Company> companies = new ConcurrentSkipListMap<>();
    private final AtomicLong lastChannelId = new AtomicLong();
    private final AtomicLong lastJobId = new AtomicLong();
    private final AtomicLong lastConversationId = new AtomicLong();
    private final AtomicLong lastMessageId = new AtomicLong();
    private final AtomicLong lastSessionId = new AtomicLong();

    SandboxState(SandboxRules rules) {
        this.rules = rules;
    }

    /** The company, or null. */
    Company company(long companyId) {
        return companies.get(companyId);
    }

    Iterable<Company> companies() {
        return companies.values();
    }

    Company openCompany(long companyId) {
        return companies.computeIfAbsent(companyId, Company::new);
    }

    /** Ids belong to the whole service, not to a company, and only ever grow. */
    long nextChannelId() {
        return lastChannelId.incrementAndGet();
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

    /** Sends a new code to whoever owns the channel; the one before it is worth nothing from now on. */
    String sendCode(ChannelLife channel) {
        String code = rules.nextCode();
        channel.code = new OneTimeCode(code, rules.clock().instant().plus(rules.codesValidFor()));
        rules.codeSent(channel.id, code);
        return code;
    }

    /** Uses the code up if it is the right one and in time; else refuses the call. */
    void checkCode(ChannelLife channel, String given) {
        if (channel.code == null) {
            throw Refusal.badRequest("no_code", "No code was requested");
        }
        channel.code.check(given, rules.clock().instant());
        channel.code = null;
    }

    void channelIdTaken(long channelId) {
        lastChannelId.accumulateAndGet(channelId, Math::max);
    }
}
