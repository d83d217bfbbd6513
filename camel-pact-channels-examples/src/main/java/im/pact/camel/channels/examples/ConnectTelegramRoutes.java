/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.client.PactChannelsException;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/**
 * Connects a personal Telegram account by its phone number. The code that Telegram sends is taken from a file, which a person or
 * a program writes. The same as {@code routes/connect-telegram.yaml}.
 *
 * <p>Properties: {@code companyId}, {@code phone}, {@code folder} for the file {@code code.txt}, {@code codeTimeout} in
 * milliseconds, and {@code telegramPassword} if the account has one.
 */
public class ConnectTelegramRoutes extends RouteBuilder {

    @Override
    public void configure() {
        onException(PactChannelsException.class, IllegalArgumentException.class)
                .handled(true)
                .log(LoggingLevel.ERROR, "Not connected. ${exception.message}");

        from("timer:connect-telegram?repeatCount=1&delay=0")
                .routeId("connect-telegram")
                .to("pact-channels:create?companyId={{companyId}}&provider=telegram_personal&phone={{phone}}")
                .log("Channel ${header.CamelPactChannelsChannelId} is created, for the phone {{phone}}")
                // Channel and provider are in headers now: the next steps find them there.
                .to("pact-channels:requestCode?companyId={{companyId}}")
                .log("Telegram sends a code of ${body.codeLength} digits to the ${body.codeType}, good for"
                        + " ${body.expiresIn} seconds. Write it into {{folder}}/code.txt")
                .pollEnrich()
                .constant("file:{{folder}}?fileName=code.txt&delete=true&moveFailed=.failed"
                        + "&readLock=changed&readLockCheckInterval=200")
                .timeout("{{codeTimeout:60000}}")
                // Without a variable the headers of the file would take the place of those above.
                .variableReceive("code")
                .filter(variable("code").isNull())
                .log(LoggingLevel.ERROR, "Not connected. Nobody has written a code into {{folder}}/code.txt")
                .stop()
                .end()
                .setBody(variable("code"))
                .to("pact-channels:confirm?companyId={{companyId}}")
                // Of the states, the service documents "enabled" alone. What it calls the one of an account that has a
                // password too is unpublished; the sandbox says "password_required".
                .filter(simple("${body.state} != 'enabled'"))
                .log("The code is right; the state is ${body.state}, so the password is next")
                // Looked up at this moment, so that it is no part of the route.
                .setHeader("CamelPactChannelsPassword", simple("${properties:telegramPassword:}"))
                .to("pact-channels:confirm?companyId={{companyId}}")
                .removeHeader("CamelPactChannelsPassword")
                .end()
                .log("Channel ${header.CamelPactChannelsChannelId} is ${body.state}")
                .to("pact-channels:list?companyId={{companyId}}")
                .log("The channels of the company:")
                .split(body())
                .log("  ${body.channelId}  ${body.provider}");
    }
}
