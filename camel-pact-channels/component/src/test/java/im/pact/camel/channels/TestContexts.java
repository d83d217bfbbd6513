/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import org.apache.camel.CamelContext;

/** Camel contexts that talk to a server of the test. */
final class TestContexts {

    private TestContexts() {}

    /** Connects the component with a sandbox, as a user does with a real account. */
    static PactChannelsComponent connect(CamelContext context, PactChannelsSandbox sandbox) {
        return connect(context, sandbox.baseUri(), sandbox.apiToken());
    }

    /**
     * Sets address and token on the component. Every request is sent once, so that a test sees each failure; the tests of
     * retries and of the rate limit change this.
     */
    static PactChannelsComponent connect(CamelContext context, String baseUri, String apiToken) {
        PactChannelsComponent component = context.getComponent("pact-channels", PactChannelsComponent.class);
        component.getConfiguration().setBaseUri(baseUri);
        component.getConfiguration().setApiToken(apiToken);
        component.getConfiguration().setMaxRetries(0);
        component.getConfiguration().setMaxRetryDelay(0);
        return component;
    }
}
