/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import java.io.Serializable;
import java.time.Duration;

/**
 * The facts of a call that did not succeed.
 *
 * @param operation      the operation by its name in the endpoint URI
 * @param method         the HTTP method
 * @param path           the path without query
 * @param status         the HTTP status, 0 when there was no answer
 * @param reason         the reason phrase, or {@code null}
 * @param serviceMessage what the service said, or {@code null}
 * @param retryAfter     the wait that the service asked for, or {@code null}
 * @param responseBody   the body, cut at 8 KiB, or {@code null}
 * @param outcome           why there was no answer, or {@code null} when there was one
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

    static Failure withoutAnswer(PreparedRequest call, Outcome outcome) {
        return new Failure(call.operation(), call.method(), call.path(), 0, null, null, null, null, outcome);
    }

    /** One sentence for the log: what was asked, what came back, what the service said, what to do. */
    String describe(String advice) {
        StringBuilder text = new StringBuilder(200)
                .append(operation)
                .append(": ")
                .append(method)
                .append(' ')
                .append(path);
        if (status != 0) {
            text.append(" answered ").append(status);
            if (reason != null && !reason.isBlank()) {
                text.append(' ').append(reason);
            }
        } else {
            text.append(" got no answer");
        }
        if (serviceMessage != null) {
            text.append(", \"").append(serviceMessage).append('"');
        }
        return text.append(". ").append(advice).toString();
    }

    /** Why there was no answer. */
    enum Outcome {
        /** There was nobody to accept the connection, so the service has done nothing. */
        NOT_SENT,
        /** Something happened on the way; the service may have done what it was asked to. */
        UNKNOWN,
        /** Another attempt would not fare better: the time is over, the route stops, the certificate is not trusted. */
        NOT_RETRYABLE
    }
}
