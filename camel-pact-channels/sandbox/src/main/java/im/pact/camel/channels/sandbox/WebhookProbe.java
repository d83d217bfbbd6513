/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;

/** The checks of a URL that is registered for events. The caller does not hold the monitor of the company. */
final class WebhookProbe {

    private final WebhookRules rules;
    private final WebhookDeliveries deliveries;

    WebhookProbe(WebhookRules rules, WebhookDeliveries deliveries) {
        this.rules = rules;
        this.deliveries = deliveries;
    }

    /** The parameter as a URL, or null if it is absent or empty; rejects the request if it is not a URL. */
    static URI url(Parameters parameters, String name) {
        String value = parameters.string(name);
        if (value == null || value.isBlank()) {
            return null;
        }
        URI url = parse(value);
        if (url == null) {
            throw ApiError.invalidParameter(name, "must be a URL with http or https");
        }
        return url;
    }

    /** The URL, or null if events cannot be sent to it. */
    static URI parse(String value) {
        try {
            URI url = new URI(value.strip());
            // It checks scheme and host.
            HttpRequest.newBuilder(url);
            return url.getPort() <= 65_535 ? url : null;
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * Sends the test request, and rejects the registration if the response is not 200. The service's response to the
     * registration is not published for this case: 400 is our guess.
     */
    void check(long companyId, URI url) {
        if (!deliveries.probe(companyId, url) && !rules.storeUrlWhenProbeFails) {
            throw ApiError.badRequest(
                    "webhook_not_available", "The URL must respond with status 200 to the test request");
        }
    }
}
