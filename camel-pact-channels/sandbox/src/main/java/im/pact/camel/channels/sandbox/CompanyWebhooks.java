/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The webhooks of a company in the second version of the API. A new one is not active, and so receives nothing.
 *
 * <p>The responses to a sixth webhook, and to a URL that does not respond, are not published: 400 is our guess.
 */
final class CompanyWebhooks {

    private static final int MAX_PER_COMPANY = 5;
    private static final int MAX_PER_PAGE = 100;
    private static final long DEFAULT_PER_PAGE = 25;

    private final SandboxState state;

    CompanyWebhooks(SandboxState state) {
        this.state = state;
    }

    ApiResponse list(ApiRequest request) {
        long page = between(request.parameters(), "page", 1, Integer.MAX_VALUE, 1);
        long perPage = between(request.parameters(), "per_page", 1, MAX_PER_PAGE, DEFAULT_PER_PAGE);
        List<CompanyWebhook> all = new ArrayList<>(request.company().webhooks.values());
        List<Map<String, Object>> webhooks = all.stream()
                .skip((page - 1) * perPage)
                .limit(perPage)
                .map(CompanyWebhook::json)
                .toList();
        return ApiResponse.flat(
                "webhooks",
                webhooks,
                "meta",
                Json.object("page", page, "entries_count", all.size(), "per_page", perPage));
    }

    private static long between(Parameters parameters, String name, long min, long max, long defaultValue) {
        Long value = parameters.integer(name);
        if (value != null && (value < min || value > max)) {
            throw ApiError.invalidParameter(name, "must be a number between " + min + " and " + max);
        }
        return value == null ? defaultValue : value;
    }

    ApiResponse create(ApiRequest request) {
        URI url = WebhookProbe.url(request.parameters(), "url");
        if (url == null) {
            throw ApiError.invalidParameter("url", "is required");
        }
        Company company = request.company();
        synchronized (company) {
            if (company.webhooks.size() >= MAX_PER_COMPANY) {
                throw ApiError.badRequest(
                        "too_many_webhooks", "A company has at most " + MAX_PER_COMPANY + " webhooks");
            }
            return stored(company, new CompanyWebhook(state.nextWebhookId(), url, false));
        }
    }

    /** The test request is sent if the URL changes or the webhook is activated. */
    ApiResponse update(ApiRequest request) {
        Company company = request.company();
        CompanyWebhook before;
        synchronized (company) {
            before = webhook(request);
        }
        URI url = WebhookProbe.url(request.parameters(), "url");
        Boolean active = request.parameters().bool("active");
        CompanyWebhook after = new CompanyWebhook(
                before.id(), url == null ? before.url() : url, active == null ? before.active() : active);
        boolean activated = after.active() && !before.active();
        if (activated || !after.url().equals(before.url())) {
            state.probe.check(company.id, after.url());
        }
        synchronized (company) {
            webhook(request);
            return stored(company, after);
        }
    }

    ApiResponse delete(ApiRequest request) {
        request.company().webhooks.remove(webhook(request).id());
        return ApiResponse.noContent();
    }

    private static ApiResponse stored(Company company, CompanyWebhook webhook) {
        company.webhooks.put(webhook.id(), webhook);
        return ApiResponse.flat("webhook", webhook.json());
    }

    private static CompanyWebhook webhook(ApiRequest request) {
        long id = request.ids().get(1);
        CompanyWebhook webhook = request.company().webhooks.get(id);
        if (webhook == null) {
            throw ApiError.notFound("Company " + request.company().id + " has no webhook " + id);
        }
        return webhook;
    }
}
