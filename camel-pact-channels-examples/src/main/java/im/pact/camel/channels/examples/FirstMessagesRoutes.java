/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.client.PactChannelsRateLimitedException;
import java.nio.file.Path;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.processor.idempotent.FileIdempotentRepository;

/**
 * Writes to everybody in a CSV file (a line of headings, then {@code phone,name}) through WhatsApp: leaves out who has no account,
 * keeps to a rate, follows each message until it has arrived, and writes a report. The same as
 * {@code routes/first-messages.yaml}.
 *
 * <p>Properties: {@code companyId}, {@code channelId}, {@code perMinute}: how many phones a minute, {@code polls} and
 * {@code pollDelay}: how often to ask for a message and how many milliseconds to wait before, {@code folder}: files are taken
 * from {@code inbox} there, reports are in {@code reports}, the lines that failed in {@code failed}, all under the same name.
 */
public class FirstMessagesRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // Nobody gets the message twice: not when they are in two files, nor when this is killed half way and starts
        // anew.
        bindToRegistry(
                "written",
                FileIdempotentRepository.fileIdempotentRepository(
                        Path.of(getContext().resolvePropertyPlaceholders("{{folder}}"), "written.txt")
                                .toFile()));

        // Too fast: the service has done nothing, so it is safe to try again. Not so with other failures.
        onException(PactChannelsRateLimitedException.class)
                .maximumRedeliveries(3)
                .redeliveryDelay("{{rateLimitDelay:60000}}");

        from("file:{{folder}}/inbox?include=.*[.]csv&charset=UTF-8&readLock=changed&moveFailed=.failed")
                .routeId("first-messages")
                .setVariable("phones", body())
                .setBody(exchange -> "phone,job_id,result\n")
                .to("file:{{folder}}/reports?fileExist=Ignore")
                .split(expression()
                        .tokenize()
                        .source("variable:phones")
                        .token("\n")
                        .skipFirst(true)
                        .end())
                .streaming()
                .parallelProcessing()
                .transform(simple("${trim()}"))
                .filter(simple("${body} != ''"))
                .to("direct:first-message")
                .end()
                .end()
                .log("All of ${header.CamelFileName} is done, see {{folder}}/reports/${header.CamelFileName}");

        from("direct:first-message")
                .routeId("first-message")
                .errorHandler(deadLetterChannel("direct:failed"))
                .setVariable("line", body())
                .transform(simple("${split(',')}"))
                .setVariable("phone", simple("${body[0]}"))
                .setVariable("name", simple("${body[1]}"))
                .throttle(constant("{{perMinute}}"))
                .timePeriodMillis(60_000)
                .setHeader("CamelPactChannelsPhone", variable("phone"))
                .to("pact-channels:userExists?companyId={{companyId}}&channelId={{channelId}}")
                .filter(body().isEqualTo(false))
                .setVariable("result", constant("no account"))
                .to("direct:report")
                .stop()
                .end()
                // A phone that failed stays written: after a timeout, nobody knows whether the service has sent the
                // message.
                .idempotentConsumer(variable("phone"))
                .idempotentRepository("written")
                .removeOnFailure(false)
                .skipDuplicate(false)
                .filter(exchangeProperty("CamelDuplicateMessage").isEqualTo(true))
                .setVariable("result", constant("written before"))
                .to("direct:report")
                .stop()
                .end()
                .setBody(simple("Hello ${variable.name}, your order is ready."))
                .to("pact-channels:sendFirst?companyId={{companyId}}&channelId={{channelId}}")
                .loop(constant("{{polls}}"))
                .filter(simple("${body.done} == false"))
                .delay(constant("{{pollDelay}}"))
                .end()
                .to("pact-channels:job?companyId={{companyId}}&channelId={{channelId}}")
                .end()
                .end()
                // Still on its way after all polls: the state instead.
                .setVariable(
                        "result", simple("${header.CamelPactChannelsJobResult} ?: ${header.CamelPactChannelsJobState}"))
                .to("direct:report")
                .end();

        from("direct:report")
                .routeId("report")
                .log("${variable.phone}: ${variable.result}")
                .setBody(simple("${variable.phone},${header.CamelPactChannelsJobId},${variable.result}"))
                .to("file:{{folder}}/reports?fileExist=Append&appendChars=\\n");

        from("direct:failed")
                .routeId("failed")
                .log(LoggingLevel.ERROR, "${variable.line}: ${exception.message}")
                .setBody(variable("line"))
                .to("file:{{folder}}/failed?charset=UTF-8&fileExist=Append&appendChars=\\n")
                .setVariable("result", constant("failed"))
                .to("direct:report");
    }
}
