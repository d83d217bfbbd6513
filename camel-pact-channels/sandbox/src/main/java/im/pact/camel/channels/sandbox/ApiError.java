/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.time.Duration;

/** Rejects a request with an error response. The statuses are those of the API's page on errors. */
final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ApiResponse response;

    private ApiError(int status, String code, String title, String detail) {
        this(ApiResponse.error(status, code, title, detail), detail);
    }

    private ApiError(ApiResponse response, String detail) {
        super(detail, null, false, false);
        this.response = response;
    }

    ApiResponse response() {
        return response;
    }

    /** The response in the envelope of the second version of the API. */
    ApiResponse v2Response() {
        return response.asV2Error();
    }

    static ApiError badRequest(String code, String detail) {
        return new ApiError(400, code, "Bad request", detail);
    }

    static ApiError invalidParameter(String name, String problem) {
        return badRequest("invalid_parameter", "Parameter '" + name + "' " + problem);
    }

    static ApiError unauthorized() {
        return new ApiError(401, "unauthorized", "Unauthorized", "The API token is missing or wrong");
    }

    static ApiError paymentRequired() {
        return new ApiError(402, "payment_required", "Payment required", "The company has to pay first");
    }

    static ApiError notFound(String detail) {
        return new ApiError(404, "not_found", "Not found", detail);
    }

    static ApiError methodNotAllowed(String method) {
        return new ApiError(
                405, "method_not_allowed", "Method not allowed", "Method " + method + " is not allowed for this path");
    }

    static ApiError tooManyRequests(Duration wait, WaitHint hint) {
        long seconds = wait.plusNanos(999_999_999).toSeconds();
        String detail = hint == WaitHint.TEXT ? "Please wait for " + seconds + " seconds" : "Too many requests";
        ApiResponse response = ApiResponse.error(429, "too_many_requests", "Too many requests", detail);
        return new ApiError(
                hint == WaitHint.RETRY_AFTER ? response.withHeader("Retry-After", Long.toString(seconds)) : response,
                detail);
    }

    static ApiError notAcceptable(String contentType) {
        return new ApiError(
                406, "not_acceptable", "Not acceptable", "Content-Type " + contentType + " is neither a form nor JSON");
    }
}
