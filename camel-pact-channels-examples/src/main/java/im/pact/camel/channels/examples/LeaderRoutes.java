/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.changes.DirectoryStateRepository;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.cluster.FileLockClusterService;

/**
 * Reports the changes of a company on several machines: one machine is the leader, and if it fails, another one continues with its
 * snapshot. The same as {@code routes/leader.yaml}.
 *
 * <p>Properties: {@code companyId}, {@code directory}, which all machines share, {@code lockInterval}: milliseconds between two
 * heartbeats of the leader; after five missing heartbeats another machine takes over, {@code pollDelay} and {@code pageSize}.
 */
public class LeaderRoutes extends RouteBuilder {

    @Override
    public void configure() throws Exception {
        // tag::leader[]
        FileLockClusterService locks = new FileLockClusterService();
        locks.setRoot(getContext().resolvePropertyPlaceholders("{{directory}}/locks"));
        locks.setAcquireLockInterval(
                Long.parseLong(getContext().resolvePropertyPlaceholders("{{lockInterval:10000}}")),
                TimeUnit.MILLISECONDS);
        getContext().addService(locks);
        // Not Camel's FileStateRepository: it caches values, even if another machine has written since.
        DirectoryStateRepository snapshots =
                new DirectoryStateRepository(getContext().resolvePropertyPlaceholders("{{directory}}/snapshots"));
        bindToRegistry("snapshots", snapshots);

        // A stateKey is required: with master: the consumer does not know its route.
        from("master:channels:pact-channels:list?companyId={{companyId}}&emit=change&stateKey=changes"
                        + "&stateRepository=#snapshots&initialDelay=0&delay={{pollDelay:60000}}&pageSize={{pageSize:50}}")
                .routeId("leader")
                .log("${header.CamelPactChannelsChange}: channel ${body.channelId}, ${body.provider}");
        // end::leader[]
    }
}
