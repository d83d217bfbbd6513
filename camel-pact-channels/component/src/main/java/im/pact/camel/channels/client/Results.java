/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static im.pact.camel.channels.client.JsonResponse.required;

import im.pact.camel.channels.model.ChannelResult;
import im.pact.camel.channels.model.Choice;
import im.pact.camel.channels.model.CompanyResult;
import im.pact.camel.channels.model.Confirmation;
import im.pact.camel.channels.model.DeliveryJob;
import im.pact.camel.channels.model.JsonValues;
import im.pact.camel.channels.model.NextStep;
import im.pact.camel.channels.model.RequestedCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Makes the results of the operations from the responses that the API document shows. */
final class Results {

    /** Fields of a job that can contain the reason of a failed delivery. */
    private static final List<String> REASONS = List.of("details", "reason", "error", "errors", "error_message");

    private Results() {}

    /** {@code {"status":"created","data":{"external_id":1}}}. */
    static ChannelResult created(JsonResponse response) {
        return new ChannelResult(response.requiredNumber("external_id"), response.text("status"), response.all());
    }

    /** The same, or {@code {"status":"deleted"}} without an id, or nothing at all: the request names the channel. */
    static ChannelResult changed(JsonResponse response, long channelId) {
        return new ChannelResult(changedId(response, channelId), response.text("status"), response.all());
    }

    /** {@code {"status":"updated","data":{"external_id":1}}}, or nothing at all: the request names the company. */
    static CompanyResult changedCompany(JsonResponse response, long companyId) {
        return new CompanyResult(changedId(response, companyId), response.text("status"), response.all());
    }

    private static long changedId(JsonResponse response, long requested) {
        response.requireSuccess(response.isEmpty() || response.hasAny("external_id"));
        Long id = response.number("external_id");
        return id == null ? requested : id;
    }

    /** {@code {"status":"ok","data":{"id":17,"channel":{…},"state":"trying_deliver","details":null,…}}}. */
    static DeliveryJob job(JsonResponse response) {
        Object details = response.field("details");
        return new DeliveryJob(
                response.requiredNumber("id"),
                response.number("company_id"),
                response.inside("channel", "id", JsonValues::number),
                response.inside("channel", "type", JsonValues::text),
                response.text("state"),
                result(details),
                reason(response),
                response.number("conversation_id"),
                response.number("message_id"),
                JsonValues.instant(response.field("created_at")),
                response.all());
    }

    private static String reason(JsonResponse response) {
        for (String name : REASONS) {
            String reason = ErrorText.in(response.field(name));
            if (reason != null) {
                return reason;
            }
        }
        return null;
    }

    /** {@code details.result}. Some servers send the result in place of the details. */
    private static String result(Object details) {
        if (details instanceof Map<?, ?> fields) {
            return JsonValues.text(fields.get("result"));
        }
        return details instanceof String text && DeliveryJob.isResult(text) ? text : null;
    }

    /** {@code {"status":"ok","exists":true}}. */
    static Boolean exists(JsonResponse response) {
        return required(response.bool("exists"), "exists");
    }

    /**
     * {@code {"code_length":6,"code_type":"app",…,"status":"ok"}}, or {@code {"result":"ok"}}; WhatsApp's response has neither of
     * the two words: {@code {"sessionId":"1","code":"ABCD-EFGH","ttl":"160s"}}.
     */
    static RequestedCode requestedCode(JsonResponse response) {
        NextStep nextStep = nextStep(response);
        response.requireSuccess(response.isEmpty()
                || nextStep != NextStep.NONE
                || response.hasAny(
                        "code_length", "code_type", "expires_in", "next_type", "session_id", "sessionId", "ttl"));
        return new RequestedCode(
                response.number("code_length"),
                response.text("code_type"),
                first(response.number("expires_in"), seconds(response.text("ttl"))),
                response.text("next_type"),
                first(response.number("session_id"), response.number("sessionId")),
                response.text("code"),
                nextStep,
                choices(response),
                response.all());
    }

    private static Long first(Long value, Long other) {
        return value == null ? other : value;
    }

    /** A duration such as {@code 160s}. */
    private static Long seconds(String duration) {
        return duration == null ? null : JsonValues.number(duration.strip().replaceFirst("s$", ""));
    }

    /** {@code {"result":"ok","state":"enabled"}}, or {@code {"result":"ok","data":{"two_factor_requires":true,"details":[…]}}}. */
    static Confirmation confirmation(JsonResponse response) {
        NextStep nextStep = nextStep(response);
        String state = response.text("state");
        response.requireSuccess(nextStep != NextStep.NONE
                || "enabled".equalsIgnoreCase(state)
                || response.hasAny("two_factor_requires", "confirmation_requires"));
        return new Confirmation(nextStep, choices(response), state, response.all());
    }

    /**
     * Telegram's error for a correct code of an account with a password. To the caller it is the next step, whatever status it
     * comes with.
     *
     * @return nothing for another failure
     */
    static Optional<Confirmation> passwordNeeded(PactChannelsException failure) {
        String body = Objects.requireNonNullElse(failure.getResponseBody(), "");
        return body.toUpperCase(Locale.ROOT).contains("SESSION_PASSWORD_NEEDED")
                ? Optional.of(new Confirmation(NextStep.PASSWORD, List.of(), null, PartialJson.readObject(body)))
                : Optional.empty();
    }

    private static NextStep nextStep(JsonResponse response) {
        if (Boolean.TRUE.equals(response.bool("two_factor_requires"))) {
            return NextStep.TWO_FACTOR;
        } else if (Boolean.TRUE.equals(response.bool("confirmation_requires"))) {
            return NextStep.CHALLENGE;
        }
        String state = response.text("state");
        return state != null && state.toLowerCase(Locale.ROOT).contains("password") ? NextStep.PASSWORD : NextStep.NONE;
    }

    /** Only choices with a value: it is what a request sends. */
    private static List<Choice> choices(JsonResponse response) {
        return response.objects("details").stream()
                .filter(choice -> JsonValues.number(choice.get("value")) != null)
                .map(choice -> new Choice(
                        JsonValues.number(choice.get("value")),
                        JsonValues.text(choice.get("key")),
                        JsonValues.text(choice.get("label"))))
                .toList();
    }
}
