/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.client.PactChannelsException;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/**
 * Removes all channels of a provider from a company, and writes a report. The same as {@code routes/remove-channels.yaml}.
 *
 * <p>Properties: {@code companyId}, {@code provider}, {@code folder} for the report {@code removed.csv}.
 */
public class RemoveChannelsRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // A channel that can't be removed: the others are.
        onException(PactChannelsException.class)
                .handled(true)
                .log(LoggingLevel.ERROR, "Channel ${variable.channel.channelId} is not removed. ${exception.message}")
                .setVariable("result", constant("failed"))
                .to("direct:removed");

        // All channels are known before the first one goes: removing them on the way would shift the pages.
        from("timer:remove-channels?repeatCount=1&delay=0")
                .routeId("remove-channels")
                .to("pact-channels:list?companyId={{companyId}}")
                .log("The company has ${body.size} channels. Those of {{provider}} are removed")
                .setVariable("channels", body())
                .setBody(exchange -> "channel_id,provider,result\n")
                .to("file:{{folder}}?fileName=removed.csv")
                .split(variable("channels"))
                .filter(simple("${body.provider} == '{{provider}}'"))
                .setVariable("channel", body())
                // The channel in the body is the one that goes.
                .to("pact-channels:delete?companyId={{companyId}}")
                .log("Channel ${variable.channel.channelId} is ${body.status}")
                .setVariable("result", simple("${body.status}"))
                .to("direct:removed")
                .end()
                .end()
                // Some providers keep a channel in the list, disabled.
                .to("pact-channels:list?companyId={{companyId}}")
                .log("The company has ${body.size} channels now, see {{folder}}/removed.csv");

        from("direct:removed")
                .routeId("removed")
                .setBody(simple("${variable.channel.channelId},${variable.channel.provider},${variable.result}"))
                .to("file:{{folder}}?fileName=removed.csv&fileExist=Append&appendChars=\\n");
    }
}
