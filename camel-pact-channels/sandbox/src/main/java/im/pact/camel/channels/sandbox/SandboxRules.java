/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * How the sandbox decides what the document leaves to the world outside: who must pay, who has an account, what arrives.
 * A test changes a rule at any time; it holds from the next call on.
 */
public final class SandboxRules {

    private volatile Clock clock = Clock.systemUTC();
    private volatile Paging paging = Paging.NORMAL;
    private volatile boolean plainPageTokens;
    private volatile boolean oneChannelPerProvider = true;
    private volatile boolean deletedChannelsStay;
    private volatile boolean qrCodesScannedAtOnce;
    private volatile Predicate<String> accounts = phone -> !phone.endsWith("0");
    private volatile Predicate<String> deliveries = phone -> userExists(phone);
    private volatile int pollsUntilDelivered = 2;
    private volatile Supplier<String> codes = () ->
            String.format(Locale.ROOT, "0%05d", ThreadLocalRandom.current().nextInt(100_000));
    private volatile Duration codesValidFor = Duration.ofSeconds(60);
    private volatile BiConsumer<Long, String> codeListener = (channelId, code) -> {};
    private volatile List<InstagramStep> instagramSteps = List.of(InstagramStep.CHALLENGE);
    private volatile boolean choicesInRequestCode;
    private final Map<String, String> telegramPasswords = new ConcurrentHashMap<>();
    private final Set<Long> unpaid = ConcurrentHashMap.newKeySet();

    SandboxRules() {}

    /** The time by which codes expire, jobs are dated and {@code sync_messages_from} is judged. Default: the system's. */
    public SandboxRules clock(Clock value) {
        clock = value;
        return this;
    }

    /** How listings end. Default: {@link Paging#NORMAL}. */
    public SandboxRules paging(Paging value) {
        paging = value;
        return this;
    }

    /**
     * Page tokens of letters and digits only, for people who paste them into an address. Default: false, tokens contain
     * {@code / + = % &} and a letter that is not ASCII, so a client must encode them.
     */
    public SandboxRules plainPageTokens(boolean value) {
        plainPageTokens = value;
        return this;
    }

    /** "You can connect only one channel per one company for each provider." False: support has lifted that. Default: true. */
    public SandboxRules oneChannelPerProvider(boolean value) {
        oneChannelPerProvider = value;
        return this;
    }

    /** "Deletes (disables)": whether a deleted channel stays in the list, disabled. Default: false, it leaves. */
    public SandboxRules deletedChannelsStay(boolean value) {
        deletedChannelsStay = value;
        return this;
    }

    /** Whether somebody with a phone scans every QR code the moment it appears. Default: false. */
    public SandboxRules qrCodesScannedAtOnce(boolean value) {
        qrCodesScannedAtOnce = value;
        return this;
    }

    /** A company that must pay gets 402 on create. Default: none must. */
    public SandboxRules mustPay(long companyId, boolean value) {
        if (value) {
            unpaid.add(companyId);
        } else {
            unpaid.remove(companyId);
        }
        return this;
    }

    /** Which phones have a WhatsApp account. Default: all but those that end in 0. */
    public SandboxRules userExists(Predicate<String> phone) {
        accounts = phone;
        return this;
    }

    /**
     * Which phones get their first message, if the channel is connected; the others' jobs end as {@code NOT DELIVERED}.
     * Default: those that have an account.
     */
    public SandboxRules deliver(Predicate<String> phone) {
        deliveries = phone;
        return this;
    }

    /**
     * How often a client has to ask for a job until it is done; see also {@link PactChannelsSandbox#finishJobs()}.
     * Default: 2, so the first answer is {@code trying_deliver} and the second {@code delivered}.
     */
    public SandboxRules pollsUntilDelivered(int value) {
        pollsUntilDelivered = value;
        return this;
    }

    /** Where codes come from. Default: random, six digits, and the first one is 0. */
    public SandboxRules codes(Supplier<String> value) {
        codes = value;
        return this;
    }

    /** How long a code is good for, by the {@link #clock}. Default: 60 seconds. */
    public SandboxRules codesValidFor(Duration value) {
        codesValidFor = value;
        return this;
    }

    /** Is told each code that is sent, with the id of its channel; see also {@link PactChannelsSandbox#code}. */
    public SandboxRules onCode(BiConsumer<Long, String> listener) {
        codeListener = listener;
        return this;
    }

    /** The Telegram account of this phone, written as create sends it, has a password. Default: none has. */
    public SandboxRules telegramPassword(String phone, String password) {
        telegramPasswords.put(phone, password);
        return this;
    }

    /** What Instagram asks of everybody who logs in, in this order. Default: one challenge. */
    public SandboxRules instagramSteps(InstagramStep... steps) {
        instagramSteps = List.of(steps);
        return this;
    }

    /** Older servers already named the choices in the answer of Instagram's {@code request_code}. Default: false. */
    public SandboxRules choicesInRequestCode(boolean value) {
        choicesInRequestCode = value;
        return this;
    }

    boolean userExists(String phone) {
        return accounts.test(phone);
    }

    boolean delivers(String phone) {
        return deliveries.test(phone);
    }

    int pollsUntilDelivered() {
        return pollsUntilDelivered;
    }

    String nextCode() {
        return codes.get();
    }

    Duration codesValidFor() {
        return codesValidFor;
    }

    void codeSent(long channelId, String code) {
        codeListener.accept(channelId, code);
    }

    /** The password of an account, or null. */
    String telegramPassword(String phone) {
        return phone == null ? null : telegramPasswords.get(phone);
    }

    List<InstagramStep> stepsToLogIn() {
        return instagramSteps;
    }

    boolean choicesInRequestCode() {
        return choicesInRequestCode;
    }

    Clock clock() {
        return clock;
    }

    Paging paging() {
        return paging;
    }

    boolean plainPageTokens() {
        return plainPageTokens;
    }

    boolean oneChannelPerProvider() {
        return oneChannelPerProvider;
    }

    boolean deletedChannelsStay() {
        return deletedChannelsStay;
    }

    boolean qrCodesScannedAtOnce() {
        return qrCodesScannedAtOnce;
    }

    boolean mustPay(long companyId) {
        return unpaid.contains(companyId);
    }
}
