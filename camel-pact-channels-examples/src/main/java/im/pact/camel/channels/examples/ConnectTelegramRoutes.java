/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.client.PactChannelsException;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/**
 * Connects a personal Telegram account with its phone number. The route reads the code that Telegram sends from a file, which a
 * person or a program writes. The same as {@code routes/connect-telegram.yaml}.
 *
 * <p>Properties: {@code companyId}, {@code phone}, {@code directory} for the file {@code code.txt}, {@code codeTimeout}:
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
                .log("Channel ${header.CamelPactChannelsChannelId} was created for the phone number {{phone}}")
                // The headers now contain channel and provider for the next steps.
                .to("pact-channels:requestCode?companyId={{companyId}}")
                .log("Telegram sends a code of ${body.codeLength} digits to the ${body.codeType}; it expires in"
                        + " ${body.expiresIn} seconds. Write it to {{directory}}/code.txt")
                .pollEnrich()
                .constant("file:{{directory}}?fileName=code.txt&delete=true&moveFailed=.failed"
                        + "&readLock=changed&readLockCheckInterval=200")
                .timeout("{{codeTimeout:60000}}")
                // A variable, because otherwise the headers of the file would replace those above.
                .variableReceive("code")
                .filter(variable("code").isNull())
                .log(LoggingLevel.ERROR, "Not connected. There is no code in {{directory}}/code.txt")
                .stop()
                .end()
                .setBody(variable("code"))
                .to("pact-channels:confirm?companyId={{companyId}}")
                // The only documented state is "enabled". The state of an account with a password is not documented; in
                // the
                // sandbox it is "password_required".
                .filter(simple("${body.state} != 'enabled'"))
                .log("The code was accepted. State: ${body.state}, the password follows")
                // Resolved at run time, so that the route does not contain it.
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
