/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * "How to write first message" to WhatsApp and WhatsApp Business, "How to check if user has Whatsapp account", and
 * delivery jobs.
 */
final class FirstMessages {

    private final SandboxState state;

    FirstMessages(SandboxState state) {
        this.state = state;
    }

    ApiResponse send(ApiRequest request) {
        StoredChannel channel = request.channel();
        Parameters parameters = request.parameters();
        boolean business = isBusiness(channel);
        String phone = parameters.requiredPhone("phone");
        String message = message(parameters);
        Map<String, Object> template = template(parameters);
        if (business ? message != null : template != null) {
            throw ApiError.badRequest(
                    "invalid_parameter",
                    "A " + channel.provider + " channel does not accept '" + (business ? "message" : "template") + "'");
        }
        if (message == null && template == null) {
            throw ApiError.invalidParameter(business ? "template" : "message", "is required");
        }
        Job job = new Job(state, request, phone, message, template);
        request.company().jobs.put(job.id(), job);
        Duration finishedAfter = state.webhookRules.jobsFinishedAfter;
        if (finishedAfter != null) {
            state.deliveries.schedule(() -> finish(request.company(), job), finishedAfter);
        }
        return job.response();
    }

    private static void finish(Company company, Job job) {
        synchronized (company) {
            job.finish();
        }
    }

    ApiResponse userExists(ApiRequest request) {
        isBusiness(request.channel());
        String phone = request.parameters().requiredPhone("phone");
        return ApiResponse.flat("status", "ok", "exists", state.rules.userExists(phone));
    }

    ApiResponse job(ApiRequest request) {
        Job job = request.company().jobs.get(request.jobId());
        if (job == null || !job.belongsTo(request.channel())) {
            throw ApiError.notFound("There is no job " + request.jobId() + " on this channel");
        }
        job.poll();
        return job.response();
    }

    /** Whether the channel is WhatsApp Business; rejects the request if it is not a WhatsApp channel at all. */
    private static boolean isBusiness(StoredChannel channel) {
        return switch (channel.provider) {
            case ProviderChecks.WHATSAPP -> false;
            case ProviderChecks.WHATSAPP_BUSINESS -> true;
            default ->
                throw ApiError.badRequest("wrong_provider", "Only for WhatsApp channels, not for " + channel.provider);
        };
    }

    /** The document's table names the parameter {@code message}, its sample {@code text}. */
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
        return Json.object("id", id, "language_code", languageCode, "parameters", substitutes);
    }
}
