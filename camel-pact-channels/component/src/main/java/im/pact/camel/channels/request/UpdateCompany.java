/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.request;

import im.pact.camel.channels.model.Company;
import java.util.Map;
import java.util.Objects;

/** Changes a company: "Update company". The address of its webhook is validated, all other parameters are sent unchanged. */
public final class UpdateCompany extends ApiRequest {

    /** @param parameters the new values, by their names in the API or in camelCase */
    public UpdateCompany(Map<String, ?> parameters) {
        this(new Builder(PactChannelsOperation.registerWebhook).putAll(parameters));
    }

    public UpdateCompany(Builder builder) {
        super(PactChannelsOperation.registerWebhook, builder);
    }

    /** Another address that the service sends events to. An empty text removes the address. */
    public static UpdateCompany webhookUrl(String webhookUrl) {
        return new UpdateCompany(Map.of("webhook_url", webhookUrl));
    }

    /** Whether the company has all these values. No value and an empty text are the same. */
    public boolean isMadeIn(Company company) {
        Map<String, Object> fields = company.toMap();
        return parameters().entrySet().stream()
                .allMatch(parameter -> Objects.toString(fields.get(parameter.getKey()), "")
                        .equals(Objects.toString(parameter.getValue(), "")));
    }

    /** The same request with another parameter, under its name in the API or in camelCase. */
    public UpdateCompany with(String name, Object value) {
        return new UpdateCompany(new Builder(this).replace(name, value));
    }
}
