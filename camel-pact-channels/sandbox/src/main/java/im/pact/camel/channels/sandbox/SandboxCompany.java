/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.sandbox;

/**
 * A snapshot of a company, for assertions in tests.
 *
 * @param id          the API's {@code external_id}
 * @param name        the name
 * @param phone       the phone, or null
 * @param description the description, or null
 * @param webhookUrl  the URL that receives the events, or null
 * @param hidden      whether the company is hidden
 */
public record SandboxCompany(
        long id, String name, String phone, String description, String webhookUrl, boolean hidden) {}
