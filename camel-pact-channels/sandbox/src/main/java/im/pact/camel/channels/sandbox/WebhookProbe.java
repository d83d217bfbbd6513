/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

import java.net.URI;
import java.net.URISyntaxException;

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

    /** The URL, or null if it is not one that events can be sent to. */
    static URI parse(String value) {
        try {
            URI url = new URI(value.strip());
            boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            return http && url.getHost() != null ? url : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /**
     * Sends the test request, and rejects the registration if it is not answered with 200. What the service responds
     * then is not published: 400 is our guess.
     */
    void check(long companyId, URI url) {
        if (!deliveries.probe(companyId, url) && !rules.storeUrlWhenProbeFails) {
            throw ApiError.badRequest(
                    "webhook_not_available", "The URL must respond with status 200 to the test request");
        }
    }
}
