/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.Configurable;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;

/**
 * Executes one attempt of a request, limited in time and size. No other class executes requests. {@link ErrorMapper} decides
 * which exception a failure becomes.
 */
final class HttpTransport implements AutoCloseable {

    private static final String TOKEN_HEADER = "X-Private-Api-Token";

    private static final String STOPPING = "The request was aborted because its endpoint is being stopped";

    private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(10);
    private static final Timeout RESPONSE_TIMEOUT = Timeout.ofSeconds(30);

    private final HttpClient httpClient;
    private final ScheduledExecutorService timer;
    private final ErrorMapper errors;
    private final Duration requestTimeout;
    private final URI baseUri;
    private final HttpHost host;
    private final RequestConfig requestConfig;
    private final Header[] headers;
    private final Set<Attempt> inFlight = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    HttpTransport(
            HttpClient httpClient, PactChannelsClientSettings settings, ScheduledExecutorService timer, Clock clock) {
        this.httpClient = httpClient;
        this.timer = timer;
        this.errors = new ErrorMapper(settings, clock);
        this.requestTimeout = settings.requestTimeout();
        this.baseUri = URI.create(settings.baseUri());
        this.host = HttpHost.create(baseUri);
        this.requestConfig = requestConfig(httpClient);
        this.headers = new Header[] {
            new BasicHeader(HttpHeaders.ACCEPT, "application/json"), new SecretHeader(TOKEN_HEADER, settings.apiToken())
        };
    }

    /** The client's own configuration, with defaults for missing timeouts. A redirect would send the token to another host. */
    @SuppressWarnings("deprecation") // A request has no other place for a connect timeout.
    private static RequestConfig requestConfig(HttpClient httpClient) {
        RequestConfig configured = httpClient instanceof Configurable configurable && configurable.getConfig() != null
                ? configurable.getConfig()
                : RequestConfig.DEFAULT;
        RequestConfig.Builder config = RequestConfig.copy(configured).setRedirectsEnabled(false);
        if (configured.getConnectTimeout() == null) {
            config.setConnectTimeout(CONNECT_TIMEOUT);
        }
        if (configured.getResponseTimeout() == null) {
            config.setResponseTimeout(RESPONSE_TIMEOUT);
        }
        return config.build();
    }

    /**
     * Sends the request once.
     *
     * @param request what to send
     * @param reader  reads the result from a successful response
     * @param timeout maximum time until the last byte of the response
     * @throws PactChannelsException if the request does not succeed
     */
    <T> T send(PreparedRequest request, ResponseReader<T> reader, Duration timeout) {
        Attempt attempt = new Attempt(request);
        Future<?> deadline = null;
        try {
            deadline = begin(attempt, timeout);
            return httpClient.execute(
                    host, attempt, attempt.context, response -> receive(request, reader, attempt, response));
        } catch (FailedResponseException e) {
            throw attempt.failure;
        } catch (RejectedExecutionException e) {
            throw errors.aborted(request, STOPPING, e, false);
        } catch (IOException | IllegalStateException | IllegalArgumentException e) {
            // HttpClient reports some invalid responses with the last two.
            throw unavailable(request, attempt, e);
        } catch (RuntimeException e) {
            // A cancelled request may fail inside HttpClient with any exception.
            if (attempt.isCancelled()) {
                throw unavailable(request, attempt, e);
            }
            throw e;
        } finally {
            if (deadline != null) {
                deadline.cancel(false);
            }
            inFlight.remove(attempt);
        }
    }

    private Future<?> begin(Attempt attempt, Duration timeout) {
        inFlight.add(attempt);
        // In this order: either close() finds the attempt, or the attempt finds that the transport is closed.
        if (closed) {
            throw new CancellationException();
        }
        Future<?> deadline = timer.schedule(attempt::expire, timeout.toNanos(), TimeUnit.NANOSECONDS);
        attempt.started = true;
        return deadline;
    }

    /** Aborts the requests in flight, which fail as unavailable. Later requests fail immediately. */
    @Override
    public void close() {
        closed = true;
        inFlight.forEach(Attempt::cancel);
    }

    private <T> T receive(
            PreparedRequest request, ResponseReader<T> reader, Attempt attempt, ClassicHttpResponse response)
            throws IOException {
        ResponseBody body = new ResponseBody(
                response.getEntity() == null
                        ? InputStream.nullInputStream()
                        : response.getEntity().getContent());
        try {
            return read(request, reader, attempt, response, body);
        } catch (PactChannelsException e) {
            attempt.failure = e;
            throw new FailedResponseException();
        } finally {
            if (!body.isFinished()) {
                // Otherwise HttpClient reads the rest, however long it is, to reuse the connection.
                attempt.cancel();
            }
            body.release();
        }
    }

    private <T> T read(
            PreparedRequest request,
            ResponseReader<T> reader,
            Attempt attempt,
            ClassicHttpResponse response,
            ResponseBody body)
            throws IOException {
        int status = response.getCode();
        if (status < 200 || status > 299) {
            throw errors.errorStatus(request, response, body, attempt.mayHaveBeenSent());
        }
        try (JsonParser parser = ResponseJson.parser(body)) {
            T result = reader.read(parser);
            if (parser.nextToken() != null) {
                throw new ResponseReader.MalformedResponseException("more than one JSON value");
            }
            return result;
        } catch (ResponseReader.ErrorStatusException e) {
            throw errors.rejected(request, response, body);
        } catch (ResponseReader.MalformedResponseException | ResponseBody.TooLargeException e) {
            throw errors.unexpected(request, response, body, e.getMessage());
        } catch (JsonProcessingException | CharConversionException | ZipException e) {
            // Without the text of the parser: it quotes the response.
            throw errors.unexpected(request, response, body, "not JSON, or truncated");
        }
    }

    private PactChannelsException unavailable(PreparedRequest request, Attempt attempt, Exception cause) {
        boolean handshakeFailed = cause instanceof SSLHandshakeException || cause instanceof SSLPeerUnverifiedException;
        boolean sent = attempt.mayHaveBeenSent() && !handshakeFailed;
        if (attempt.expired) {
            return errors.aborted(
                    request,
                    "No complete response within " + requestTimeout.toMillis() + " ms (option requestTimeout)",
                    cause,
                    sent);
        } else if (closed) {
            return errors.aborted(request, STOPPING, cause, sent);
        }
        return errors.connectionFailure(request, cause, sent);
    }

    /** An HTTP request that can be cancelled, and the failure that its response means. */
    private final class Attempt extends HttpUriRequestBase {

        private static final long serialVersionUID = 1L;

        private final transient HttpClientContext context = HttpClientContext.create();

        private boolean started;
        private volatile boolean expired;
        private transient PactChannelsException failure;

        Attempt(PreparedRequest request) {
            super(request.method(), baseUri);
            setPath(request.target());
            setHeaders(headers);
            setEntity(request.entity());
            setConfig(requestConfig);
        }

        void expire() {
            expired = true;
            cancel();
        }

        /**
         * Whether the service may have received the request. Right before HttpClient sends the first byte, it puts the endpoint
         * into the context, and the TLS session. A proxy that does not open a tunnel is an endpoint without a TLS session. From a
         * client that does not use the context, nothing is known.
         */
        boolean mayHaveBeenSent() {
            boolean connected = context.getEndpointDetails() != null;
            boolean secured =
                    context.getSSLSession() != null || host.getSchemeName().equals(URIScheme.HTTP.id);
            return started && (context.getExchangeId() == null || connected && secured);
        }

        /**
         * Cancelled as soon as the transport is closed. HttpClient asks before it sends: an attempt that waited for a
         * connection, and gets the one that another aborted attempt has just released, is not sent.
         */
        @Override
        public boolean isCancelled() {
            return closed || super.isCancelled();
        }
    }

    /**
     * Passes through HttpClient in place of the failure of the attempt. HttpClient adds suppressed exceptions to what passes
     * through it when closing the connection fails, and these may quote the response.
     */
    private static final class FailedResponseException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        FailedResponseException() {
            super(null, null, false, false);
        }
    }
}
