/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import org.apache.camel.builder.RouteBuilder;

/**
 * Reports channels that go offline or are disabled, and channels that come back. A table of all states is in the file {@code
 * states.csv}, and a restart continues with it. The same as {@code routes/watch.yaml}.
 *
 * <p>Properties: {@code companyId}, {@code directory} for the table, {@code publicUrl}: the https address at which the service reaches
 * this server, without a path, {@code webhookSecret}: at least 16 characters that cannot be guessed. {@code camel.server.enabled}
 * starts the server.
 */
public class WatchRoutes extends RouteBuilder {

    @Override
    public void configure() throws Exception {
        bindToRegistry(
                "states", new ChannelStates(getContext().resolvePropertyPlaceholders("{{directory}}/states.csv")));

        // tag::watch[]
        from("pact-channels:events?companyId={{companyId}}&publicUrl={{publicUrl}}&webhookSecret={{webhookSecret}}"
                        + "&eventTypes=channelState")
                .routeId("watch")
                .setVariable("news", method("states", "news"))
                .filter(variable("news").isNotNull())
                .log("${variable.news}")
                .end()
                // Last, so that an event that fails is reported when the service sends it again.
                .to("bean:states?method=store");
        // end::watch[]
    }
}
