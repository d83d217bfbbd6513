/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.client.PactChannelsRateLimitedException;
import java.nio.file.Path;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.processor.idempotent.FileIdempotentRepository;

/**
 * Sends a WhatsApp message to all phone numbers in a CSV file (a header line, then {@code phone,name}): skips numbers without an
 * account, limits the rate, follows each message until it is delivered, and writes a report. The same as
 * {@code routes/first-messages.yaml}.
 *
 * <p>Properties: {@code companyId}, {@code channelId}, {@code perMinute}: phone numbers per minute, {@code polls} and
 * {@code pollDelay}: number of state requests per message, and milliseconds before each, {@code directory}: reads files from
 * {@code inbox}, writes reports to {@code reports} and failed lines to {@code failed}, with the same file names.
 */
public class FirstMessagesRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // No phone number receives the message twice, even if it is in two files, or if the process is killed and
        // started again.
        bindToRegistry(
                "contacted",
                FileIdempotentRepository.fileIdempotentRepository(
                        Path.of(getContext().resolvePropertyPlaceholders("{{directory}}"), "contacted.txt")
                                .toFile()));

        // Rate limited: the service has not processed the request, so a retry is safe. After other failures it is not.
        onException(PactChannelsRateLimitedException.class)
                .maximumRedeliveries(3)
                .redeliveryDelay("{{rateLimitDelay:60000}}");

        from("file:{{directory}}/inbox?include=.*[.]csv&charset=UTF-8&readLock=changed&moveFailed=.failed")
                .routeId("first-messages")
                .setVariable("phones", body())
                .setBody(exchange -> "phone,job_id,result\n")
                .to("file:{{directory}}/reports?fileExist=Ignore")
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
                .log("${header.CamelFileName} is complete, see {{directory}}/reports/${header.CamelFileName}");

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
                // A failed phone number stays in the repository: after a timeout the outcome is unknown, the service
                // may
                // have sent the message.
                .idempotentConsumer(variable("phone"))
                .idempotentRepository("contacted")
                .removeOnFailure(false)
                .skipDuplicate(false)
                .filter(exchangeProperty("CamelDuplicateMessage").isEqualTo(true))
                .setVariable("result", constant("contacted before"))
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
                // If there is no result after all polls, report the state.
                .setVariable(
                        "result", simple("${header.CamelPactChannelsJobResult} ?: ${header.CamelPactChannelsJobState}"))
                .to("direct:report")
                .end();

        from("direct:report")
                .routeId("report")
                .log("${variable.phone}: ${variable.result}")
                .setBody(simple("${variable.phone},${header.CamelPactChannelsJobId},${variable.result}"))
                .to("file:{{directory}}/reports?fileExist=Append&appendChars=\\n");

        from("direct:failed")
                .routeId("failed")
                .log(LoggingLevel.ERROR, "${variable.line}: ${exception.message}")
                .setBody(variable("line"))
                .to("file:{{directory}}/failed?charset=UTF-8&fileExist=Append&appendChars=\\n")
                .setVariable("result", constant("failed"))
                .to("direct:report");
    }
}
