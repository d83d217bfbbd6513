/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A Channels API of your own, on this machine: it keeps companies and channels, and behaves as the document and our notes
 * on it say, traps included. It is a server for tests and for a first run without an account, and serves any client.
 *
 * <pre>{@code
 * try (PactChannelsSandbox sandbox = PactChannelsSandbox.start()) {
 *     sandbox.addChannels(PactChannelsSandbox.COMPANY_ID, 137);
 *     // GET sandbox.baseUri() + "/companies/154/channels", header X-Private-Api-Token: sandbox.apiToken()
 * }
 * }</pre>
 *
 * <p>It listens on the loopback interface only. All methods may be called from any thread, while requests come in.
 *
 * <p>Faults are WireMock's business: {@link #failNext}, {@link #nextRequests}, or any stub on {@link #wireMock()}, which
 * goes before the sandbox. {@link #reset()} takes all of them away.
 */
public final class PactChannelsSandbox implements AutoCloseable {

    /** The API token, unless {@link Builder#token} says otherwise. */
    public static final String TOKEN = "sandbox-token-5f1c9e";

    /** The company, unless {@link Builder#company} says otherwise. */
    public static final long COMPANY_ID = 154;

    private final Builder setup;
    private final RequestLog requestLog;
    private final WireMockServer wireMock;
    private volatile SandboxState state;
    private volatile Router router;

    private PactChannelsSandbox(Builder setup) {
        this.setup = setup;
        this.requestLog = new RequestLog(setup.requestLog);
        begin();
        WireMockConfiguration config = wireMockConfig()
                .bindAddress("127.0.0.1")
                .port(setup.port)
                .containerThreads(256)
                .jettyAcceptors(1)
                .jettyAcceptQueueSize(1024)
                // Faults are those of HTTP/1.1, and some clients would upgrade.
                .http2PlainDisabled(true)
                .templatingEnabled(false)
                // It would log every request, token and all.
                .stubRequestLoggingDisabled(true)
                .mappingSource(new NoStubFiles())
                .httpServerFactory(StrictHttpServer::new)
                .extensions(new SandboxTransformer(() -> router), requestLog);
        if (setup.wireMockJournal == 0) {
            config.disableRequestJournal();
        } else {
            config.maxRequestJournalEntries(setup.wireMockJournal);
        }
        setup.wireMock.accept(config);
        this.wireMock = new WireMockServer(config);
    }

    /** Starts a sandbox on a free port, with one company that has no channels yet. */
    public static PactChannelsSandbox start() {
        return builder().start();
    }

    /** Starts a sandbox of your own making. */
    public static Builder builder() {
        return new Builder();
    }

    /** Where the API begins, for instance {@code http://127.0.0.1:40123/p1}. */
    public String baseUri() {
        return "http://127.0.0.1:" + port() + "/p1";
    }

    /** The port it listens on. */
    public int port() {
        return wireMock.port();
    }

    /** The token that requests must carry. */
    public String apiToken() {
        return setup.token;
    }

    /** The id of the first company. */
    public long companyId() {
        return setup.companies.keySet().iterator().next();
    }

    /** The rules in force until the next {@link #reset()}. */
    public SandboxRules rules() {
        return state.rules;
    }

    /** The server underneath, for stubs and faults of any kind. A request that no stub matches goes to the sandbox. */
    public WireMockServer wireMock() {
        return wireMock;
    }

    /** Opens a company with no channels, if there is none with this id yet. */
    public void addCompany(long companyId) {
        state.openCompany(companyId);
    }

    /** Adds a working channel to the first company, past all checks, and returns its id. */
    public long addChannel(String provider) {
        return addChannel(companyId(), provider);
    }

    /** Adds a working channel, past all checks, and returns its id. The company is opened if need be. */
    public long addChannel(long companyId, String provider) {
        return withCompany(companyId, company -> {
            long id = state.nextChannelId();
            company.add(id, provider);
            return id;
        });
    }

    /**
     * Adds a working channel with an id of your choice; later channels get higher ids.
     *
     * @throws IllegalArgumentException if the id is taken, by any company
     */
    public void addChannel(long companyId, long channelId, String provider) {
        state.channelIdTaken(channelId);
        if (channel(channelId).isPresent()) {
            throw new IllegalArgumentException("There is a channel " + channelId + " already");
        }
        withCompany(companyId, company -> {
            company.add(channelId, provider);
            return channelId;
        });
    }

    /** Adds many working channels of all providers in turn, at about a dozen bytes each. */
    public void addChannels(long companyId, int count) {
        withCompany(companyId, company -> {
            company.channels.reserve(count);
            List<String> providers = ProviderChecks.PROVIDERS;
            for (int i = 0; i < count; i++) {
                company.add(state.nextChannelId(), providers.get(i % providers.size()));
            }
            return count;
        });
    }

    /** Takes a channel away, as if support had done it. Returns whether it was there. */
    public boolean removeChannel(long channelId) {
        return withCompanyOf(channelId, (company, channel) -> {
                    company.remove(channel);
                    return true;
                })
                .orElse(false);
    }

    /** The channels of a company in the order of their ids; empty if there is no such company. */
    public List<SandboxChannel> channels(long companyId) {
        Company company = state.company(companyId);
        if (company == null) {
            return List.of();
        }
        synchronized (company) {
            return company.pictures();
        }
    }

    /** How many channels a company has; cheap even for a million. */
    public int channelCount(long companyId) {
        Company company = state.company(companyId);
        if (company == null) {
            return 0;
        }
        synchronized (company) {
            return company.channels.size();
        }
    }

    /** A channel of any company. */
    public Optional<SandboxChannel> channel(long channelId) {
        return withChannel(channelId, ChannelLife::picture);
    }

    /**
     * The code that was sent last for a channel and that nobody has confirmed yet.
     *
     * @throws IllegalStateException if there is none
     */
    public String code(long channelId) {
        return withChannel(channelId, channel -> channel.code == null ? null : channel.code.value())
                .orElseThrow(() -> new IllegalStateException("No code was sent for channel " + channelId));
    }

    /**
     * Somebody scans the QR code of a channel: from now on it is connected.
     *
     * @throws IllegalStateException if no such channel waits for that
     */
    public void scanQrCode(long channelId) {
        boolean scanned = withChannel(channelId, channel -> {
                    boolean waiting = channel.state == ChannelState.WAITING;
                    channel.state = waiting ? ChannelState.ENABLED : channel.state;
                    return waiting;
                })
                .orElse(false);
        if (!scanned) {
            throw new IllegalStateException("Channel " + channelId + " does not wait for anybody to scan its QR code");
        }
    }

    /** Short for {@code rules().deliver(phone)}. */
    public void deliver(Predicate<String> phone) {
        rules().deliver(phone);
    }

    /** Every job that is still on its way is done now. */
    public void finishJobs() {
        SandboxState current = state;
        for (Company company : current.companies()) {
            synchronized (company) {
                company.jobs.values().forEach(job -> job.finish(current));
            }
        }
    }

    /** The first messages that were sent on a channel, in order. */
    public List<SandboxJob> jobs(long channelId) {
        return withCompanyOf(channelId, (company, channel) -> company.jobs.values().stream()
                        .filter(job -> job.belongsTo(channel))
                        .map(Job::picture)
                        .toList())
                .orElse(List.of());
    }

    /** Page tokens given out so far are not known any more: they silently answer the first page. */
    public void expirePageTokens() {
        state.pageTokens.expireAll();
    }

    /** The requests since the start or the last {@link #reset()}, the oldest first; see {@link Builder#requestLog}. */
    public List<SandboxRequest> requests() {
        return requestLog.requests();
    }

    /** How many requests came since the start or the last {@link #reset()}, remembered or not. */
    public long requestCount() {
        return requestLog.count();
    }

    /** Forgets the requests so far, and nothing else. */
    public void clearRequests() {
        requestLog.clear();
    }

    /** The next request gets this answer and has no effect; see {@link NextRequests#fail}. */
    public void failNext(int status, String body, String... headers) {
        nextRequests(1).fail(status, body, headers);
    }

    /** The next request meets this fault and has no effect. */
    public void faultNext(Fault fault) {
        nextRequests(1).breakOff(fault);
    }

    /** The next request is answered as always, but late. */
    public void delayNext(Duration delay) {
        nextRequests(1).delay(delay);
    }

    /** Says what shall happen to the next {@code count} requests. */
    public NextRequests nextRequests(int count) {
        return new NextRequests(wireMock, count);
    }

    /** Says what shall happen to all requests until the next {@link #clearFaults()} or {@link #reset()}. */
    public NextRequests everyRequest() {
        return new NextRequests(wireMock, Integer.MAX_VALUE);
    }

    /** Takes away all faults and all other stubs. */
    public void clearFaults() {
        wireMock.resetAll();
    }

    /** Goes back to how it was started: channels, numbers, rules, faults, and the requests seen. The port stays. */
    public void reset() {
        wireMock.resetAll();
        begin();
        requestLog.clear();
    }

    /** Stops the server. */
    @Override
    public void close() {
        wireMock.stop();
    }

    private void begin() {
        SandboxRules rules = new SandboxRules();
        setup.rules.accept(rules);
        state = new SandboxState(rules);
        router = new Router(setup.token, state);
        setup.companies.forEach(this::addChannels);
    }

    private <T> T withCompany(long companyId, Function<Company, T> action) {
        Company company = state.openCompany(companyId);
        synchronized (company) {
            return action.apply(company);
        }
    }

    private <T> Optional<T> withChannel(long channelId, Function<ChannelLife, T> action) {
        return withCompanyOf(channelId, (company, channel) -> action.apply(channel));
    }

    private <T> Optional<T> withCompanyOf(long channelId, BiFunction<Company, ChannelLife, T> action) {
        for (Company company : state.companies()) {
            synchronized (company) {
                ChannelLife channel = company.find(channelId);
                if (channel != null) {
                    return Optional.ofNullable(action.apply(company, channel));
                }
            }
        }
        return Optional.empty();
    }

    /** What a sandbox starts with, and goes back to on {@link PactChannelsSandbox#reset()}. */
    public static final class Builder {

        private int port;
        private String token = TOKEN;
        private final Map<Long, Integer> companies = new LinkedHashMap<>();
        private int requestLog = 1000;
        private int wireMockJournal;
        private Consumer<SandboxRules> rules = unchanged -> {};
        private Consumer<WireMockConfiguration> wireMock = unchanged -> {};

        private Builder() {}

        /** The port; 0, the default, takes a free one. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /** The API token. */
        public Builder token(String value) {
            token = value;
            return this;
        }

        /** A company with no channels. With none named at all there is {@link PactChannelsSandbox#COMPANY_ID}. */
        public Builder company(long companyId) {
            companies.putIfAbsent(companyId, 0);
            return this;
        }

        /** A company with this many working channels of all providers in turn. */
        public Builder channels(long companyId, int count) {
            companies.put(companyId, count);
            return this;
        }

        /** How many requests to remember; 0 for long runs. Default: 1000. */
        public Builder requestLog(int capacity) {
            requestLog = capacity;
            return this;
        }

        /** How many requests WireMock shall remember too, for {@code wireMock().verify(...)}. Default: 0, that is off. */
        public Builder wireMockJournal(int capacity) {
            wireMockJournal = capacity;
            return this;
        }

        /** The rules to start with. */
        public Builder rules(Consumer<SandboxRules> value) {
            rules = value;
            return this;
        }

        /** Changes WireMock's own settings, for instance {@code config -> config.gzipDisabled(true)}. */
        public Builder wireMock(Consumer<WireMockConfiguration> value) {
            wireMock = value;
            return this;
        }

        /** Starts it. The builder may be used again. */
        public PactChannelsSandbox start() {
            PactChannelsSandbox sandbox = new PactChannelsSandbox(copy());
            sandbox.wireMock.start();
            return sandbox;
        }

        private Builder copy() {
            Builder copy = new Builder();
            copy.port = port;
            copy.token = token;
            copy.companies.putAll(companies.isEmpty() ? Map.of(COMPANY_ID, 0) : companies);
            copy.requestLog = requestLog;
            copy.wireMockJournal = wireMockJournal;
            copy.rules = rules;
            copy.wireMock = wireMock;
            return copy;
        }
    }
}
