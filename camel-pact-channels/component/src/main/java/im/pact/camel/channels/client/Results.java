/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.client;

import static im.pact.camel.channels.client.JsonResponse.required;

import im.pact.camel.channels.model.ChannelResult;
import im.pact.camel.channels.model.Choice;
import im.pact.camel.channels.model.Confirmation;
import im.pact.camel.channels.model.DeliveryJob;
import im.pact.camel.channels.model.NextStep;
import im.pact.camel.channels.model.RequestedCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/** Makes the results of the operations from the responses that the API document shows. */
final class Results {

    private Results() {}

    /** {@code {"status":"created","data":{"external_id":1}}}. */
    static ChannelResult created(JsonResponse response) {
        return new ChannelResult(
                required(response.number("external_id"), "data.external_id"), response.text("status"), response.all());
    }

    /** The same, or {@code {"status":"deleted"}} without an id: the request names the channel. */
    static ChannelResult changed(JsonResponse response, long channelId) {
        Long id = response.number("external_id");
        return new ChannelResult(id == null ? channelId : id, response.text("status"), response.all());
    }

    /** {@code {"status":"ok","data":{"id":17,"channel":{…},"state":"trying_deliver","details":null,…}}}. */
    static DeliveryJob job(JsonResponse response) {
        return new DeliveryJob(
                required(response.number("id"), "data.id"),
                response.number("company_id"),
                response.inside("channel", "id", JsonResponse::number),
                response.inside("channel", "type", JsonResponse::text),
                response.text("state"),
                response.inside("details", "result", JsonResponse::text),
                response.number("conversation_id"),
                response.number("message_id"),
                instant(response.number("created_at")),
                response.all());
    }

    /** {@code {"status":"ok","exists":true}}. */
    static Boolean exists(JsonResponse response) {
        return required(response.bool("exists"), "exists");
    }

    /** {@code {"code_length":6,"code_type":"app",…,"status":"ok"}}, or {@code {"result":"ok"}}. */
    static RequestedCode requestedCode(JsonResponse response) {
        return new RequestedCode(
                response.number("code_length"),
                response.text("code_type"),
                response.number("expires_in"),
                response.text("next_type"),
                response.number("session_id"),
                nextStep(response),
                choices(response),
                response.all());
    }

    /** {@code {"result":"ok","state":"enabled"}}, or {@code {"result":"ok","data":{"two_factor_requires":true,"details":[…]}}}. */
    static Confirmation confirmation(JsonResponse response) {
        return new Confirmation(nextStep(response), choices(response), response.text("state"), response.all());
    }

    private static NextStep nextStep(JsonResponse response) {
        if (Boolean.TRUE.equals(response.bool("two_factor_requires"))) {
            return NextStep.TWO_FACTOR;
        }
        return Boolean.TRUE.equals(response.bool("confirmation_requires")) ? NextStep.CHALLENGE : NextStep.NONE;
    }

    /** Only choices with a value: it is what a request sends. */
    private static List<Choice> choices(JsonResponse response) {
        return response.objects("details").stream()
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
