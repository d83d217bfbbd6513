/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.io.Serializable;
import java.time.Duration;

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

    static Failure withoutResponse(PreparedRequest request, Outcome outcome) {
        return new Failure(request.operation(), request.method(), request.path(), 0, null, null, null, null, outcome);
    }

    /** One line for the log: the request, the response, the service's message, the advice. */
    String describe(String advice) {
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
        } else {
            text.append(" got no response");
        }
        if (serviceMessage != null) {
            text.append(", \"").append(serviceMessage).append('"');
        }
        return text.append(". ").append(advice).toString();
    }

    /** The outcome of a request without a response. */
    enum Outcome {
        /** The connection was refused, so the service has done nothing. */
        NOT_SENT,
        /** The connection failed later: the service may have acted. */
        UNKNOWN,
        /** A retry cannot succeed: timeout reached, endpoint stopped, certificate not trusted. */
        NOT_RETRYABLE
    }
}
