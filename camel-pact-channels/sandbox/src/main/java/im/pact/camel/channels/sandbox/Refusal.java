/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

/** Ends a call with an error for the client. The statuses are those of the API's page on errors. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    private Refusal(int status, String code, String title, String detail) {
        super(detail, null, false, false);
        this.answer = Answers.errored(status, code, title, detail);
    }

    Answer answer() {
        return answer;
    }

    static Refusal badRequest(String code, String detail) {
        return new Refusal(400, code, "Bad request", detail);
    }

    static Refusal badParameter(String name, String whatIsAllowed) {
        return badRequest("invalid_parameter", "Parameter '" + name + "' " + whatIsAllowed);
    }

    static Refusal unauthorized() {
        return new Refusal(401, "unauthorized", "Unauthorized", "The API token is missing or wrong");
    }

    static Refusal paymentRequired() {
        return new Refusal(402, "payment_required", "Payment required", "The company must pay first");
    }

    static Refusal notFound(String what) {
        return new Refusal(404, "not_found", "Not found", what);
    }

    static Refusal methodNotAllowed(String method) {
        return new Refusal(405, "method_not_allowed", "Method not allowed", "This address does not take " + method);
    }

    static Refusal notAcceptable(String contentType) {
        return new Refusal(
                406, "not_acceptable", "Not acceptable", "Neither a form nor JSON, but Content-Type " + contentType);
    }
}
