/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.client.PactChannelsException;
import org.apache.camel.builder.RouteBuilder;

/**
 * A page on which people connect WhatsApp, Telegram or MAX: {@code /connect#KEY}. The same as {@code routes/connect-page.yaml}.
 *
 * <p>The page itself has no secret. All other requests require the key in a header, which other sites cannot set. Browsers do not
 * send the part after {@code #}, so no log contains the key. A person with the key can connect channels: let the server listen on
 * localhost, forward only the path {@code /pact-channels} from the internet, and put a login in front of the page.
 *
 * <p>Properties: {@code companyId}, {@code publicUrl}: the https address at which the service reaches this server, without a path,
 * {@code webhookSecret} and {@code pageKey}: at least 16 characters that cannot be guessed. {@code camel.server.enabled} starts the
 * server.
 */
public class ConnectPageRoutes extends RouteBuilder {

    @Override
    public void configure() {
        bindToRegistry("page", new ConnectPage());

        onException(PactChannelsException.class, IllegalArgumentException.class)
                .handled(true)
                .removeHeaders("*")
                .setHeader("CamelHttpResponseCode", constant(422))
                .setHeader("Content-Type", constant("text/plain; charset=utf-8"))
                .transform(method("page", "reason"));

        interceptFrom("platform-http:/connect/*")
                .filter(header("X-Page-Key").isNotEqualTo(constant("{{pageKey}}")))
                .removeHeaders("*")
                .setHeader("CamelHttpResponseCode", constant(403))
                .setBody(constant("Wrong key"))
                .stop();

        from("pact-channels:events?companyId={{companyId}}&publicUrl={{publicUrl}}&webhookSecret={{webhookSecret}}"
                        + "&eventTypes=qrCode,channelState")
                .routeId("events")
                .to("bean:page?method=event");

        from("platform-http:/connect?httpMethodRestrict=GET")
                .routeId("connect-page")
                .removeHeaders("*")
                .setHeader("Content-Type", constant("text/html; charset=utf-8"))
                .setHeader("Cache-Control", constant("no-store"))
                .setHeader(
                        "Content-Security-Policy",
                        constant(
                                "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:;"
                                        + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"))
                .setBody(constant("resource:classpath:connect-page.html"));

        from("platform-http:/connect/channels?httpMethodRestrict=POST")
                .routeId("create")
                .unmarshal()
                .json()
                .removeHeaders("*")
                .setHeader("CamelPactChannelsProvider", simple("${body[provider]}"))
                .setHeader("CamelPactChannelsPhone", simple("${body[phone]}"))
                .setBody(simple("${null}"))
                .to("pact-channels:create?companyId={{companyId}}")
                .to("bean:page?method=created")
                .filter(header("CamelPactChannelsProvider").isEqualTo("telegram_personal"))
                .to("pact-channels:requestCode?companyId={{companyId}}")
                .end()
                .to("direct:show");

        from("platform-http:/connect/channels/{channel}/code?httpMethodRestrict=POST")
                .routeId("confirm")
                .unmarshal()
                .json()
                .setVariable("channel", header("channel"))
                .removeHeaders("*")
                .setHeader("CamelPactChannelsChannelId", variable("channel"))
                .setHeader("CamelPactChannelsPassword", simple("${body[password]}"))
                .setBody(simple("${body[code]}"))
                .to("pact-channels:confirm?companyId={{companyId}}&provider=telegram_personal")
                .to("bean:page?method=confirmed")
                .to("direct:show");

        from("platform-http:/connect/channels/{channel}?httpMethodRestrict=GET")
                .routeId("state")
                .setHeader("CamelPactChannelsChannelId", header("channel"))
                .to("direct:show");

        from("direct:show")
                .routeId("show")
                .to("bean:page?method=show")
                .removeHeaders("*")
                .setHeader("Content-Type", constant("application/json"))
                .setHeader("Cache-Control", constant("no-store"))
                .marshal()
                .json()
                .convertBodyTo(String.class);
    }
}
