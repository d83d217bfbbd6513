/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static im.pact.camel.channels.client.JsonResponse.needed;

import im.pact.camel.channels.client.ResponseReader.MalformedResponseException;
import im.pact.camel.channels.model.ChannelResult;
import im.pact.camel.channels.model.Choice;
import im.pact.camel.channels.model.Confirmation;
import im.pact.camel.channels.model.DeliveryJob;
import im.pact.camel.channels.model.NextStep;
import im.pact.camel.channels.model.RequestedCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/** What each answer means, call by call, as the API document shows them. */
final class Results {

    private Results() {}

    /** {@code {"status":"created","data":{"external_id":1}}}. */
    static ChannelResult created(JsonResponse answer) throws MalformedResponseException {
        return new ChannelResult(
                needed(answer.number("external_id"), "data.external_id"), answer.text("status"), answer.all());
    }

    /** The same, and {@code {"status":"deleted"}}: the channel is known anyway. */
    static ChannelResult changed(JsonResponse answer, long channelId) {
        Long id = answer.number("external_id");
        return new ChannelResult(id == null ? channelId : id, answer.text("status"), answer.all());
    }

    /** {@code {"status":"ok","data":{"id":17,"channel":{…},"state":"trying_deliver","details":null,…}}}. */
    static DeliveryJob job(JsonResponse answer) throws MalformedResponseException {
        return new DeliveryJob(
                needed(answer.number("id"), "data.id"),
                answer.number("company_id"),
                answer.inside("channel", "id", JsonResponse::number),
                answer.inside("channel", "type", JsonResponse::text),
                answer.text("state"),
                answer.inside("details", "result", JsonResponse::text),
                answer.number("conversation_id"),
                answer.number("message_id"),
                instant(answer.number("created_at")),
                answer.all());
    }

    /** {@code {"status":"ok","exists":true}}. */
    static Boolean exists(JsonResponse answer) throws MalformedResponseException {
        return needed(answer.bool("exists"), "exists");
    }

    /** {@code {"code_length":6,"code_type":"app",…,"status":"ok"}}, or {@code {"result":"ok"}}. */
    static RequestedCode requestedCode(JsonResponse answer) {
        return new RequestedCode(
                answer.number("code_length"),
                answer.text("code_type"),
                answer.number("expires_in"),
                answer.text("next_type"),
                answer.number("session_id"),
                nextStep(answer),
                choices(answer),
                answer.all());
    }

    /** {@code {"result":"ok","state":"enabled"}}, or {@code {"result":"ok","data":{"two_factor_requires":true,"details":[…]}}}. */
    static Confirmation confirmation(JsonResponse answer) {
        return new Confirmation(nextStep(answer), choices(answer), answer.text("state"), answer.all());
    }

    private static NextStep nextStep(JsonResponse answer) {
        if (Boolean.TRUE.equals(answer.bool("two_factor_requires"))) {
            return NextStep.TWO_FACTOR;
        }
        return Boolean.TRUE.equals(answer.bool("confirmation_requires")) ? NextStep.CHALLENGE : NextStep.NONE;
    }

    /** A choice without a value could not be chosen. */
    private static List<Choice> choices(JsonResponse answer) {
        return answer.objects("details").stream()
                .filter(choice -> JsonResponse.number(choice.get("value")) != null)
                .map(choice -> new Choice(
                        JsonResponse.number(choice.get("value")),
                        JsonResponse.text(choice.get("key")),
                        JsonResponse.text(choice.get("label"))))
                .toList();
    }

    private static Instant instant(Long seconds) {
        try {
            return seconds == null ? null : Instant.ofEpochSecond(seconds);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
