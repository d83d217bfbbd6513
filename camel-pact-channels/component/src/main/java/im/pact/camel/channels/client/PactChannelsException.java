/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.time.Duration;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.HttpResponseAware;

/**
 * A failed request to the Channels API. The subclass shows how a route can handle it. Nothing in the exception contains the API
 * token or the query of the request.
 */
public abstract class PactChannelsException extends RuntimeCamelException implements HttpResponseAware {

    private static final long serialVersionUID = 1L;

    private final Failure failure;
    private final boolean outcomeUnknown;
    private int attempts = 1;
    private String giveUpReason = "";

    /** The service has certainly not acted. */
    protected PactChannelsException(Failure failure, String advice) {
        this(failure, advice, null, false);
    }

    /** @param mayHaveActed whether the service may have acted, if the operation changes anything */
    protected PactChannelsException(Failure failure, String advice, Throwable cause, boolean mayHaveActed) {
        super(failure.describe(advice, mayHaveActed), cause);
        this.failure = failure;
        this.outcomeUnknown =
                mayHaveActed && PossibleEffect.of(failure.operation()).isPresent();
    }

    /**
     * Whether the service may have acted although the request failed: the message may have been sent, the channel may have been
     * created. If {@code true}, sending the same request again may do it twice. If {@code false}, the service has certainly done
     * nothing, or the operation only reads.
     */
    public boolean isOutcomeUnknown() {
        return outcomeUnknown;
    }

    /** The operation as the endpoint URI names it, such as {@code list}. */
    public String getOperation() {
        return failure.operation();
    }

    /** The HTTP method of the request. */
    public String getMethod() {
        return failure.method();
    }

    /** The path of the request, without its query. */
    public String getPath() {
        return failure.path();
    }

    /** The service's own message, {@code null} if the response has no readable text. */
    public String getServiceMessage() {
        return failure.serviceMessage();
    }

    /** How often the request was sent; 0 if the rate limit did not allow it. */
    public int getAttempts() {
        return attempts;
    }

    /**
     * One line for the log: request, response, advice, what may have happened, number of attempts, and why there was no further
     * one.
     */
    @Override
    public String getMessage() {
        if (attempts == 1 && giveUpReason.isEmpty()) {
            return super.getMessage();
        }
        return super.getMessage() + " (" + attempts + (attempts == 1 ? " attempt" : " attempts")
                + (giveUpReason.isEmpty() ? "" : ": " + giveUpReason) + ")";
    }

    void gaveUp(int afterAttempts, GiveUp giveUp) {
        attempts = afterAttempts;
        giveUpReason = giveUp.reason();
    }

    /** The outcome of a request without a response, {@code null} if there is a response. */
    Failure.Outcome outcome() {
        return failure.outcome();
    }

    /** The time to wait before the next attempt, as far as the service requests it; otherwise {@code null}. */
    public Duration getRetryAfter() {
        return failure.retryAfter();
    }

    /** The body of the response, cut at 8 KiB; {@code null} without a response. */
    public String getResponseBody() {
        return failure.responseBody();
    }

    /** The HTTP status, 0 without a response. */
    @Override
    public int getHttpResponseCode() {
        return failure.status();
    }

    @Override
    public void setHttpResponseCode(int code) {
        throw new UnsupportedOperationException("The status of a failed request is read-only");
    }

    /** The reason phrase of the status, or {@code null}. */
    @Override
    public String getHttpResponseStatus() {
        return failure.reason();
    }

    @Override
    public void setHttpResponseStatus(String status) {
        throw new UnsupportedOperationException("The status of a failed request is read-only");
    }
}
