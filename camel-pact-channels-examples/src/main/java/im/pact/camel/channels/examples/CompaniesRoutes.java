/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import java.util.concurrent.TimeUnit;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.cluster.FileLockClusterService;

/**
 * Spreads many companies over many machines, with a broker between them: a company id is a message, and whoever is free takes the
 * next one and lists that company. All machines run the same routes. The same as {@code routes/companies.yaml}.
 *
 * <p>Properties: {@code companies}: their ids, with commas between them, {@code period} in milliseconds: how often to list them,
 * {@code workers}: how many companies a machine lists at a time, {@code brokerUrl}, {@code folder} for the file
 * {@code companies.csv}, which all machines share, {@code lockInterval} in milliseconds, {@code schedule}:
 * {@code false} for a machine that only works.
 */
public class CompaniesRoutes extends RouteBuilder {

    @Override
    public void configure() throws Exception {
        bindToRegistry(
                "broker", new ActiveMQConnectionFactory(getContext().resolvePropertyPlaceholders("{{brokerUrl}}")));
        FileLockClusterService locks = new FileLockClusterService();
        locks.setRoot(getContext().resolvePropertyPlaceholders("{{folder}}/locks"));
        locks.setAcquireLockInterval(
                Long.parseLong(getContext().resolvePropertyPlaceholders("{{lockInterval:10000}}")),
                TimeUnit.MILLISECONDS);
        getContext().addService(locks);

        // tag::companies[]
        // One machine alone says that it is time. Behind master: a timer with delay=0 can miss its first time, since it
        // is
        // not yet started then; so the default, a second, stays.
        from("master:companies:timer:companies?period={{period:3600000}}")
                .routeId("schedule")
                .autoStartup("{{schedule:true}}")
                .setBody(constant("{{companies}}"))
                .split(body().tokenize(","))
                .to("jms:queue:companies");

        // The message is gone when all of this is done, together with what was found. When the call fails, or the
        // machine dies, the broker gives it to the next one.
        from("jms:queue:companies?transacted=true&lazyCreateTransactionManager=false&concurrentConsumers={{workers:3}}")
                .routeId("worker")
                .setHeader("CamelPactChannelsCompanyId", body())
                .to("pact-channels:list")
                .setBody(simple("${header.CamelPactChannelsCompanyId},${body.size}"))
                .to("jms:queue:listed");

        from("jms:queue:listed?transacted=true&lazyCreateTransactionManager=false")
                .routeId("listed")
                .log("Company and number of its channels: ${body}")
                // With appendChars the end of a line would be a write of its own, and machines could mix their lines.
                .setBody(simple("${body}\\n"))
                .to("file:{{folder}}?fileName=companies.csv&fileExist=Append");
        // end::companies[]
    }
}
