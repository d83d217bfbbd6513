/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.changes.DirectoryStateRepository;
import org.apache.camel.builder.RouteBuilder;

/**
 * Reports the channels of a company that are added, removed or changed. The snapshot is stored in a directory, so a restart
 * continues with it. The same as {@code routes/changes.yaml}.
 *
 * <p>Properties: {@code companyId}, {@code directory} for the directory {@code snapshots}, {@code pollDelay}: milliseconds between
 * two polls.
 */
public class ChangesRoutes extends RouteBuilder {

    @Override
    public void configure() {
        bindToRegistry(
                "snapshots",
                new DirectoryStateRepository(getContext().resolvePropertyPlaceholders("{{directory}}/snapshots")));

        from("pact-channels:list?companyId={{companyId}}&emit=change&stateRepository=#snapshots"
                        + "&initialDelay=0&delay={{pollDelay:60000}}")
                .routeId("changes")
                .log("${header.CamelPactChannelsChange}: channel ${body.channelId}, ${body.provider}");
    }
}
