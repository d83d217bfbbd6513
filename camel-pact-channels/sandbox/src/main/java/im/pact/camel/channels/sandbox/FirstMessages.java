/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.util.List;
import java.util.Map;

/** "How to write first message" to WhatsApp and WhatsApp Business, "How to check if user has Whatsapp account", and jobs. */
final class FirstMessages {

    private final SandboxState state;

    FirstMessages(SandboxState state) {
        this.state = state;
    }

    Answer send(Call call) {
        ChannelLife channel = call.channel();
        Parameters parameters = call.parameters();
        boolean business = business(channel);
        String phone = parameters.requiredPhone("phone");
        String message = message(parameters);
        Map<String, Object> template = template(parameters);
        if (business ? message != null : template != null) {
            throw Refusal.badRequest(
                    "invalid_parameter",
                    "A channel of " + channel.provider + " takes no '" + (business ? "message" : "template") + "'");
        }
        if (message == null && template == null) {
            throw Refusal.badParameter(business ? "template" : "message", "is required");
        }
        long now = state.rules.clock().instant().getEpochSecond();
        Job job = new Job(state.nextJobId(), call, now, phone, message, template);
        call.company().jobs.put(job.id(), job);
        return job.answer();
    }

    Answer userExists(Call call) {
        business(call.channel());
        String phone = call.parameters().requiredPhone("phone");
        return Answers.flat("status", "ok", "exists", state.rules.userExists(phone));
    }

    Answer job(Call call) {
        Job job = call.company().jobs.get(call.jobId());
        if (job == null || !job.belongsTo(call.channel())) {
            throw Refusal.notFound("There is no job " + call.jobId() + " on this channel");
        }
        job.polled(state);
        return job.answer();
    }

    /** Whether it is WhatsApp Business; refuses the call if it is no WhatsApp at all. */
    private static boolean business(ChannelLife channel) {
        return switch (channel.provider) {
            case ProviderChecks.WHATSAPP -> false;
            case ProviderChecks.WHATSAPP_BUSINESS -> true;
            default ->
                throw Refusal.badRequest(
                        "wrong_provider", "Not for channels of " + channel.provider + ", only WhatsApp");
        };
    }

    /** The table of the document calls it message, its sample text. */
    private static String message(Parameters parameters) {
        String name = parameters.has("message") || !parameters.has("text") ? "message" : "text";
        return parameters.has(name) ? parameters.requiredString(name) : null;
    }

    private static Map<String, Object> template(Parameters parameters) {
        Parameters template = parameters.object("template");
        if (template == null) {
            return null;
        }
        String id = template.requiredString("id");
        String languageCode = template.requiredString("language_code");
        List<?> substitutes = template.array("parameters");
        return Answers.ordered("id", id, "language_code", languageCode, "parameters", substitutes);
    }
}
