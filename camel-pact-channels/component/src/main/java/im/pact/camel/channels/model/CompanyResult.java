/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The result of "Update company".
 *
 * @param companyId the company: {@code external_id} of the response, or the company of the request
 * @param status    the status that the service reports ({@code updated}), {@code unchanged} if the company had these values
 *                  already and no change was sent, or {@code null}
 * @param response  the whole response
 */
public record CompanyResult(long companyId, String status, Map<String, Object> response) implements ApiObject {

    private static final String UNCHANGED = "unchanged";

    public CompanyResult {
        response = ApiObject.unmodifiable(response);
    }

    /** The result if no change was necessary, in the form of a response. */
    public static CompanyResult unchanged(long companyId) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("status", UNCHANGED);
        response.put("data", Map.of("external_id", companyId));
        return new CompanyResult(companyId, UNCHANGED, response);
    }

    @Override
    public Map<String, Object> toMap() {
        return new LinkedHashMap<>(response);
    }
}
