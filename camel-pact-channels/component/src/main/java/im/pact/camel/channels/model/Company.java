/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A company, as "Get all companies" lists it.
 *
 * @param companyId   the company's id: {@code external_id} of a listing, {@code COMPANY_ID} in the paths of the API
 * @param name        its name, or {@code null} if the service sent none
 * @param webhookUrl  the address that the service sends events to ({@code webhook_url}), or {@code null}. It usually contains a
 *                    secret, so {@link #toString} does not show it
 * @param otherFields all other fields that the service sent, by its names; empty, never {@code null}
 */
public record Company(long companyId, String name, String webhookUrl, Map<String, Object> otherFields)
        implements FieldMap {

    public Company {
        otherFields = ApiObject.unmodifiable(otherFields);
    }

    /** Equal to a company, or another map, with the same fields. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Company company
                ? companyId == company.companyId
                        && Objects.equals(name, company.name)
                        && Objects.equals(webhookUrl, company.webhookUrl)
                        && otherFields.equals(company.otherFields)
                : toMap().equals(other);
    }

    @Override
    public int hashCode() {
        return toMap().hashCode();
    }

    /** Id, name, and whether there is a webhook; of the other fields only the names. */
    @Override
    public String toString() {
        return "Company[companyId=" + companyId + ", name=" + name + ", webhookUrl="
                + (webhookUrl == null ? null : "******") + ", otherFields=" + otherFields.keySet() + "]";
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("external_id", companyId);
        map.put("name", name);
        map.put("webhook_url", webhookUrl);
        map.putAll(otherFields);
        return map;
    }
}
