/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.Configurable;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;

/**
 * One attempt at one call: request out, answer in, bounded in time and size. It is the only place that knows HttpClient, and
 * the only one that decides which exception an answer is.
 */
final class HttpTransport implements AutoCloseable {

    private static final String TOKEN_HEADER = "X-Private-Api-Token";

    private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(10);
    private static final Timeout RESPONSE_TIMEOUT = Timeout.ofSeconds(30);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient httpClient;
    private final PactChannelsClientSettings settings;
    private final ScheduledExecutorService timer;
    private final Clock clock;
    private final URI baseUri;
    private final HttpHost host;
    private final RequestConfig requestConfig;
    private final Header[] headers;

    private final Set<Attempt> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    HttpTransport(
            HttpClient httpClient, PactChannelsClientSettings settings, ScheduledExecutorService timer, Clock clock) {
        this.httpClient = httpClient;
        this.settings = settings;
        this.timer = timer;
        this.clock = clock;
        this.baseUri = settings.baseUri();
        this.host = HttpHost.create(baseUri);
        this.requestConfig = requestConfig(httpClient);
        this.headers = new Header[] {
            new BasicHeader(HttpHeaders.ACCEPT, "application/json"), new SecretHeader(TOKEN_HEADER, settings.apiToken())
        };
    }

    /** What the client was given is kept; what it leaves open is bounded. A redirect would carry the token elsewhere. */
    @SuppressWarnings("deprecation") // The connect timeout of a single request has no other home.
    private static RequestConfig requestConfig(HttpClient httpClient) {
        RequestConfig given = httpClient instanceof Configurable configurable && configurable.getConfig() != null
                ? configurable.getConfig()
                : RequestConfig.DEFAULT;
        RequestConfig.Builder config = RequestConfig.copy(given).setRedirectsEnabled(false);
        if (given.getConnectTimeout() == null) {
            config.setConnectTimeout(CONNECT_TIMEOUT);
        }
        if (given.getResponseTimeout() == null) {
            config.setResponseTimeout(RESPONSE_TIMEOUT);
        }
        return config.build();
    }

    /**
     * Sends the call once.
     *
     * @param call   what to send
     * @param reader what to make of a successful answer
     * @param budget how long it may take in all, to the last byte of the answer
     * @throws PactChannelsException when it did not succeed
     */
    <T> T send(ApiCall call, ResponseReader<T> reader, Duration budget) {
        Attempt attempt = new Attempt(request(call));
        underWay.add(attempt);
        ScheduledFuture<?> deadline = timer.schedule(attempt::expire, budget.toNanos(), TimeUnit.NANOSECONDS);
        try {
            if (closed) {
                attempt.request.cancel();
            }
            return httpClient.execute(host, attempt.request, null, response -> receive(call, reader, response));
        } catch (IOException e) {
            throw unavailable(call, attempt, budget, e);
        } finally {
            deadline.cancel(false);
            underWay.remove(attempt);
        }
    }

    /** Ends the attempts that are under way; each fails as unavailable. Later ones fail at once. */
    @Override
    public void close() {
        closed = true;
        underWay.forEach(attempt -> attempt.request.cancel());
    }

    private HttpUriRequestBase request(ApiCall call) {
        HttpUriRequestBase request = new HttpUriRequestBase(call.method(), baseUri);
        request.setPath(call.pathAndQuery());
        request.setHeaders(headers);
        request.setEntity(call.entity());
        request.setConfig(requestConfig);
        return request;
    }

    private <T> T receive(ApiCall call, ResponseReader<T> reader, ClassicHttpResponse response) throws IOException {
        InputStream content = response.getEntity() == null
                ? InputStream.nullInputStream()
                : response.getEntity().getContent();
        ResponseBody body = new ResponseBody(content);
        int status = response.getCode();
        if (status < 200 || status > 299) {
            body.readHead();
            throw refused(call, response, body);
        }
        try (JsonParser parser = JSON.createParser(body)) {
            T result = reader.read(parser);
            if (parser.nextToken() != null) {
                throw new ResponseReader.UnexpectedShapeException("more than one JSON value");
            }
            return result;
        } catch (ResponseReader.ErroredException e) {
            body.readHead();
            throw new PactChannelsRejectedException(failure(call, response, body));
        } catch (ResponseReader.UnexpectedShapeException | ResponseBody.TooLargeException e) {
            throw new PactChannelsUnexpectedResponseException(failure(call, response, body), e.getMessage(), e);
        } catch (JsonProcessingException | CharConversionException e) {
            // Without the cause: Jackson's text quotes the answer.
            String problem = body.head().length == 0 ? "it is empty" : "it is not JSON, or cut off";
            throw new PactChannelsUnexpectedResponseException(failure(call, response, body), problem, null);
        }
    }

    private PactChannelsException refused(ApiCall call, ClassicHttpResponse response, ResponseBody body) {
        Failure failure = failure(call, response, body);
        int status = response.getCode();
        return switch (status) {
            case 401, 403 -> new PactChannelsAuthenticationException(failure);
            case 402 -> new PactChannelsPaymentRequiredException(failure);
            case 404, 410 -> new PactChannelsNotFoundException(failure);
            case 429 -> new PactChannelsRateLimitedException(failure);
            default -> {
                if (status >= 500) {
                    yield new PactChannelsUnavailableException(
                            failure, "The service is in trouble: try again later", null);
                } else if (status >= 400) {
                    yield new PactChannelsRejectedException(failure);
                } else {
                    yield new PactChannelsUnexpectedResponseException(
                            failure, "a redirect, which is not followed", null);
                }
            }
        };
    }

    private Failure failure(ApiCall call, ClassicHttpResponse response, ResponseBody body) {
        byte[] head = body.head();
        String serviceMessage = redact(ErrorText.find(head));
        Header retryAfter = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        return new Failure(
                call.operation(),
                call.method(),
                call.path(),
                response.getCode(),
                response.getReasonPhrase(),
                serviceMessage,
                RetryAfter.of(retryAfter == null ? null : retryAfter.getValue(), serviceMessage, clock.instant()),
                redact(new String(head, StandardCharsets.UTF_8)));
    }

    /** Some error pages show the request that they are about. */
    private String redact(String text) {
        return text == null ? null : text.replace(settings.apiToken(), "******");
    }

    private PactChannelsException unavailable(ApiCall call, Attempt attempt, Duration budget, IOException cause) {
        String advice;
        if (attempt.expired) {
            advice = "No complete answer within " + budget.toMillis() + " ms (option requestTimeout)";
        } else if (closed) {
            advice = "The call was ended because its endpoint is being stopped";
        } else if (cause instanceof UnknownHostException) {
            advice = "The host of baseUri is not known: " + baseUri.getHost();
        } else if (cause instanceof ConnectException) {
            advice = "Nothing accepts connections at " + baseUri.getRawAuthority();
        } else if (cause instanceof SSLException) {
            advice = "No secure connection to " + baseUri.getRawAuthority() + ": " + cause.getMessage();
        } else if (cause instanceof SocketTimeoutException) {
            advice = "The service was silent for too long: " + cause.getMessage();
        } else {
            advice = "The connection to " + baseUri.getRawAuthority() + " failed: " + cause.getMessage();
        }
        return new PactChannelsUnavailableException(Failure.withoutAnswer(call), advice, cause);
    }

    /** A request on its way, and whether its time ran out. */
    private static final class Attempt {

        private final HttpUriRequestBase request;
        private volatile boolean expired;

        Attempt(HttpUriRequestBase request) {
            this.request = request;
        }

        void expire() {
            expired = true;
            request.cancel();
        }
    }
}
