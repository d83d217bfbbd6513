/* SPDX-License-Identifier: Apache-2.0 */
package im.pact.camel.channels.examples;

import im.pact.camel.channels.client.PactChannelsUnavailableException;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/**
 * Sets the token of a channel from a file. The file is deleted when the service has accepted the token; otherwise it is moved to
 * {@code .failed}. The token is in no URI and in no log. The same as {@code routes/rotate-token.yaml}.
 *
 * <p>Properties: {@code companyId}, {@code channelId}, {@code directory} for the file {@code token.txt}. Only this route and the
 * author of the token should have access to the directory.
 */
public class RotateTokenRoutes extends RouteBuilder {

    @Override
    public void configure() {
        onException(Exception.class)
                .log(LoggingLevel.ERROR, "Channel {{channelId}}: the token was not set. ${exception.message}")
                .logExhausted(false);
        // Setting the same token twice is harmless.
        onException(PactChannelsUnavailableException.class)
                .maximumRedeliveries(3)
                .redeliveryDelay("{{retryDelay:10000}}")
                .log(LoggingLevel.ERROR, "Channel {{channelId}}: the token may not be set. ${exception.message}")
                .logExhausted(false);

        from("file:{{directory}}?fileName=token.txt&delete=true&moveFailed=.failed&readLock=changed")
                .routeId("rotate-token")
                .setHeader("CamelPactChannelsToken", simple("${trim()}"))
                // Otherwise the text in the body is read as JSON.
                .setBody(simple("${null}"))
                .to("pact-channels:update?companyId={{companyId}}&channelId={{channelId}}")
                .removeHeader("CamelPactChannelsToken")
                .log("Channel {{channelId}}: ${body.status}, it has the new token");
    }
}
