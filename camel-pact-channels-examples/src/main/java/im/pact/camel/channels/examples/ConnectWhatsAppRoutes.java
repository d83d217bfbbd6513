/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.client.PactChannelsException;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/**
 * Connects WhatsApp, including the messages of the last days. The QR code appears in the terminal and in the file {@code qr-code.png}.
 * The same as {@code routes/connect-whatsapp.yaml}.
 *
 * <p>Properties: {@code companyId}, {@code syncDays}, at most 30, {@code directory} for the file, {@code publicUrl}: the https address
 * at which the service reaches this server, without a path, {@code webhookSecret}: at least 16 characters that cannot be guessed,
 * {@code eventTimeout}: milliseconds to wait for each event. {@code camel.server.enabled} starts the server.
 */
public class ConnectWhatsAppRoutes extends RouteBuilder {

    @Override
    public void configure() {
        onException(PactChannelsException.class, IllegalArgumentException.class, IllegalStateException.class)
                .handled(true)
                .log(LoggingLevel.ERROR, "Not connected. ${exception.message}");

        // tag::whatsapp[]
        from("pact-channels:events?companyId={{companyId}}&webhookSecret={{webhookSecret}}&eventTypes=qrCode,channelState")
                .routeId("events")
                // Not to, with which an event is acknowledged at the end of the other route.
                .wireTap("seda:events");

        from("timer:connect-whatsapp?repeatCount=1&delay=0")
                .routeId("connect-whatsapp")
                // Before the channel is created, because the first QR code follows immediately. An application that
                // always
                // runs sets publicUrl in the consumer instead.
                .setHeader(
                        "CamelPactChannelsWebhookUrl",
                        constant("{{publicUrl}}/pact-channels/{{companyId}}/{{webhookSecret}}"))
                .to("pact-channels:registerWebhook?companyId={{companyId}}")
                .setHeader("CamelPactChannelsSyncMessagesFrom", simple("${date:now-{{syncDays:7}}d}"))
                .to("pact-channels:create?companyId={{companyId}}&provider=whatsapp")
                .setVariable("channelId", header("CamelPactChannelsChannelId"))
                .log("Channel ${variable.channelId} was created, with the messages since"
                        + " ${date:header.CamelPactChannelsSyncMessagesFrom:yyyy-MM-dd}")
                .setVariable(
                        "task",
                        constant("Scan this QR code in WhatsApp on the phone, under Linked devices, Link a device:"))
                .loopDoWhile(simple("${variable.state} != 'CONNECTED'"))
                .pollEnrich()
                .constant("seda:events")
                .timeout("{{eventTimeout:120000}}")
                .filter(body().isNull())
                .throwException(
                        IllegalStateException.class,
                        "There was no event in time. Delete channel ${variable.channelId} before the next attempt")
                .end()
                // The company can have other channels.
                .filter(simple("${header.CamelPactChannelsChannelId} == ${variable.channelId}"))
                .choice()
                .when(header("CamelPactChannelsEventType").isEqualTo("qrCode"))
                .to("file:{{directory}}?fileName=qr-code.png")
                .log("${variable.task}")
                // Not to a log, which others may read: the first phone that scans the code is connected.
                .transform()
                .method(TerminalQrCode.class, "draw")
                .to("stream:out?encoding=UTF-8")
                .setVariable("task", constant("The QR code has expired. Scan the new one:"))
                .otherwise()
                .setVariable("state", header("CamelPactChannelsChannelState"))
                .end()
                .end()
                .end()
                .log("Channel ${variable.channelId} is connected");
        // end::whatsapp[]
    }
}
