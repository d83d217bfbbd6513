/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.time.Duration;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.HttpResponseAware;

/**
 * A call to the Channels API that did not succeed. The subclass says what a route can do about it; it depends on the answer
 * alone and is the same at every attempt. No part of it holds the API token or the query of the request.
 */
public abstract class PactChannelsException extends RuntimeCamelException implements HttpResponseAware {

    private static final long serialVersionUID = 1L;

    private final Failure failure;
    private int attempts = 1;
    private String reasonToGiveUp = "";

    protected PactChannelsException(Failure failure, String advice, Throwable cause) {
        super(failure.describe(advice), cause);
        this.failure = failure;
    }

    /** The operation by its name in the endpoint URI, such as {@code list}. */
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

    /** What the service said about it, in its own words; {@code null} when it said nothing readable. */
    public String getServiceMessage() {
        return failure.serviceMessage();
    }

    /** How often the call was sent. */
    public int getAttempts() {
        return attempts;
    }

    /** One line for the log: what was asked, what came back, what to do, how often it was tried, and why not again. */
    @Override
    public String getMessage() {
        if (attempts == 1 && reasonToGiveUp.isEmpty()) {
            return super.getMessage();
        }
        return super.getMessage() + " (" + attempts + (attempts == 1 ? " attempt" : " attempts")
                + (reasonToGiveUp.isEmpty() ? "" : ": " + reasonToGiveUp) + ")";
    }

    void gaveUp(int afterAttempts, String reason) {
        attempts = afterAttempts;
        reasonToGiveUp = reason;
    }

    /** Why there was no answer, or {@code null} when there was one. */
    Failure.Outcome outcome() {
        return failure.outcome();
    }

    /** How long the service asked to wait before the next attempt; {@code null} when it named no time. */
    public Duration getRetryAfter() {
        return failure.retryAfter();
    }

    /** The body of the answer, cut at 8 KiB; {@code null} when there was no answer. */
    public String getResponseBody() {
        return failure.responseBody();
    }

    /** The HTTP status, or 0 when there was no answer. */
    @Override
    public int getHttpResponseCode() {
        return failure.status();
    }

    @Override
    public void setHttpResponseCode(int code) {
        throw new UnsupportedOperationException("The status of a failed call is a fact");
    }

    /** The reason phrase that came with the status, or {@code null}. */
    @Override
    public String getHttpResponseStatus() {
        return failure.reason();
    }

    @Override
    public void setHttpResponseStatus(String status) {
        throw new UnsupportedOperationException("The status of a failed call is a fact");
    }
}
