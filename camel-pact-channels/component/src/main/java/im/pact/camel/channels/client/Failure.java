/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.io.Serializable;
import java.time.Duration;
import java.util.Set;

/**
 * The facts about a failed request.
 *
 * @param operation      the operation as the endpoint URI names it
 * @param method         the HTTP method
 * @param path           the path without the query
 * @param status         the HTTP status, 0 without a response
 * @param reason         the reason phrase, or {@code null}
 * @param serviceMessage the service's own message, or {@code null}
 * @param retryAfter     the delay that the service requests, or {@code null}
 * @param responseBody   the body, cut at 8 KiB, or {@code null}
 * @param outcome        the outcome of a request without a response, or {@code null} if there is one
 */
record Failure(
        String operation,
        String method,
        String path,
        int status,
        String reason,
        String serviceMessage,
        Duration retryAfter,
        String responseBody,
        Outcome outcome)
        implements Serializable {

    /** No longer in the newest document of the API. */
    private static final Set<String> WITHDRAWN_OPERATIONS = Set.of("sendFirst", "userExists", "job");

    private static final Set<Integer> WITHDRAWN_STATUSES = Set.of(404, 405, 410);

    static Failure withoutResponse(PreparedRequest request, Outcome outcome) {
        return new Failure(request.operation(), request.method(), request.path(), 0, null, null, null, null, outcome);
    }

    /** The rate limiter has not sent the request, as it would have to wait too long. */
    static Failure notSent(PreparedRequest request, Duration wait) {
        return new Failure(
                request.operation(), request.method(), request.path(), 0, null, null, wait, null, Outcome.RATE_LIMITED);
    }

    /**
     * One line for the log: the request, the response, the service's message, the advice, and what may have happened.
     *
     * @param outcomeUnknown whether the service may have acted
     */
    String describe(String advice, boolean outcomeUnknown) {
        StringBuilder text = new StringBuilder(200)
                .append(operation)
                .append(": ")
                .append(method)
                .append(' ')
                .append(path);
        if (status != 0) {
            text.append(" returned ").append(status);
            if (reason != null && !reason.isBlank()) {
                text.append(' ').append(reason);
            }
        } else if (outcome == Outcome.RATE_LIMITED) {
            text.append(" was not sent");
        } else {
            text.append(" got no response");
        }
        if (serviceMessage != null) {
            text.append(", \"").append(serviceMessage).append('"');
        }
        text.append(". ").append(advice);
        if (WITHDRAWN_STATUSES.contains(status) && WITHDRAWN_OPERATIONS.contains(operation)) {
            text.append(". The service may have withdrawn this operation");
        }
        if (outcomeUnknown) {
            PossibleEffect.of(operation).ifPresent(effect -> text.append(". ").append(effect));
        }
        return text.toString();
    }

    /** The outcome of a request without a response, as far as it decides about retries. */
    enum Outcome {
        /** The connection was refused, so the service has done nothing. */
        NOT_SENT,
        /** The rate limiter has not sent the request. */
        RATE_LIMITED,
        /** The connection failed in another way: only read operations are retried. */
        UNKNOWN,
        /** A retry cannot succeed: timeout reached, endpoint stopped, certificate not trusted. */
        NOT_RETRYABLE
    }
}
