/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import im.pact.camel.channels.client.Failure.Loss;
import im.pact.camel.channels.model.OneLine;
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
final class Failures {

    private final PactChannelsClientSettings settings;
    private final Clock clock;

    Failures(PactChannelsClientSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The answer has a status other than success. */
    PactChannelsException refused(ApiCall call, ClassicHttpResponse response, ResponseBody body) {
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
    PactChannelsException errored(ApiCall call, ClassicHttpResponse response, ResponseBody body) {
        return new PactChannelsRejectedException(failure(call, response, body));
    }

    /** The answer is none of the API. Without what the parser threw: its text quotes the answer. */
    PactChannelsException unexpected(ApiCall call, ClassicHttpResponse response, ResponseBody body, String problem) {
        return unexpected(failure(call, response, body), problem);
    }

    private static PactChannelsException unexpected(Failure failure, String problem) {
        return new PactChannelsUnexpectedResponseException(
                failure,
                "This is no answer of the Channels API, " + problem + ": check baseUri, and what stands between");
    }

    /** There was no answer because the call was ended from this side. */
    PactChannelsException ended(ApiCall call, String reason, Exception cause) {
        return unavailable(call, Loss.FOR_GOOD, reason, cause);
    }

    private PactChannelsException unavailable(ApiCall call, Loss loss, String reason, Exception cause) {
        return new PactChannelsUnavailableException(
                Failure.withoutAnswer(call, loss), reason, redaction(call).isNeededFor(cause) ? null : cause);
    }

    /** There was no answer, for the reason that HttpClient gives. */
    PactChannelsException unavailable(ApiCall call, Exception cause) {
        String address = settings.baseUri().getRawAuthority();
        String reason;
        Loss loss = Loss.ON_THE_WAY;
        if (cause instanceof UnknownHostException) {
            reason = "The host of baseUri is not known: " + settings.baseUri().getHost();
        } else if (cause instanceof ConnectException) {
            reason = "Nothing accepts connections at " + address;
            loss = Loss.NEVER_SENT;
        } else if (cause instanceof SSLException) {
            reason = "No secure connection to " + address + ": " + describe(cause, redaction(call));
            loss = Loss.FOR_GOOD;
        } else if (cause instanceof SocketTimeoutException) {
            reason = "The service was silent for too long: " + describe(cause, redaction(call));
        } else {
            reason = "The connection to " + address + " failed: " + describe(cause, redaction(call));
        }
        return unavailable(call, loss, reason, cause);
    }

    private Failure failure(ApiCall call, ClassicHttpResponse response, ResponseBody body) {
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
                OneLine.ofText(redaction.of(response.getReasonPhrase())),
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
        String text = OneLine.ofText(redaction.of(cause.getMessage()));
        return text == null ? cause.getClass().getSimpleName() : text;
    }

    private Redaction redaction(ApiCall call) {
        return new Redaction(settings.apiToken(), call.parameters());
    }
}
