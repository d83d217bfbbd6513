/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Rules for everything that depends on the outside world, such as payments, accounts and deliveries, and for behaviour
 * in which servers differ. A rule can be changed at any time and applies from the next request on.
 */
public final class SandboxRules {

    private volatile Clock clock = Clock.systemUTC();
    private volatile Paging paging = Paging.NORMAL;
    private volatile boolean plainPageTokens;
    private volatile boolean oneChannelPerProvider = true;
    private volatile boolean allowUnknownProviders;
    private volatile boolean deletedChannelsStay;
    private volatile boolean qrCodesScannedAtOnce;
    private volatile Predicate<String> accounts = phone -> !phone.endsWith("0");
    private volatile Predicate<String> deliveries = phone -> userExists(phone);
    private volatile Function<String, JobFailure> jobFailure = JobFailure::withReason;
    private final Map<String, JobFailure> failedPhones = new ConcurrentHashMap<>();
    private volatile Object pendingJobDetails;
    private volatile int pollsUntilDelivered = 2;
    private volatile Function<CodeKind, String> codes = CodeKind::generate;
    private volatile Function<CodeKind, Duration> codeValidity = CodeKind::validity;
    private volatile BiConsumer<Long, String> codeListener = (channelId, code) -> {};
    private volatile List<InstagramStep> instagramSteps = List.of(InstagramStep.CHALLENGE);
    private volatile boolean choicesInRequestCode;
    private volatile List<Long> instagramPages = List.of();
    private volatile int telegramPasswordStatus = 200;
    private volatile RateLimit rateLimit;
    private final Map<String, String> telegramPasswords = new ConcurrentHashMap<>();
    private final Set<String> additionalProviders = ConcurrentHashMap.newKeySet();
    private final Set<Long> unpaid = ConcurrentHashMap.newKeySet();

    SandboxRules() {}

    /**
     * The clock for rate limits, expiring codes, creation times of jobs and {@code sync_messages_from}. Default: the
     * system clock.
     */
    public SandboxRules clock(Clock value) {
        clock = value;
        return this;
    }

    /** How a listing ends. Default: {@link Paging#NORMAL}. */
    public SandboxRules paging(Paging value) {
        paging = value;
        return this;
    }

    /**
     * Whether page tokens consist of letters, digits, minus and underscore only, so that they can be pasted into a URL.
     * Default: false; tokens contain {@code / + = % &} and a letter that is not ASCII, so a client has to encode them.
     */
    public SandboxRules plainPageTokens(boolean value) {
        plainPageTokens = value;
        return this;
    }

    /**
     * Whether "you can connect only one channel per one company for each provider" applies; support can lift this
     * limit. Default: true.
     */
    public SandboxRules oneChannelPerProvider(boolean value) {
        oneChannelPerProvider = value;
        return this;
    }

    /**
     * Whether create accepts providers that are not known, with any parameters. Otherwise it rejects them with 400 and
     * the list of known providers, so that a misspelt name is noticed. Default: false.
     */
    public SandboxRules allowUnknownProviders(boolean value) {
        allowUnknownProviders = value;
        return this;
    }

    /** Makes a provider known, with any parameters; see {@link #allowUnknownProviders}. */
    public SandboxRules allowProvider(String provider) {
        additionalProviders.add(provider);
        return this;
    }

    /** "Deletes (disables)": whether a deleted channel stays in the list as disabled. Default: false. */
    public SandboxRules deletedChannelsStay(boolean value) {
        deletedChannelsStay = value;
        return this;
    }

    /**
     * Whether every QR code is scanned as soon as the channel is created, and every code for WhatsApp is entered as
     * soon as it is requested. Default: false.
     */
    public SandboxRules qrCodesScannedAtOnce(boolean value) {
        qrCodesScannedAtOnce = value;
        return this;
    }

    /** Whether the company has to pay: if so, create is rejected with 402. Default: false for all companies. */
    public SandboxRules mustPay(long companyId, boolean value) {
        if (value) {
            unpaid.add(companyId);
        } else {
            unpaid.remove(companyId);
        }
        return this;
    }

    /**
     * Limits the requests of each token. Requests above the limit are rejected with 429 and a {@code Retry-After}
     * header. The limit can be changed while requests are processed; a new limit also applies to the current window.
     * Default: no limit.
     *
     * @param requests the maximum number of requests in a window
     * @param window   the length of a window by the {@link #clock}; the first request after its end starts the next one
     */
    public SandboxRules rateLimit(int requests, Duration window) {
        return rateLimit(requests, window, WaitHint.RETRY_AFTER);
    }

    /** Like {@link #rateLimit(int, Duration)}, but the wait is named in another way, or not at all. */
    public SandboxRules rateLimit(int requests, Duration window, WaitHint waitHint) {
        rateLimit = new RateLimit(requests, window, waitHint);
        return this;
    }

    /** Removes the limit of {@link #rateLimit(int, Duration)}. */
    public SandboxRules noRateLimit() {
        rateLimit = null;
        return this;
    }

    /** Which phones have a WhatsApp account. Default: all phones that do not end in 0. */
    public SandboxRules userExists(Predicate<String> phone) {
        accounts = phone;
        return this;
    }

    /**
     * Which phones receive a first message, if the channel is connected. Jobs of other phones end with
     * {@code NOT DELIVERED}. Default: phones that have an account.
     */
    public SandboxRules deliver(Predicate<String> phone) {
        deliveries = phone;
        return this;
    }

    /**
     * How jobs report that a message was not delivered; servers differ in this. Default: the state {@code delivered}
     * and {@code {"result": "NOT DELIVERED", "reason": ...}}.
     *
     * @param state   the state of the job, for instance {@code failed}
     * @param details a map, for instance with {@code result} and {@code reason}, a text, or null
     */
    public SandboxRules jobFailure(String state, Object details) {
        JobFailure failure = new JobFailure(state, details);
        jobFailure = reason -> failure;
        return this;
    }

    /** Messages to this phone are not delivered, and their jobs report it like this. */
    public SandboxRules failJob(String phone, String state, Object details) {
        failedPhones.put(phone, new JobFailure(state, details));
        return this;
    }

    /** The {@code details} of jobs in progress, for instance {@code {"result": "QUEUED"}}. Default: null. */
    public SandboxRules pendingJobDetails(Object value) {
        pendingJobDetails = value;
        return this;
    }

    /**
     * Number of {@code job} requests until a job is finished; see also {@link PactChannelsSandbox#finishJobs()}.
     * Default: 2, so the first response is {@code trying_deliver} and the second {@code delivered}.
     */
    public SandboxRules pollsUntilDelivered(int value) {
        pollsUntilDelivered = value;
        return this;
    }

    /**
     * Generator of codes. Default: six random digits, of which the first is 0; for WhatsApp letters such as
     * {@code ABCD-EFGH}.
     */
    public SandboxRules codes(Supplier<String> value) {
        codes = kind -> value.get();
        return this;
    }

    /** How long a code is valid, by the {@link #clock}. Default: 60 seconds, for WhatsApp 160 seconds. */
    public SandboxRules codesValidFor(Duration value) {
        codeValidity = kind -> value;
        return this;
    }

    /** A listener for codes that are sent: channel id and code. See also {@link PactChannelsSandbox#code}. */
    public SandboxRules onCode(BiConsumer<Long, String> listener) {
        codeListener = listener;
        return this;
    }

    /**
     * The password of the Telegram account with this phone, written as in create. Default: accounts have no password.
     */
    public SandboxRules telegramPassword(String phone, String password) {
        telegramPasswords.put(phone, password);
        return this;
    }

    /**
     * HTTP status of the response to the correct code of a Telegram account with a password. Default: 200, with
     * {@code "state": "password_required"}. Any other status, for instance 400 or 401, comes with the error text
     * {@code SESSION_PASSWORD_NEEDED}, as some servers do. The password can be confirmed in both cases.
     */
    public SandboxRules telegramPasswordStatus(int status) {
        telegramPasswordStatus = status;
        return this;
    }

    /** The steps of a login to Instagram, in this order. Default: one challenge. */
    public SandboxRules instagramSteps(InstagramStep... steps) {
        instagramSteps = List.of(steps);
        return this;
    }

    /**
     * Whether the response to Instagram's {@code request_code} contains the choices, as on older servers. Default:
     * false.
     */
    public SandboxRules choicesInRequestCode(boolean value) {
        choicesInRequestCode = value;
        return this;
    }

    /**
     * Ids of the pages that the response to create of {@code instagram_business} offers. With pages, the channel is
     * enabled by {@code enable_page_instagram} with one of them. Default: no pages; the channel is enabled immediately, and
     * {@code enable_page_instagram} accepts any id.
     */
    public SandboxRules instagramPages(long... ids) {
        instagramPages = Arrays.stream(ids).boxed().toList();
        return this;
    }

    /** The limit, or null. */
    RateLimit rateLimit() {
        return rateLimit;
    }

    List<Long> instagramPages() {
        return instagramPages;
    }

    int telegramPasswordStatus() {
        return telegramPasswordStatus;
    }

    boolean userExists(String phone) {
        return accounts.test(phone);
    }

    boolean delivers(String phone) {
        return !failedPhones.containsKey(phone) && deliveries.test(phone);
    }

    JobFailure failureOf(String phone, String reason) {
        JobFailure failure = failedPhones.get(phone);
        return failure == null ? jobFailure.apply(reason) : failure;
    }

    Object pendingJobDetails() {
        return pendingJobDetails;
    }

    int pollsUntilDelivered() {
        return pollsUntilDelivered;
    }

    String nextCode(CodeKind kind) {
        return codes.apply(kind);
    }

    Duration validityOf(CodeKind kind) {
        return codeValidity.apply(kind);
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

    boolean allowsProvider(String provider) {
        return allowUnknownProviders
                || ProviderChecks.KNOWN.contains(provider)
                || additionalProviders.contains(provider);
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
