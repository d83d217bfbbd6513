/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.client.PactChannelsException;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/**
 * Sends a template of WhatsApp Business for each order that comes in as a JSON file: {@code phone}, {@code name}, {@code order} and
 * {@code day}. The same as {@code routes/template-message.yaml}.
 *
 * <p>Properties: {@code companyId}, {@code channelId}, {@code templateId}, {@code templateLanguage}, {@code folder}: orders are
 * taken from {@code orders} there, those that failed end in {@code failed}.
 */
public class TemplateMessageRoutes extends RouteBuilder {

    @Override
    public void configure() {
        onException(PactChannelsException.class, IllegalArgumentException.class)
                .handled(true)
                .useOriginalMessage()
                .log(LoggingLevel.ERROR, "${header.CamelFileName} is not sent. ${exception.message}")
                .to("file:{{folder}}/failed");

        from("file:{{folder}}/orders?include=.*[.]json&readLock=changed&moveFailed=.failed")
                .routeId("template-message")
                .unmarshal()
                .json()
                .setHeader("CamelPactChannelsPhone", simple("${body[phone]}"))
                .setHeader(
                        "CamelPactChannelsTemplateParameters",
                        simple("${list(${body[name]},${body[order]},${body[day]})}"))
                // What a map in the body holds is sent along. The service has no use for the fields of an order.
                .setBody(simple("${null}"))
                .to("pact-channels:sendFirst?companyId={{companyId}}&channelId={{channelId}}"
                        + "&templateId={{templateId}}&templateLanguageCode={{templateLanguage:en}}")
                .log("${header.CamelFileName}: {{templateId}} is on its way to ${header.CamelPactChannelsPhone}"
                        + " with ${header.CamelPactChannelsTemplateParameters}, job ${header.CamelPactChannelsJobId}");
    }
}
