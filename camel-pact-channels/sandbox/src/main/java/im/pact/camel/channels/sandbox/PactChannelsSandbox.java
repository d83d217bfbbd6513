/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A local server of the Channels API for tests and for a first run without an account. It keeps the state of companies
 * and channels, behaves as documented, and works with any client.
 *
 * <pre>{@code
 * try (PactChannelsSandbox sandbox = PactChannelsSandbox.start()) {
 *     sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 137);
 *     // GET sandbox.baseUri() + "/companies/154/channels", header X-Private-Api-Token: sandbox.apiToken()
 * }
 * }</pre>
 *
 * <p>It listens on the loopback interface only. All methods are thread-safe, also while requests are processed.
 *
 * <p>Faults are injected by WireMock: with {@link #failNext}, {@link #nextRequests}, or any stub on
 * {@link #wireMock()}; stubs take precedence over the sandbox. {@link #reset()} removes all of them.
 */
public final class PactChannelsSandbox implements AutoCloseable {

    /** The default API token; see {@link Builder#token}. */
    public static final String TOKEN = "sandbox-token-5f1c9e";

    /** The default company; see {@link Builder#company}. */
    public static final long COMPANY_ID = 154;

    private final Builder settings;
    private final RequestLog requestLog;
    private final WireMockServer wireMock;
    private volatile SandboxState state;
    private volatile Router router;

    private PactChannelsSandbox(Builder settings) {
        this.settings = settings;
        this.requestLog = new RequestLog(settings.requestLog);
        initialize();
        WireMockConfiguration config = wireMockConfig()
                .bindAddress("127.0.0.1")
                .port(settings.port)
                .containerThreads(256)
                .jettyAcceptors(1)
                .jettyAcceptQueueSize(1024)
                // Faults are defined for HTTP/1.1; some clients would upgrade.
                .http2PlainDisabled(true)
                .templatingEnabled(false)
                // The log would contain the token of every request.
                .stubRequestLoggingDisabled(true)
                .mappingSource(new NoStubFiles())
                .httpServerFactory(StrictHttpServer::new)
                .extensions(new SandboxTransformer(() -> router), requestLog);
        if (settings.wireMockJournal == 0) {
            config.disableRequestJournal();
        } else {
            config.maxRequestJournalEntries(settings.wireMockJournal);
        }
        settings.wireMock.accept(config);
        this.wireMock = new WireMockServer(config);
    }

    /** Starts a sandbox on a free port, with one company without channels. */
    public static PactChannelsSandbox start() {
        return builder().start();
    }

    /** A builder for a sandbox with other settings. */
    public static Builder builder() {
        return new Builder();
    }

    /** The base URI of the API, for instance {@code http://127.0.0.1:40123/p1}. */
    public String baseUri() {
        return "http://127.0.0.1:" + port() + "/p1";
    }

    /** The port of the server. */
    public int port() {
        return wireMock.port();
    }

    /** The valid API token. */
    public String apiToken() {
        return settings.token;
    }

    /** The id of the first company. */
    public long companyId() {
        return settings.companies.keySet().iterator().next();
    }

    /** The current rules. {@link #reset()} replaces them by the initial ones. */
    public SandboxRules rules() {
        return state.rules;
    }

    /** The events for webhooks. {@link #reset()} replaces them by the initial ones. */
    public SandboxWebhooks webhooks() {
        return state.webhooks;
    }

    /** The WireMock server, for stubs and faults of any kind. The sandbox handles requests that match no stub. */
    public WireMockServer wireMock() {
        return wireMock;
    }

    /** Adds a company without channels, unless it exists. */
    public void addCompany(long companyId) {
        state.addCompanyIfAbsent(companyId);
    }

    /** Adds a company with a name, without channels. */
    public void addCompany(long companyId, String name) {
        withCompany(companyId, company -> {
            company.name = name;
            return name;
        });
    }

    /** Snapshots of all companies, ordered by id. */
    public List<SandboxCompany> companies() {
        return state.companies(ChannelTable.BEFORE_ALL, true, Integer.MAX_VALUE);
    }

    /** Adds an enabled channel to the first company, without any checks, and returns its id. */
    public long addChannel(String provider) {
        return addChannel(companyId(), provider);
    }

    /** Adds an enabled channel, without any checks, and returns its id. Adds the company if it does not exist. */
    public long addChannel(long companyId, String provider) {
        return withCompany(companyId, company -> {
            long id = state.nextChannelId();
            company.add(id, provider);
            return id;
        });
    }

    /**
     * Adds an enabled channel with the given id. Later channels get higher ids.
     *
     * @throws IllegalArgumentException if a channel of any company has this id
     */
    public void addChannel(long companyId, long channelId, String provider) {
        state.reserveChannelId(channelId);
        if (channel(channelId).isPresent()) {
            throw new IllegalArgumentException("Channel " + channelId + " already exists");
        }
        withCompany(companyId, company -> {
            company.add(channelId, provider);
            return channelId;
        });
    }

    /** Adds many enabled channels, of all providers in turn. Each takes about a dozen bytes of memory. */
    public void addChannels(long companyId, int count) {
        withCompany(companyId, company -> {
            company.channels.reserve(count);
            List<String> providers = ProviderChecks.DOCUMENTED;
            for (int i = 0; i < count; i++) {
                company.add(state.nextChannelId(), providers.get(i % providers.size()));
            }
            return count;
        });
    }

    /** Removes a channel without a request. Returns whether it existed. */
    public boolean removeChannel(long channelId) {
        return state.withCompanyOf(channelId, (company, channel) -> {
                    company.remove(channel);
                    state.life.deleted(channel);
                    return true;
                })
                .orElse(false);
    }

    /** Snapshots of the channels of a company, ordered by id; empty if there is no such company. */
    public List<SandboxChannel> channels(long companyId) {
        Company company = state.company(companyId);
        if (company == null) {
            return List.of();
        }
        synchronized (company) {
            return company.snapshots();
        }
    }

    /** The number of channels of a company. It takes constant time. */
    public int channelCount(long companyId) {
        Company company = state.company(companyId);
        if (company == null) {
            return 0;
        }
        synchronized (company) {
            return company.channels.size();
        }
    }

    /** A snapshot of a channel of any company. */
    public Optional<SandboxChannel> channel(long channelId) {
        return state.withChannel(channelId, StoredChannel::snapshot);
    }

    /**
     * The last code that was sent for a channel and is not confirmed yet.
     *
     * @throws IllegalStateException if there is no such code
     */
    public String code(long channelId) {
        return state.withChannel(channelId, channel -> channel.code == null ? null : channel.code.value())
                .orElseThrow(() -> new IllegalStateException("There is no unconfirmed code for channel " + channelId));
    }

    /**
     * Simulates that the user scans the QR code of a channel, which enables the channel.
     *
     * @throws IllegalStateException if there is no such channel, or it does not wait for a scan
     */
    public void scanQrCode(long channelId) {
        webhooks().scanQrCode(channelId);
    }

    /**
     * Simulates that the user types the code of a WhatsApp channel into WhatsApp, which enables the channel.
     *
     * @throws IllegalStateException if there is no such channel, or it has no valid code
     */
    public void enterWhatsAppCode(long channelId) {
        webhooks().enterWhatsAppCode(channelId);
    }

    /** Same as {@code rules().deliver(phone)}. */
    public void deliver(Predicate<String> phone) {
        rules().deliver(phone);
    }

    /** Finishes all jobs. */
    public void finishJobs() {
        for (Company company : state.companies()) {
            synchronized (company) {
                company.jobs.values().forEach(Job::finish);
            }
        }
    }

    /** Snapshots of the first messages that were sent on a channel, in order. */
    public List<SandboxJob> jobs(long channelId) {
        return state.withCompanyOf(channelId, (company, channel) -> company.jobs.values().stream()
                        .filter(job -> job.belongsTo(channel))
                        .map(Job::snapshot)
                        .toList())
                .orElse(List.of());
    }

    /** Makes all page tokens issued so far unknown: they return the first page, without an error. */
    public void expirePageTokens() {
        state.pageTokens.expireAll();
    }

    /** The requests since the start or the last {@link #reset()}, oldest first; see {@link Builder#requestLog}. */
    public List<SandboxRequest> requests() {
        return requestLog.requests();
    }

    /** The number of requests since the start or the last {@link #reset()}, logged or not. */
    public long requestCount() {
        return requestLog.count();
    }

    /** Clears the log of requests and their number. */
    public void clearRequests() {
        requestLog.clear();
    }

    /** Figures of the rate limit; see {@link SandboxRules#rateLimit(int, Duration)}. */
    public RateLimitStatistics rateLimitStatistics() {
        return state.rateLimiter.statistics();
    }

    /** The next request fails with this response and has no effect; see {@link NextRequests#fail}. */
    public void failNext(int status, String body, String... headers) {
        nextRequests(1).fail(status, body, headers);
    }

    /** The next request fails with this fault and has no effect. */
    public void faultNext(Fault fault) {
        nextRequests(1).fault(fault);
    }

    /** The response to the next request is delayed. */
    public void delayNext(Duration delay) {
        nextRequests(1).delay(delay);
    }

    /** Sets what happens to the next {@code count} requests. */
    public NextRequests nextRequests(int count) {
        return new NextRequests(wireMock, count);
    }

    /** Sets what happens to all requests until {@link #clearFaults()} or {@link #reset()}. */
    public NextRequests everyRequest() {
        return new NextRequests(wireMock, Integer.MAX_VALUE);
    }

    /** Removes all faults and all other stubs. */
    public void clearFaults() {
        wireMock.resetAll();
    }

    /** Restores the initial state: channels, ids, rules, faults and the log of requests. The port stays the same. */
    public void reset() {
        wireMock.resetAll();
        initialize();
        requestLog.clear();
    }

    /** Stops the server and all deliveries of events. */
    @Override
    public void close() {
        wireMock.stop();
        state.close();
    }

    private void initialize() {
        if (state != null) {
            state.close();
        }
        SandboxRules rules = new SandboxRules();
        settings.rules.accept(rules);
        state = new SandboxState(rules, settings.eventLog);
        settings.webhooks.accept(state.webhooks);
        router = new Router(settings.tokens(), state);
        settings.companies.forEach(this::addChannels);
    }

    private <T> T withCompany(long companyId, Function<Company, T> action) {
        Company company = state.addCompanyIfAbsent(companyId);
        synchronized (company) {
            return action.apply(company);
        }
    }

    /** The settings of a sandbox, which {@link PactChannelsSandbox#reset()} restores. */
    public static final class Builder {

        private int port;
        private String token = TOKEN;
        private final Set<String> additionalTokens = new LinkedHashSet<>();
        private final Map<Long, Integer> companies = new LinkedHashMap<>();
        private int requestLog = 1000;
        private int eventLog = 1000;
        private int wireMockJournal;
        private Consumer<SandboxRules> rules = unchanged -> {};
        private Consumer<SandboxWebhooks> webhooks = unchanged -> {};
        private Consumer<WireMockConfiguration> wireMock = unchanged -> {};

        private Builder() {}

        /** The port; 0 selects a free one. Default: 0. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /** The valid API token. Default: {@link PactChannelsSandbox#TOKEN}. */
        public Builder token(String value) {
            token = value;
            return this;
        }

        /** Adds a valid API token, for instance to test that a rate limit applies to each token on its own. */
        public Builder additionalToken(String value) {
            additionalTokens.add(value);
            return this;
        }

        /** Adds a company without channels. Default: the company {@link PactChannelsSandbox#COMPANY_ID}. */
        public Builder company(long companyId) {
            companies.putIfAbsent(companyId, 0);
            return this;
        }

        /** Adds a company with this number of enabled channels, of all providers in turn. */
        public Builder channels(long companyId, int count) {
            companies.put(companyId, count);
            return this;
        }

        /** The number of requests to keep in the log; 0 for long runs. Default: 1000. */
        public Builder requestLog(int capacity) {
            requestLog = capacity;
            return this;
        }

        /** The number of events to keep of each outcome; see {@link SandboxWebhooks#delivered()}. Default: 1000. */
        public Builder eventLog(int capacity) {
            eventLog = capacity;
            return this;
        }

        /** The number of requests in WireMock's own journal, for {@code wireMock().verify(...)}. Default: 0 (off). */
        public Builder wireMockJournal(int capacity) {
            wireMockJournal = capacity;
            return this;
        }

        /** Sets the initial rules. */
        public Builder rules(Consumer<SandboxRules> value) {
            rules = value;
            return this;
        }

        /** Sets the initial switches of webhooks. */
        public Builder webhooks(Consumer<SandboxWebhooks> value) {
            webhooks = value;
            return this;
        }

        /** Changes settings of WireMock, for instance {@code config -> config.gzipDisabled(true)}. */
        public Builder wireMock(Consumer<WireMockConfiguration> value) {
            wireMock = value;
            return this;
        }

        /** Starts a sandbox. The builder can be used again. */
        public PactChannelsSandbox start() {
            PactChannelsSandbox sandbox = new PactChannelsSandbox(copy());
            sandbox.wireMock.start();
            return sandbox;
        }

        private Set<String> tokens() {
            Set<String> tokens = new HashSet<>(additionalTokens);
            tokens.add(token);
            return tokens;
        }

        private Builder copy() {
            Builder copy = new Builder();
            copy.port = port;
            copy.token = token;
            copy.additionalTokens.addAll(additionalTokens);
            copy.companies.putAll(companies.isEmpty() ? Map.of(COMPANY_ID, 0) : companies);
            copy.requestLog = requestLog;
            copy.eventLog = eventLog;
            copy.wireMockJournal = wireMockJournal;
            copy.rules = rules;
            copy.webhooks = webhooks;
            copy.wireMock = wireMock;
            return copy;
        }
    }
}
