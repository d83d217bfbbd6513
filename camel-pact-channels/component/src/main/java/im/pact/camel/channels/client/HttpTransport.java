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
import java.util.concurrent.ScheduledExecutorService;
import java.util.zip.ZipException;
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
 * One attempt at one call: request out, answer in, bounded in time and size. It is the only place that executes
 * requests. Which exception an answer is, {@link ErrorMapper} decides.
 */
final class HttpTransport implements AutoCloseable {

    private static final String TOKEN_HEADER = "X-Private-Api-Token";

    private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(10);
    private static final Timeout RESPONSE_TIMEOUT = Timeout.ofSeconds(30);

    private final HttpClient httpClient;
    private final Deadlines<Attempt> underWay;
    private final ErrorMapper failures;
    private final Duration timeout;
    private final URI baseUri;
    private final HttpHost host;
    private final RequestConfig requestConfig;
    private final Header[] headers;

    private volatile boolean closed;

    HttpTransport(
            HttpClient httpClient, PactChannelsClientSettings settings, ScheduledExecutorService timer, Clock clock) {
        this.httpClient = httpClient;
        this.underWay = new Deadlines<>(timer, Attempt::expire);
        this.failures = new ErrorMapper(settings, clock);
        this.timeout = settings.requestTimeout();
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
     * @param left   how long it may take, to the last byte of the answer
     * @throws PactChannelsException when it did not succeed
     */
    <T> T send(PreparedRequest call, ResponseReader<T> reader, Duration left) {
        Attempt attempt = new Attempt(request(call));
        try {
            underWay.begin(attempt, left);
            return httpClient.execute(
                    host, attempt.request, null, response -> receive(call, reader, attempt, response));
        } catch (FailedResponseException e) {
            throw attempt.failure;
        } catch (IOException | IllegalStateException | IllegalArgumentException e) {
            // HttpClient also meets some answers that are no HTTP with the latter.
            throw unavailable(call, attempt, e);
        } catch (RuntimeException e) {
            // Cancelled at an unlucky moment, HttpClient fails with whatever it stumbles over.
            if (attempt.request.isCancelled()) {
                throw unavailable(call, attempt, e);
            }
            throw e;
        } finally {
            underWay.end(attempt);
        }
    }

    /** Ends the attempts that are under way; each fails as unavailable. Later ones fail at once. */
    @Override
    public void close() {
        closed = true;
        underWay.close(attempt -> attempt.request.cancel());
    }

    private HttpUriRequestBase request(PreparedRequest call) {
        HttpUriRequestBase request = new Request(call.method());
        request.setPath(call.pathAndQuery());
        request.setHeaders(headers);
        request.setEntity(call.entity());
        request.setConfig(requestConfig);
        return request;
    }

    private <T> T receive(PreparedRequest call, ResponseReader<T> reader, Attempt attempt, ClassicHttpResponse response)
            throws IOException {
        ResponseBody body = new ResponseBody(
                response.getEntity() == null
                        ? InputStream.nullInputStream()
                        : response.getEntity().getContent());
        try {
            return read(call, reader, response, body);
        } catch (PactChannelsException e) {
            attempt.failure = e;
            throw new FailedResponseException();
        } finally {
            if (!body.isFinished()) {
                // Otherwise HttpClient reads the rest, however long that is, to save the connection.
                attempt.request.cancel();
            }
        }
    }

    private <T> T read(PreparedRequest call, ResponseReader<T> reader, ClassicHttpResponse response, ResponseBody body)
            throws IOException {
        int status = response.getCode();
        if (status < 200 || status > 299) {
            body.readHead();
            throw failures.refused(call, response, body);
        }
        try (JsonParser parser = ResponseJson.parser(body)) {
            T result = reader.read(parser);
            if (parser.nextToken() != null) {
                throw new ResponseReader.MalformedResponseException("more than one JSON value");
            }
            return result;
        } catch (ResponseReader.ErrorStatusException e) {
            body.readHead();
            throw failures.errored(call, response, body);
        } catch (ResponseReader.MalformedResponseException e) {
            body.readHead();
            if (ErrorText.saysErrored(body.head())) {
                throw failures.errored(call, response, body);
            }
            throw failures.unexpected(call, response, body, e.getMessage());
        } catch (ResponseBody.TooLargeException e) {
            throw failures.unexpected(call, response, body, e.getMessage());
        } catch (JsonProcessingException | CharConversionException | ZipException e) {
            String problem = body.head().length == 0 ? "it is empty" : "it is not JSON, or cut off";
            throw failures.unexpected(call, response, body, problem);
        }
    }

    private PactChannelsException unavailable(PreparedRequest call, Attempt attempt, Exception cause) {
        if (attempt.expired) {
            return failures.ended(
                    call, "No complete answer within " + timeout.toMillis() + " ms (option requestTimeout)", cause);
        } else if (closed) {
            return failures.ended(call, "The call was ended because its endpoint is being stopped", cause);
        }
        return failures.unavailable(call, cause);
    }

    /** A request on its way, whether its time ran out, and what its answer means when that is no success. */
    private static final class Attempt {

        private final HttpUriRequestBase request;
        private volatile boolean expired;
        private PactChannelsException failure;

        Attempt(HttpUriRequestBase request) {
            this.request = request;
        }

        void expire() {
            expired = true;
            request.cancel();
        }
    }

    /**
     * A request that counts as cancelled from the moment that the transport is closed. HttpClient asks before it sends: a call
     * that waited for a connection, and gets the one of a call that was ended a moment before, is not sent any more.
     */
    private final class Request extends HttpUriRequestBase {

        private static final long serialVersionUID = 1L;

        Request(String method) {
            super(method, baseUri);
        }

        @Override
        public boolean isCancelled() {
            return closed || super.isCancelled();
        }
    }

    /**
     * Thrown through HttpClient in place of the failure of the attempt: HttpClient adds to what passes through it whatever it
     * meets while it closes the connection, and that may quote the answer.
     */
    private static final class FailedResponseException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        FailedResponseException() {
            super(null, null, false, false);
        }
    }
}
