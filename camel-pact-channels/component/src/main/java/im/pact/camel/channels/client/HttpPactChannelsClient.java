/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import im.pact.camel.channels.model.ChannelResult;
import im.pact.camel.channels.model.Company;
import im.pact.camel.channels.model.CompanyResult;
import im.pact.camel.channels.model.Confirmation;
import im.pact.camel.channels.model.DeliveryJob;
import im.pact.camel.channels.model.PactChannel;
import im.pact.camel.channels.model.Page;
import im.pact.camel.channels.model.RequestedCode;
import im.pact.camel.channels.request.ApiRequest;
import im.pact.camel.channels.request.ConfirmCode;
import im.pact.camel.channels.request.CreateChannel;
import im.pact.camel.channels.request.EnablePage;
import im.pact.camel.channels.request.FirstMessage;
import im.pact.camel.channels.request.PageRequest;
import im.pact.camel.channels.request.Parameter;
import im.pact.camel.channels.request.RequestCode;
import im.pact.camel.channels.request.RequestFormat;
import im.pact.camel.channels.request.UpdateChannel;
import im.pact.camel.channels.request.UpdateCompany;
import im.pact.camel.channels.request.UserExists;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.net.PercentCodec;

/** The operations of the Channels API as HTTP requests, sent with HttpClient 5. */
public final class HttpPactChannelsClient implements PactChannelsClient {

    private static final ResponseReader<ChannelResult> CREATED = JsonResponse.reader(Results::created);
    private static final ResponseReader<DeliveryJob> JOB = JsonResponse.reader(Results::job);
    private static final ResponseReader<Boolean> EXISTS = JsonResponse.reader(Results::exists);
    private static final ResponseReader<RequestedCode> REQUESTED_CODE = JsonResponse.reader(Results::requestedCode);
    private static final ResponseReader<Confirmation> CONFIRMATION = JsonResponse.reader(Results::confirmation);

    private final PactChannelsClientSettings settings;
    private final HttpTransport transport;
    private final RateLimiter limiter;
    private final RetryExecutor retries;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Clock clock;
    private final String companies;

    /** Creates a client with its own rate limiter, retry budget and statistics. */
    public HttpPactChannelsClient(
            HttpClient httpClient, PactChannelsClientSettings settings, ScheduledExecutorService timer) {
        this(httpClient, settings, timer, new RateLimiter(), new RetryBudget(), new RequestStatistics());
    }

    /**
     * @param httpClient executes the requests; not closed with this client. Its automatic retries should be disabled
     * @param settings   address, token, limits
     * @param timer      aborts requests that take too long; not shut down with this client. It should remove cancelled tasks
     * @param limiter    limits the rate of the requests of all clients that share it; they should have the same token
     * @param budget     limits the retries of all clients that share it
     * @param statistics counts the requests of all clients that share it
     */
    public HttpPactChannelsClient(
            HttpClient httpClient,
            PactChannelsClientSettings settings,
            ScheduledExecutorService timer,
            RateLimiter limiter,
            RetryBudget budget,
            RequestStatistics statistics) {
        this.settings = settings;
        this.clock = Clock.systemUTC();
        this.transport = new HttpTransport(httpClient, settings, timer, clock);
        this.limiter = limiter;
        this.retries = new RetryExecutor(
                settings.retryPolicy(),
                limiter,
                budget,
                statistics,
                settings.requestTimeout(),
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble(),
                new Closing());
        this.companies = URI.create(settings.baseUri()).getRawPath() + "/companies";
    }

    @Override
    public Page<PactChannel> listChannels(long companyId, PageRequest page) {
        return send(listing("list", channelsPath(companyId), page), PageReader.CHANNELS);
    }

    @Override
    public ChannelResult createChannel(long companyId, CreateChannel channel) {
        return send(post(channelsPath(companyId), channel), CREATED);
    }

    @Override
    public ChannelResult updateChannel(long companyId, long channelId, UpdateChannel changes) {
        return send(
                withBody("PUT", channelPath(companyId, channelId), changes),
                JsonResponse.readerOfOptional(response -> Results.changed(response, channelId)));
    }

    @Override
    public ChannelResult deleteChannel(long companyId, long channelId) {
        return send(
                new PreparedRequest("delete", "DELETE", channelPath(companyId, channelId)),
                JsonResponse.readerOfOptional(response -> Results.changed(response, channelId)));
    }

    @Override
    public DeliveryJob sendFirstMessage(long companyId, long channelId, FirstMessage message) {
        return send(post(channelPath(companyId, channelId) + "/conversations", message), JOB);
    }

    @Override
    public boolean userExists(long companyId, long channelId, UserExists question) {
        StringBuilder target = new StringBuilder(channelPath(companyId, channelId)).append("/user_exists");
        appendQuery(target, Parameter.PHONE.apiName(), validated(question).get(Parameter.PHONE));
        return send(new PreparedRequest("userExists", "GET", target.toString()), EXISTS);
    }

    @Override
    public RequestedCode requestCode(long companyId, long channelId, RequestCode request) {
        return send(post(channelPath(companyId, channelId) + "/request_code", request), REQUESTED_CODE);
    }

    @Override
    public Confirmation confirm(long companyId, long channelId, ConfirmCode confirmation) {
        try {
            return send(post(channelPath(companyId, channelId) + "/confirm", confirmation), CONFIRMATION);
        } catch (PactChannelsException e) {
            return Results.passwordNeeded(e).orElseThrow(() -> e);
        }
    }

    @Override
    public ChannelResult enablePage(long companyId, long channelId, EnablePage page) {
        StringBuilder target = new StringBuilder(channelPath(companyId, channelId)).append("/enable_page_instagram");
        ApiRequest validated = validated(page);
        validated.forEach((name, value) -> appendQuery(target, name, value));
        return send(
                new PreparedRequest("enablePage", "POST", target.toString(), RequestBody.NONE, validated),
                JsonResponse.readerOfOptional(response -> Results.changed(response, channelId)));
    }

    @Override
    public DeliveryJob job(long companyId, long channelId, long jobId) {
        String path = channelPath(companyId, channelId) + "/jobs/" + positive(jobId, "jobId");
        return send(new PreparedRequest("job", "GET", path), JOB);
    }

    @Override
    public Page<Company> listCompanies(PageRequest page) {
        return send(listing("companies", companies, page), PageReader.COMPANIES);
    }

    @Override
    public CompanyResult updateCompany(long companyId, UpdateCompany changes) {
        return send(
                withBody("PUT", companyPath(companyId), changes),
                JsonResponse.readerOfOptional(response -> Results.changedCompany(response, companyId)));
    }

    @Override
    public void close() {
        closed.countDown();
        limiter.wakeAll();
        transport.close();
    }

    private static PreparedRequest listing(String operation, String path, PageRequest page) {
        StringBuilder target = new StringBuilder(128).append(path);
        appendQuery(target, "from", page.pageToken());
        appendQuery(target, "per", page.pageSize());
        appendQuery(target, "sort_direction", page.sortDirection());
        return new PreparedRequest(operation, "GET", target.toString());
    }

    private PreparedRequest post(String path, ApiRequest request) {
        return withBody("POST", path, request);
    }

    private PreparedRequest withBody(String method, String path, ApiRequest request) {
        ApiRequest validated = validated(request);
        RequestFormat format = settings.requestFormat() != null ? settings.requestFormat() : validated.format();
        return new PreparedRequest(
                request.operation().name(), method, path, RequestBody.of(validated, format), validated);
    }

    private ApiRequest validated(ApiRequest request) {
        return settings.validateParameters() ? request.validated(clock.instant()) : request;
    }

    private <T> T send(PreparedRequest request, ResponseReader<T> reader) {
        return retries.send(request, timeout -> transport.send(request, reader, timeout));
    }

    private String channelsPath(long companyId) {
        return companyPath(companyId) + "/channels";
    }

    private String companyPath(long companyId) {
        return companies + "/" + positive(companyId, "companyId");
    }

    private String channelPath(long companyId, long channelId) {
        return channelsPath(companyId) + "/" + positive(channelId, "channelId");
    }

    private static long positive(long id, String name) {
        if (id <= 0) {
            throw new IllegalArgumentException(name + " must be a positive number (was " + id + ")");
        }
        return id;
    }

    private static void appendQuery(StringBuilder target, String name, Object value) {
        if (value != null) {
            target.append(target.indexOf("?") < 0 ? '?' : '&').append(name).append('=');
            PercentCodec.encode(target, value.toString(), StandardCharsets.UTF_8);
        }
    }

    /** Closing the client ends all waits. */
    private final class Closing implements RetryExecutor.Stop {

        @Override
        public boolean isStopped() {
            return closed.getCount() == 0;
        }

        @Override
        public Optional<GiveUp> pause(Duration delay) {
            try {
                return closed.await(delay.toNanos(), TimeUnit.NANOSECONDS)
                        ? Optional.of(GiveUp.ENDPOINT_STOPPED)
                        : Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.of(GiveUp.INTERRUPTED);
            }
        }
    }
}
