/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.client.PactChannelsException;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/**
 * Sends a WhatsApp Business template for each order. An order is a JSON file with {@code phone}, {@code name}, {@code order} and
 * {@code day}. The same as {@code routes/template-message.yaml}.
 *
 * <p>Properties: {@code companyId}, {@code channelId}, {@code templateId}, {@code templateLanguage}, {@code directory}: reads orders
 * from {@code orders}, and copies those that were not sent to {@code failed}, and those that may have been sent to {@code unknown}.
 */
public class TemplateMessageRoutes extends RouteBuilder {

    @Override
    public void configure() {
        onException(PactChannelsException.class)
                .onWhen(simple("${exception.outcomeUnknown}"))
                .handled(true)
                .useOriginalMessage()
                .log(LoggingLevel.ERROR, "${header.CamelFileName} may have been sent. ${exception.message}")
                .to("file:{{directory}}/unknown");
        onException(Exception.class)
                .handled(true)
                .useOriginalMessage()
                .log(LoggingLevel.ERROR, "${header.CamelFileName} was not sent. ${exception.message}")
                .to("file:{{directory}}/failed");

        // If the process is killed while it sends a message, the order stays in the directory "sending".
        from("file:{{directory}}/orders?include=.*[.]json&readLock=changed&preMove={{directory}}/sending")
                .routeId("template-message")
                .unmarshal()
                .json()
                .setHeader("CamelPactChannelsPhone", simple("${body[phone]}"))
                .setHeader(
                        "CamelPactChannelsTemplateParameters",
                        simple("${list(${body[name]},${body[order]},${body[day]})}"))
                // All keys of a map in the body would be sent too. The service does not need the fields of an order.
                .setBody(simple("${null}"))
                .to("pact-channels:sendFirst?companyId={{companyId}}&channelId={{channelId}}"
                        + "&templateId={{templateId}}&templateLanguageCode={{templateLanguage:en}}")
                .log("${header.CamelFileName}: {{templateId}} was accepted for ${header.CamelPactChannelsPhone}"
                        + " with ${header.CamelPactChannelsTemplateParameters}, job ${header.CamelPactChannelsJobId}");
    }
}
