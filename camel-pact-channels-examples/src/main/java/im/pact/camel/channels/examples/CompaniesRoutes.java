/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.client.PactChannelsNotFoundException;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.cluster.FileLockClusterService;

/**
 * Distributes many companies over several machines with a message broker: each company id is a message, and a free machine takes the
 * next one and lists the channels of that company. All machines run the same routes. The same as {@code routes/companies.yaml}.
 *
 * <p>Properties: {@code companies}: comma-separated ids, {@code period}: milliseconds between two runs, {@code workers}: number of
 * companies that a machine lists simultaneously, {@code brokerUrl}, {@code directory} for the file {@code companies.csv}, which
 * all machines share, {@code lockInterval}: milliseconds, {@code schedule}: {@code false} for a machine without the timer.
 */
public class CompaniesRoutes extends RouteBuilder {

    @Override
    public void configure() throws Exception {
        bindToRegistry(
                "broker", new ActiveMQConnectionFactory(getContext().resolvePropertyPlaceholders("{{brokerUrl}}")));
        FileLockClusterService locks = new FileLockClusterService();
        locks.setRoot(getContext().resolvePropertyPlaceholders("{{directory}}/locks"));
        locks.setAcquireLockInterval(
                Long.parseLong(getContext().resolvePropertyPlaceholders("{{lockInterval:10000}}")),
                TimeUnit.MILLISECONDS);
        getContext().addService(locks);

        // The broker delivers the message to another worker, and after some attempts to its queue for failed messages.
        onException(Exception.class)
                .log(LoggingLevel.ERROR, "Company ${body}: ${exception.message}")
                .logExhausted(false);
        onException(IllegalArgumentException.class, PactChannelsNotFoundException.class)
                .handled(true)
                .log(LoggingLevel.ERROR, "Company ${body} is skipped. ${exception.message}");

        // tag::companies[]
        // Only one machine runs the timer. It keeps the default delay of one second: with master: and delay=0, it can
        // miss its
        // first event.
        from("master:companies:timer:companies?period={{period:3600000}}")
                .routeId("schedule")
                .autoStartup("{{schedule:true}}")
                .setBody(constant("{{companies}}"))
                .split(body().tokenize(","))
                .transform(simple("${trim()}"))
                .filter(simple("${body} != ''"))
                .to("jms:queue:companies");

        // The message is removed together with sending the result, in one transaction. If the request fails, or the
        // machine is killed, the broker delivers the message to the next worker.
        from("jms:queue:companies?transacted=true&lazyCreateTransactionManager=false&concurrentConsumers={{workers:3}}"
                        + "&errorHandlerLogStackTrace=false")
                .routeId("worker")
                .setHeader("CamelPactChannelsCompanyId", body())
                .to("pact-channels:list")
                .setBody(simple("${header.CamelPactChannelsCompanyId},${body.size}"))
                .to("jms:queue:listed");

        from("jms:queue:listed?transacted=true&lazyCreateTransactionManager=false")
                .routeId("listed")
                .log("Company and number of channels: ${body}")
                // appendChars would write the end of the line separately, so lines of several machines could be mixed.
                .setBody(simple("${body}\\n"))
                .to("file:{{directory}}?fileName=companies.csv&fileExist=Append");
        // end::companies[]
    }
}
