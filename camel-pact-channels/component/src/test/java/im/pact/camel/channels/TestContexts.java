/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels;

import im.pact.camel.channels.sandbox.PactChannelsSandbox;
import org.apache.camel.CamelContext;

/** Camel contexts that talk to a sandbox. */
final class TestContexts {

    private TestContexts() {}

    /**
     * Sets address and token on the component, as a user does for a real account. Every call is sent once, so that a test sees
     * each failure; the tests of retries turn them on.
     */
    static PactChannelsComponent connect(CamelContext context, PactChannelsSandbox sandbox) {
        PactChannelsComponent component = context.getComponent("pact-channels", PactChannelsComponent.class);
        component.getConfiguration().setBaseUri(sandbox.baseUri());
        component.getConfiguration().setApiToken(sandbox.apiToken());
        component.getConfiguration().setMaxRetries(0);
        return component;
    }
}
