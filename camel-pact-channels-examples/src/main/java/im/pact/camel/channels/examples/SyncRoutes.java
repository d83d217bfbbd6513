/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.client.PactChannelsException;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/** Writes the channels of a company to a file, and consumes them page by page. The same as {@code routes/sync.yaml}. */
public class SyncRoutes extends RouteBuilder {

    @Override
    public void configure() {
        onException(PactChannelsException.class)
                .handled(true)
                .log(LoggingLevel.ERROR, "Not complete. ${exception.message}");

        from("timer:sync?repeatCount=1&delay=0")
                .routeId("sync")
                .to("pact-channels:list?companyId={{companyId}}")
                .bean("report", "listed")
                .setProperty("channels", body())
                .setBody(exchange -> "channel_id,provider\n")
                .to("file:{{directory}}?fileName=channels.csv")
                .split(exchangeProperty("channels"))
                .setBody(simple("${body.channelId},${body.provider}"))
                .to("file:{{directory}}?fileName=channels.csv&fileExist=Append&appendChars=\\n")
                .end()
                .bean("report", "written");

        from("pact-channels:list?companyId={{companyId}}&emit=page&pageSize={{pageSize:50}}"
                        + "&initialDelay=0&sendEmptyMessageWhenIdle=true")
                .routeId("pages")
                .autoStartup("{{startPages:true}}")
                .bean("report", "page");
    }
}
