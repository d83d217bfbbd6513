/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.client.PactChannelsException;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/**
 * Sends a WhatsApp message to all people in a CSV file: skips phone numbers without an account, sends one message to each number,
 * follows it until it is delivered, and writes a report. The same as {@code routes/first-messages.yaml}.
 *
 * <p>The first line of the file contains headings, such as {@code phone} and {@code name}; see {@link CsvFiles}. A file that cannot be
 * read as a whole is moved to {@code inbox/.failed} before the first message. The results of the report are:
 *
 * <ul>
 *   <li>{@code delivered}, or {@code not delivered} with the reason;
 *   <li>{@code sent}: the message was sent, and there was no result after all polls;
 *   <li>{@code unknown}: the message may have been sent. The number receives no other message until you delete its file in
 *       {@code contacted};
 *   <li>{@code written before}: an earlier row, file or run has sent the message;
 *   <li>{@code no account}, {@code invalid phone}, {@code not sent}: certainly not sent. To send these messages, put the file into
 *       {@code inbox} again.
 * </ul>
 *
 * <p>Properties: {@code companyId}, {@code channelId}, {@code directory}: reads files from {@code inbox}, writes reports with the
 * same names to {@code reports}, {@code phoneRegion}: country of phone numbers without a country code, such as {@code RU},
 * {@code charset}: encoding of the files, {@code polls} and {@code pollDelay}: number of state requests per message, and milliseconds
 * before each, {@code maxWait}: milliseconds that a request waits for the rate limit. The component keeps to the rate limit of the
 * service; its option {@code maxRequestsPerMinute} sets a lower one.
 *
 * <p>If the process is killed, no number receives a second message after the restart, but messages in progress are lost for the
 * report: those that were being sent become {@code unknown}, and those that were sent are not followed any more and become
 * {@code written before}.
 */
public class FirstMessagesRoutes extends RouteBuilder {

    @Override
    public void configure() {
        CsvFiles csv = new CsvFiles();
        csv.setCharset(getContext().resolvePropertyPlaceholders("{{charset:UTF-8}}"));
        bindToRegistry("csv", csv);
        bindToRegistry(
                "contacted", new ContactedPhones(getContext().resolvePropertyPlaceholders("{{directory}}/contacted")));

        onException(IllegalArgumentException.class)
                .log(LoggingLevel.ERROR, "No message was sent. ${exception.message}")
                .logExhausted(false);

        from("file:{{directory}}/inbox?include=.*[.]csv&readLock=changed&moveFailed=.failed")
                .routeId("first-messages")
                .bean("csv", "check")
                .setVariable("list", body())
                .setBody(exchange -> CsvFiles.REPORT_HEADINGS)
                .to("file:{{directory}}/reports?fileExist=Ignore")
                .split(method("csv", "rows(${variable.list})"))
                .streaming()
                .parallelProcessing()
                .stopOnException()
                .to("direct:first-message")
                .end()
                .log("${header.CamelFileName} is complete, see {{directory}}/reports/${header.CamelFileName}");

        from("direct:first-message")
                .routeId("first-message")
                .setVariable("row", body())
                .setBody(simple("${variable.row[phone]}"))
                .doTry()
                // Sets the header CamelPactChannelsPhone to the number as it is sent, for any notation in the file.
                .to(
                        "pact-channels:userExists?companyId={{companyId}}&channelId={{channelId}}&phoneRegion={{?phoneRegion}}"
                                + "&requestTimeout={{maxWait:3600000}}&maxRetryDelay={{maxWait:3600000}}")
                .filter(body().isEqualTo(false))
                .setVariable("result", constant("no account"))
                .end()
                .endDoTry()
                .doCatch(IllegalArgumentException.class)
                .setVariable("result", simple("invalid phone: ${exception.message}"))
                .doCatch(Exception.class)
                .setVariable("result", simple("not sent: ${exception.message}"))
                .end()
                .filter(variable("result").isNull())
                .to("direct:send")
                .end()
                .filter(variable("result").isEqualTo("sent"))
                .to("direct:follow")
                .end()
                .log("${variable.row[phone]}: ${variable.result}")
                .setBody(method("csv", "reportLine"))
                .to("file:{{directory}}/reports?fileExist=Append");

        from("direct:send")
                .routeId("send")
                .idempotentConsumer(header("CamelPactChannelsPhone"))
                .idempotentRepository("contacted")
                .completionEager(true)
                .choice()
                .when(simple("${variable.row[name]} == ''"))
                .setBody(constant("Hello, your order is ready."))
                .otherwise()
                .setBody(simple("Hello ${variable.row[name]}, your order is ready."))
                .end()
                .doTry()
                .to("pact-channels:sendFirst?companyId={{companyId}}&channelId={{channelId}}"
                        + "&requestTimeout={{maxWait:3600000}}&maxRetryDelay={{maxWait:3600000}}")
                .setVariable("result", constant("sent"))
                .bean("contacted", "sent")
                .doCatch(IllegalArgumentException.class)
                .setVariable("result", simple("not sent: ${exception.message}"))
                .bean("contacted", "release")
                .doCatch(PactChannelsException.class)
                .onWhen(simple("${exception.outcomeUnknown} == false"))
                .setVariable("result", simple("not sent: ${exception.message}"))
                .bean("contacted", "release")
                .doCatch(Exception.class)
                .setVariable("result", simple("unknown: ${exception.message}"))
                .end()
                .end()
                .filter(exchangeProperty("CamelDuplicateMessage").isEqualTo(true))
                .setVariable("result", method("contacted", "earlierResult"))
                .end();

        from("direct:follow")
                .routeId("follow")
                .loop(constant("{{polls:20}}"))
                .filter(simple("${body.done} == false"))
                .delay(constant("{{pollDelay:5000}}"))
                .end()
                .doTry()
                .to("pact-channels:job?companyId={{companyId}}&channelId={{channelId}}")
                .doCatch(Exception.class)
                // The message was sent, whatever happens here.
                .log(LoggingLevel.WARN, "${variable.row[phone]}: ${exception.message}")
                .end()
                .end()
                .end()
                .choice()
                .when(simple("${body.delivered}"))
                .setVariable("result", constant("delivered"))
                .when(simple("${body.done}"))
                .setVariable("result", simple("not delivered: ${body.reason} ?: 'no reason given'"))
                .end();
    }
}
