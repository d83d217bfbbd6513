/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.client.PactChannelsException;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/**
 * Connects WhatsApp, including the messages of the last days. The same as {@code routes/connect-whatsapp.yaml}.
 *
 * <p>Properties: {@code companyId}, and {@code syncDays}, at most 30.
 */
public class ConnectWhatsAppRoutes extends RouteBuilder {

    @Override
    public void configure() {
        onException(PactChannelsException.class, IllegalArgumentException.class)
                .handled(true)
                .log(LoggingLevel.ERROR, "Not connected. ${exception.message}");

        from("timer:connect-whatsapp?repeatCount=1&delay=0")
                .routeId("connect-whatsapp")
                .setHeader("CamelPactChannelsSyncMessagesFrom", simple("${date:now-{{syncDays:7}}d}"))
                .to("pact-channels:create?companyId={{companyId}}&provider=whatsapp")
                .log("Channel ${header.CamelPactChannelsChannelId} was created, with the messages since"
                        + " ${date:header.CamelPactChannelsSyncMessagesFrom:yyyy-MM-dd}")
                .log(
                        "The service sends the QR code to the webhook of the company (type qr_code, a picture in the field data)."
                                + " Scan it in WhatsApp on the phone, under Linked devices.")
                // The list contains the channel before the QR code is scanned: it does not show whether a channel is
                // connected.
                .to("pact-channels:list?companyId={{companyId}}")
                .log("The channels of the company:")
                .split(body())
                .log("  ${body.channelId}  ${body.provider}");
    }
}
