/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import im.pact.camel.channels.client.Failure.Outcome;
import im.pact.camel.channels.request.LogText;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;

/** Maps failed requests to exceptions, and redacts the secrets in everything that an exception shows. */
final class ErrorMapper {

    private final PactChannelsClientSettings settings;
    private final Clock clock;

    ErrorMapper(PactChannelsClientSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The response has a status other than 2xx.
     *
     * @param sent whether the service may have received the request
     */
    PactChannelsException errorStatus(
            PreparedRequest request, ClassicHttpResponse response, ResponseBody body, boolean sent) {
        Failure failure = failure(request, response, text(request, response, body));
        int status = response.getCode();
        return switch (status) {
            case 401, 403 -> new PactChannelsAuthenticationException(failure);
            case 402 -> new PactChannelsPaymentRequiredException(failure);
            case 404, 410 -> new PactChannelsNotFoundException(failure);
            case 407 ->
                new PactChannelsUnavailableException(
                        failure,
                        "The proxy requires authentication: check its user name and password on Camel's https component",
                        null,
                        false);
            case 429 -> new PactChannelsRateLimitedException(failure);
            default -> {
                if (status >= 500) {
                    boolean reads = PossibleEffect.of(request.operation()).isEmpty();
                    yield new PactChannelsUnavailableException(
                            failure, reads ? "The service failed: retry later" : "The service failed", null, sent);
                } else if (status >= 400) {
                    yield new PactChannelsRejectedException(failure);
                } else {
                    yield PactChannelsUnexpectedResponseException.of(failure, "redirect, not followed");
                }
            }
        };
    }

    /** The status is 2xx, but the body says that the request failed. */
    PactChannelsException rejected(PreparedRequest request, ClassicHttpResponse response, ResponseBody body) {
        return new PactChannelsRejectedException(failure(request, response, text(request, response, body)));
    }

    /** The status is 2xx, but the body is not what the API document says. */
    PactChannelsException unexpected(
            PreparedRequest request, ClassicHttpResponse response, ResponseBody body, String problem) {
        String text = text(request, response, body);
        Failure failure = failure(request, response, text);
        if (Envelope.of(PartialJson.readObject(text)).isRejected()) {
            return new PactChannelsRejectedException(failure);
        }
        return PactChannelsUnexpectedResponseException.of(
                failure,
                text.isEmpty()
                        ? "empty body"
                        : LogText.ofText(redaction(request).of(problem)));
    }

    /**
     * The request was aborted by this side.
     *
     * @param sent whether the service may have received the request
     */
    PactChannelsException aborted(PreparedRequest request, String reason, Exception cause, boolean sent) {
        return unavailable(request, Outcome.NOT_RETRYABLE, reason, cause, sent);
    }

    /**
     * HttpClient got no response.
     *
     * @param sent whether the service may have received the request
     */
    PactChannelsException connectionFailure(PreparedRequest request, Exception cause, boolean sent) {
        URI baseUri = URI.create(settings.baseUri());
        String host = baseUri.getRawAuthority();
        if (cause instanceof UnknownHostException) {
            return unavailable(request, Outcome.UNKNOWN, "Unknown host in baseUri: " + baseUri.getHost(), cause, sent);
        } else if (cause instanceof ConnectException) {
            return unavailable(request, Outcome.NOT_SENT, "Connection refused by " + host, cause, sent);
        }
        String detail = LogText.ofText(redaction(request).of(cause.getMessage()));
        String suffix = ": " + (detail == null ? cause.getClass().getSimpleName() : detail);
        if (cause instanceof SSLException) {
            return unavailable(
                    request, Outcome.NOT_RETRYABLE, "TLS connection to " + host + " failed" + suffix, cause, sent);
        } else if (cause instanceof SocketTimeoutException) {
            return unavailable(request, Outcome.UNKNOWN, "Timeout while waiting for " + host + suffix, cause, sent);
        }
        return unavailable(request, Outcome.UNKNOWN, "Connection to " + host + " failed" + suffix, cause, sent);
    }

    private PactChannelsException unavailable(
            PreparedRequest request, Outcome outcome, String reason, Exception cause, boolean sent) {
        return new PactChannelsUnavailableException(
                Failure.withoutResponse(request, outcome),
                reason,
                redaction(request).isNeededFor(cause) ? null : cause,
                sent);
    }

    /** The beginning of a body, without secrets. */
    private String text(PreparedRequest request, ClassicHttpResponse response, ResponseBody body) {
        Header contentType = response.getFirstHeader(HttpHeaders.CONTENT_TYPE);
        String text = BodyText.decode(body.head(), contentType == null ? null : contentType.getValue());
        return body.isCut()
                ? redaction(request).ofCut(text)
                : redaction(request).of(text);
    }

    private Failure failure(PreparedRequest request, ClassicHttpResponse response, String body) {
        Redaction redaction = redaction(request);
        String serviceMessage = ErrorText.find(body, redaction::of);
        return new Failure(
                request.operation(),
                request.method(),
                request.path(),
                response.getCode(),
                LogText.ofText(redaction.of(response.getReasonPhrase())),
                serviceMessage,
                RetryAfter.of(response, body, clock.instant()),
                // The mask may be longer than the secret that it replaces.
                body.substring(0, Math.min(body.length(), ResponseBody.HEAD_LIMIT)),
                null);
    }

    private Redaction redaction(PreparedRequest request) {
        return new Redaction(settings.apiToken(), request.secrets());
    }
}
