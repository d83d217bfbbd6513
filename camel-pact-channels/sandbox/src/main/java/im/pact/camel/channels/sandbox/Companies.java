/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.net.URI;
import java.util.Map;

/** "Companies": list, create and update, with the registration of the {@code webhook_url}. */
final class Companies {

    private static final int MAX_TEXT = 255;

    private final SandboxState state;
    private final Listing listing;

    Companies(SandboxState state) {
        this.state = state;
        this.listing = new Listing(state);
    }

    ApiResponse list(Parameters parameters) {
        return listing.page(parameters, 0, "companies", state::companies, SandboxCompany::id, Companies::json);
    }

    private static Map<String, Object> json(SandboxCompany company) {
        return Json.object(
                "external_id", company.id(),
                "name", company.name(),
                "phone", company.phone(),
                "description", company.description(),
                "webhook_url", company.webhookUrl());
    }

    ApiResponse create(Parameters parameters) {
        parameters.requiredString("name");
        check(parameters);
        long id = state.nextCompanyId();
        URI url = probed(id, parameters);
        Company company = state.addCompanyIfAbsent(id);
        synchronized (company) {
            store(company, parameters, url);
        }
        return ApiResponse.created(id);
    }

    ApiResponse update(ApiRequest request) {
        Company company = request.company();
        Parameters parameters = request.parameters();
        if (parameters.contains("name")) {
            parameters.requiredString("name");
        }
        check(parameters);
        URI url = probed(company.id, parameters);
        synchronized (company) {
            store(company, parameters, url);
        }
        return ApiResponse.updated(company.id);
    }

    private static void check(Parameters parameters) {
        String name = parameters.string("name");
        if (name != null && name.codePointCount(0, name.length()) > MAX_TEXT) {
            throw ApiError.invalidParameter("name", "must be a String not more than " + MAX_TEXT + " symbols");
        }
        parameters.string("phone");
        parameters.string("description");
        parameters.bool("hidden");
    }

    /** The URL, after the test request; null without a URL. */
    private URI probed(long companyId, Parameters parameters) {
        URI url = WebhookProbe.url(parameters, "webhook_url");
        if (url != null) {
            state.probe.check(companyId, url);
        }
        return url;
    }

    private static void store(Company company, Parameters parameters, URI url) {
        if (parameters.contains("name")) {
            company.name = parameters.string("name");
        }
        if (parameters.contains("phone")) {
            company.phone = parameters.string("phone");
        }
        if (parameters.contains("description")) {
            company.description = parameters.string("description");
        }
        if (parameters.contains("hidden")) {
            company.hidden = Boolean.TRUE.equals(parameters.bool("hidden"));
        }
        // How a URL is removed is not published: an empty one is our guess.
        if (parameters.contains("webhook_url")) {
            company.webhookUrl = url;
        }
    }
}
