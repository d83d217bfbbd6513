/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.client.PactChannelsException;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/**
 * Removes all channels of a provider from a company, and writes a report. The same as {@code routes/remove-channels.yaml}.
 *
 * <p>Properties: {@code companyId}, {@code provider}, {@code directory} for the report {@code removed.csv}, to which each run appends.
 * If the process is killed, start it again: it removes the other channels.
 */
public class RemoveChannelsRoutes extends RouteBuilder {

    @Override
    public void configure() {
        onException(PactChannelsException.class)
                .handled(true)
                .log(LoggingLevel.ERROR, "Not complete. ${exception.message}");

        // List all channels before the first one is removed: removals during the listing would shift the pages.
        from("timer:remove-channels?repeatCount=1&delay=0")
                .routeId("remove-channels")
                .to("pact-channels:list?companyId={{companyId}}")
                .log("The company has ${body.size} channels. Removing those of {{provider}}")
                .setVariable("channels", body())
                .setBody(exchange -> "channel_id,provider,result\n")
                .to("file:{{directory}}?fileName=removed.csv&fileExist=Ignore")
                .split(variable("channels"))
                .filter(simple("${body.provider} == '{{provider}}'"))
                .setVariable("channel", body())
                .doTry()
                // Removes the channel in the body.
                .to("pact-channels:delete?companyId={{companyId}}")
                .setVariable("result", simple("${body.status}"))
                .log("Channel ${variable.channel.channelId}: ${variable.result}")
                // If a channel cannot be removed, the route continues with the others.
                .doCatch(PactChannelsException.class)
                .setVariable("result", simple("${iif(${exception.outcomeUnknown},unknown,failed)}"))
                .log(
                        LoggingLevel.ERROR,
                        "Channel ${variable.channel.channelId}: ${variable.result}. ${exception.message}")
                .end()
                .setBody(simple("${variable.channel.channelId},${variable.channel.provider},${variable.result}\\n"))
                .to("file:{{directory}}?fileName=removed.csv&fileExist=Append")
                .end()
                .end()
                // For some providers the list still contains the channel, disabled.
                .to("pact-channels:list?companyId={{companyId}}")
                .log("The company now has ${body.size} channels, see {{directory}}/removed.csv");
    }
}
