/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.changes.DirectoryStateRepository;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Keeps a table of all channels of all companies, with their changes and removals. The snapshots are stored in a directory, so a
 * restart continues with them. A change whose SQL statement fails is emitted again, and each statement can be repeated. The same as
 * {@code routes/companies-table.yaml}.
 *
 * <p>Properties: {@code databaseUrl}: H2 or PostgreSQL 15 or later, for example
 * {@code jdbc:postgresql://localhost/pact?user=pact&password=...}; {@code directory} for the directory {@code snapshots};
 * {@code pollDelay}: milliseconds between two polls.
 */
public class CompaniesTableRoutes extends RouteBuilder {

    @Override
    public void configure() {
        bindToRegistry(
                "snapshots",
                new DirectoryStateRepository(getContext().resolvePropertyPlaceholders("{{directory}}/snapshots")));
        bindToRegistry(
                "database", new DriverManagerDataSource(getContext().resolvePropertyPlaceholders("{{databaseUrl}}")));

        from("timer:table?repeatCount=1&delay=0")
                .routeId("table")
                .to("sql:classpath:sql/create-channels.sql?dataSource=#database")
                .to("controlbus:route?routeId=companies-table&action=start");

        from("pact-channels:list?companies=all&emit=change&emitCompanyRemovals=true&stateRepository=#snapshots"
                        + "&initialDelay=0&delay={{pollDelay:60000}}")
                .routeId("companies-table")
                .autoStartup(false)
                .log("${header.CamelPactChannelsChange}: company ${header.CamelPactChannelsCompanyId},"
                        + " channel ${header.CamelPactChannelsChannelId}")
                .choice()
                .when(simple("${header.CamelPactChannelsChange} in 'added,changed'"))
                .to("sql:classpath:sql/store-channel.sql?dataSource=#database")
                .when(simple("${header.CamelPactChannelsChange} == 'removed'"))
                .to("sql:classpath:sql/remove-channel.sql?dataSource=#database");
    }
}
