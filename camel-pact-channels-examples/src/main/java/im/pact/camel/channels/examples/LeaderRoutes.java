/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.changes.DirectoryStateRepository;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.cluster.FileLockClusterService;

/**
 * Tells the changes of a company, however many machines run this: one of them leads, and when it is gone another one goes on where
 * it was. The same as {@code routes/leader.yaml}.
 *
 * <p>Properties: {@code companyId}, {@code folder}, which all machines share, {@code lockInterval} in milliseconds: how often the
 * leader shows that it is alive; when it has not done so five times, another one takes its place. {@code pollDelay} and
 * {@code pageSize}.
 */
public class LeaderRoutes extends RouteBuilder {

    @Override
    public void configure() throws Exception {
        // tag::leader[]
        FileLockClusterService locks = new FileLockClusterService();
        locks.setRoot(getContext().resolvePropertyPlaceholders("{{folder}}/locks"));
        locks.setAcquireLockInterval(
                Long.parseLong(getContext().resolvePropertyPlaceholders("{{lockInterval:10000}}")),
                TimeUnit.MILLISECONDS);
        getContext().addService(locks);
        // Not Camel's file repository: it remembers what it has read, also when another machine has written since.
        DirectoryStateRepository told =
                new DirectoryStateRepository(getContext().resolvePropertyPlaceholders("{{folder}}/told"));
        bindToRegistry("told", told);

        // With a key of its own: behind master: the consumer does not know its route.
        from("master:channels:pact-channels:list?companyId={{companyId}}&emit=change&stateKey=changes&stateRepository=#told"
                        + "&initialDelay=0&delay={{pollDelay:60000}}&pageSize={{pageSize:50}}")
                .routeId("leader")
                .log("${header.CamelPactChannelsChange}: channel ${body.channelId}, ${body.provider}");
        // end::leader[]
    }
}
