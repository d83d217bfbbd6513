/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import im.pact.camel.channels.client.Failure.Outcome;
import im.pact.camel.channels.request.LogText;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;

/** Decides which exception it is that a call failed, and takes the secrets out of everything that the exception says. */
final class ErrorMapper {

    private final PactChannelsClientSettings settings;
    private final Clock clock;

    ErrorMapper(PactChannelsClientSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The answer has a status other than success. */
    PactChannelsException refused(PreparedRequest call, ClassicHttpResponse response, ResponseBody body) {
        Failure failure = failure(call, response, body);
        int status = response.getCode();
        return switch (status) {
            case 401, 403 -> new PactChannelsAuthenticationException(failure);
            case 402 -> new PactChannelsPaymentRequiredException(failure);
            case 404, 410 -> new PactChannelsNotFoundException(failure);
            case 407 ->
                new PactChannelsUnavailableException(
                        failure,
                        "A proxy on the way wants a user name and a password: check those of Camel's https component",
                        null);
            case 429 -> new PactChannelsRateLimitedException(failure);
            default -> {
                if (status >= 500) {
                    yield new PactChannelsUnavailableException(
                            failure, "The service is in trouble: try again later", null);
                } else if (status >= 400) {
                    yield new PactChannelsRejectedException(failure);
                } else {
                    yield unexpected(failure, "a redirect, which is not followed");
                }
            }
        };
    }

    /** HTTP says success, the answer does not. */
    PactChannelsException errored(PreparedRequest call, ClassicHttpResponse response, ResponseBody body) {
        return new PactChannelsRejectedException(failure(call, response, body));
    }

    /** The answer is none of the API. Without what the parser threw: its text quotes the answer. */
    PactChannelsException unexpected(
            PreparedRequest call, ClassicHttpResponse response, ResponseBody body, String problem) {
        return unexpected(failure(call, response, body), problem);
    }

    private static PactChannelsException unexpected(Failure failure, String problem) {
        return new PactChannelsUnexpectedResponseException(
                failure,
                "This is no answer of the Channels API, " + problem + ": check baseUri, and what stands between");
    }

    /** There was no answer because the call was ended from this side. */
    PactChannelsException ended(PreparedRequest call, String reason, Exception cause) {
        return unavailable(call, Outcome.NOT_RETRYABLE, reason, cause);
    }

    private PactChannelsException unavailable(PreparedRequest call, Outcome outcome, String reason, Exception cause) {
        return new PactChannelsUnavailableException(
                Failure.withoutAnswer(call, outcome), reason, redaction(call).isNeededFor(cause) ? null : cause);
    }

    /** There was no answer, for the reason that HttpClient gives. */
    PactChannelsException unavailable(PreparedRequest call, Exception cause) {
        String address = settings.baseUri().getRawAuthority();
        String reason;
        Outcome outcome = Outcome.UNKNOWN;
        if (cause instanceof UnknownHostException) {
            reason = "The host of baseUri is not known: " + settings.baseUri().getHost();
        } else if (cause instanceof ConnectException) {
            reason = "Nothing accepts connections at " + address;
            outcome = Outcome.NOT_SENT;
        } else if (cause instanceof SSLException) {
            reason = "No secure connection to " + address + ": " + describe(cause, redaction(call));
            outcome = Outcome.NOT_RETRYABLE;
        } else if (cause instanceof SocketTimeoutException) {
            reason = "The service was silent for too long: " + describe(cause, redaction(call));
        } else {
            reason = "The connection to " + address + " failed: " + describe(cause, redaction(call));
        }
        return unavailable(call, outcome, reason, cause);
    }

    private Failure failure(PreparedRequest call, ClassicHttpResponse response, ResponseBody body) {
        Redaction redaction = redaction(call);
        String head = new String(body.head(), StandardCharsets.UTF_8);
        String text = body.isCut() ? redaction.ofCut(head) : redaction.of(head);
        String serviceMessage = ErrorText.find(text.getBytes(StandardCharsets.UTF_8), redaction::of);
        Header retryAfter = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        return new Failure(
                call.operation(),
                call.method(),
                call.path(),
                response.getCode(),
                LogText.ofText(redaction.of(response.getReasonPhrase())),
                serviceMessage,
                RetryAfter.of(retryAfter == null ? null : retryAfter.getValue(), serviceMessage, clock.instant()),
                cut(text),
                null);
    }

    /** What stands in place of a secret may be longer than the secret. */
    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), ResponseBody.HEAD_LIMIT));
    }

    /** What HttpClient says may quote what it could not read. */
    private static String describe(Exception cause, Redaction redaction) {
        String text = LogText.ofText(redaction.of(cause.getMessage()));
        return text == null ? cause.getClass().getSimpleName() : text;
    }

    private Redaction redaction(PreparedRequest call) {
        return new Redaction(settings.apiToken(), call.parameters());
    }
}
