/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

/**
 * Creates endpoints that need camel-webhook, which is optional. A separate class, because the virtual machine loads the classes that a
 * method creates as soon as it verifies the class of the method.
 */
final class WebhookEndpoints {

    /** A class of camel-webhook. */
    static final String REQUIRED_CLASS = "org.apache.camel.component.webhook.WebhookCapableEndpoint";

    private WebhookEndpoints() {}

    static PactChannelsEndpoint create(
            String uri, PactChannelsComponent component, String operation, PactChannelsConfiguration configuration) {
        return new PactChannelsWebhookEndpoint(uri, component, operation, configuration);
    }
}
