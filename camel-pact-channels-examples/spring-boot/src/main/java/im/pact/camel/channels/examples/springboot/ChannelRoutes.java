/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples.springboot;

import im.pact.camel.channels.PactChannelsConstants;
import im.pact.camel.channels.changes.ChangeType;
import im.pact.camel.channels.model.PactChannel;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** Writes each change of the channels to the table. An exchange that fails is emitted again by the next poll. */
@Component
class ChannelRoutes extends RouteBuilder {

    private final ChannelTable table;

    ChannelRoutes(ChannelTable table) {
        this.table = table;
    }

    @Override
    public void configure() {
        from("pact-channels:list?emit=change&initialDelay=0&delay={{example.poll-delay}}")
                .routeId("changes")
                .log("${header.CamelPactChannelsChange}: channel ${header.CamelPactChannelsChannelId}, "
                        + "${header.CamelPactChannelsProvider}")
                .process(exchange -> {
                    ChangeType change = exchange.getMessage().getHeader(PactChannelsConstants.CHANGE, ChangeType.class);
                    PactChannel channel = exchange.getMessage().getBody(PactChannel.class);
                    if (change == ChangeType.removed) {
                        table.delete(channel.channelId());
                    } else {
                        table.save(channel, exchange.getMessage().getBody(String.class));
                    }
                });
    }
}
