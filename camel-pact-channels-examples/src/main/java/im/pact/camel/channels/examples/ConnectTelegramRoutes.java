/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.client.PactChannelsException;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/**
 * Connects a personal Telegram account with its phone number. The route reads the code that Telegram sends from a file, which a
 * person or a program writes. The same as {@code routes/connect-telegram.yaml}.
 *
 * <p>If it fails, start it again: it continues with the channel of the previous attempt, and requests another code.
 *
 * <p>Properties: {@code companyId}, {@code phone}, {@code directory} for the file {@code code.txt}, {@code codeAttempts}: maximum
 * number of codes that are tried, {@code codeTimeout}: milliseconds to wait for each, and {@code telegramPassword} if the account has
 * one.
 */
public class ConnectTelegramRoutes extends RouteBuilder {

    @Override
    public void configure() {
        onException(PactChannelsException.class, IllegalArgumentException.class, IllegalStateException.class)
                .handled(true)
                .log(LoggingLevel.ERROR, "Not connected. ${exception.message}");

        // Not with pollEnrich, which would delete the file at the end of the other route, and wireTap instead of to for
        // the
        // same reason.
        from("file:{{directory}}?fileName=code.txt&delete=true&readLock=changed&readLockCheckInterval=200")
                .routeId("codes")
                .convertBodyTo(String.class)
                .wireTap("seda:codes");

        from("timer:connect-telegram?repeatCount=1&delay=0")
                .routeId("connect-telegram")
                .doTry()
                .to("pact-channels:create?companyId={{companyId}}&provider=telegram_personal&phone={{phone}}")
                .log("Channel ${header.CamelPactChannelsChannelId} was created for the phone number {{phone}}")
                .doCatch(PactChannelsException.class)
                .setVariable("failure", simple("${exception.message}"))
                .end()

                // A company can have one channel of each provider, so a previous attempt may have created it.
                .filter(variable("failure").isNotNull())
                .to("pact-channels:list?companyId={{companyId}}&outputType=json")
                .setVariable("existing", jsonpath("$[?(@.provider == 'telegram_personal')].external_id"))
                .filter(simple("${variable.existing.size} != 1"))
                .throwException(IllegalStateException.class, "${variable.failure}")
                .end()
                .log("${variable.failure}")
                .setHeader("CamelPactChannelsChannelId", simple("${variable.existing[0]}"))
                .setBody(constant(null))
                .log("Continuing with the existing channel ${header.CamelPactChannelsChannelId}")
                .end()

                // The header contains the channel for the next steps.
                .to("pact-channels:requestCode?companyId={{companyId}}&provider=telegram_personal")
                .log("Telegram sends a code of ${body.codeLength} digits to the ${body.codeType}; it expires in"
                        + " ${body.expiresIn} seconds")
                .setVariable("nextStep", constant("CODE"))
                .loop(constant("{{codeAttempts:3}}"))
                .filter(variable("nextStep").isEqualTo("CODE"))
                .log("Write the code to {{directory}}/code.txt")
                .pollEnrich()
                .constant("seda:codes")
                .timeout("{{codeTimeout:60000}}")
                .variableReceive("code")
                .filter(variable("code").isNull())
                .throwException(
                        IllegalStateException.class,
                        "There was no code in {{directory}}/code.txt in time. Start again to request another one")
                .end()
                .setBody(variable("code"))
                .doTry()
                .to("pact-channels:confirm?companyId={{companyId}}&provider=telegram_personal")
                .setVariable("nextStep", header("CamelPactChannelsNextStep"))
                .doCatch(PactChannelsException.class, IllegalArgumentException.class)
                .log(LoggingLevel.WARN, "${exception.message}")
                .end()
                .end()
                .end()
                .filter(variable("nextStep").isEqualTo("CODE"))
                .throwException(IllegalStateException.class, "No code was accepted. Start again to request another one")
                .end()
                .filter(variable("nextStep").isEqualTo("PASSWORD"))
                .log("The code was accepted, the password follows")
                // Resolved at run time, so that the route does not contain it.
                .setHeader("CamelPactChannelsPassword", simple("${properties:telegramPassword:}"))
                .filter(header("CamelPactChannelsPassword").isEqualTo(""))
                .throwException(
                        IllegalStateException.class,
                        "The account has a password. Set the property telegramPassword, and start again")
                .end()
                .to("pact-channels:confirm?companyId={{companyId}}&provider=telegram_personal")
                .removeHeader("CamelPactChannelsPassword")
                .end()
                .log("Channel ${header.CamelPactChannelsChannelId} is ${body.state}")
                .to("pact-channels:list?companyId={{companyId}}")
                .log("The channels of the company:")
                .split(body())
                .log("  ${body.channelId}  ${body.provider}");
    }
}
